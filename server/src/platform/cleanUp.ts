import type { Logger } from 'pino';
import { findInstallation } from '../store/partners.ts';
import type { Database } from '../tenancy/database.ts';
import type { PlatformPartners } from './partners.ts';
import type { Visits } from './visits.ts';

/** How often it is looked for partners to remove and for visits that are over, in ms. */
const SWEEP_EVERY_MS = 60_000;

export interface CleanUpOptions {
  database: Database;
  partners: PlatformPartners;
  visits: Visits;
  log: Logger;
}

/** Removes deleted partners when their time has come, and notes the end of visits. Answers the function that ends it. */
export function startCleanUp(options: CleanUpOptions): () => void {
  const timer = setInterval(() => void sweepPlatform(options), SWEEP_EVERY_MS);
  return () => clearInterval(timer);
}

/** One round. A failure is said, and tried again in the next round. */
export async function sweepPlatform({ database, partners, visits, log }: CleanUpOptions): Promise<void> {
  try {
    await visits.sweep();
    const installation = await database.withPlatform(findInstallation);
    if (installation !== null) await partners.sweep(installation);
  } catch (error) {
    log.warn({ err: error }, 'clean-up of the platform failed');
  }
}
