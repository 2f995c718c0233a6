import { instantMs } from '@project88/core/time/units.ts';
import type { Logger } from 'pino';
import { type EndedKind, removeEndedRows } from '../store/endedRows.ts';
import { findInstallation } from '../store/partners.ts';
import type { Database } from '../tenancy/database.ts';
import { KEPT_AFTER_END_MS, PLATFORM_LIMITS } from './limits.ts';
import type { PlatformPartners } from './partners.ts';
import type { Visits } from './visits.ts';

/** How often it is looked for partners to remove and for visits that are over, in ms. */
const SWEEP_EVERY_MS = 60_000;

/** Old rows are removed in each so-manieth of these rounds: once an hour, and soon after the start. */
const ROUNDS_BETWEEN_REMOVALS = 60;

export interface CleanUpOptions {
  database: Database;
  partners: PlatformPartners;
  visits: Visits;
  log: Logger;
}

/**
 * Removes deleted partners when their time has come, notes the end of visits, and removes rows that are long over. Answers
 * the function that ends it.
 */
export function startCleanUp(options: CleanUpOptions): () => void {
  let rounds = 0;
  const timer = setInterval(() => {
    void sweepPlatform(options);
    if (rounds++ % ROUNDS_BETWEEN_REMOVALS === 0) void removeOldRows(options);
  }, SWEEP_EVERY_MS);
  return () => clearInterval(timer);
}

/** One round. A failure is said, and tried again in the next round; it does not keep the other work from being done. */
export async function sweepPlatform({ database, partners, visits, log }: CleanUpOptions): Promise<void> {
  const failed = (error: unknown) => {
    log.warn({ err: error }, 'clean-up of the platform failed');
    return null;
  };
  const installation = await database.withPlatform(findInstallation).catch(failed);
  if (installation === null) return;
  await visits.sweep(installation).catch(failed);
  await partners.sweep(installation).catch(failed);
}

/** Remove what was over long enough ago, each batch in a transaction of its own. A failure is said. */
export async function removeOldRows({
  database,
  log,
}: Pick<CleanUpOptions, 'database' | 'log'>): Promise<void> {
  try {
    for (const [kind, keptMs] of Object.entries(KEPT_AFTER_END_MS) as [EndedKind, number][]) {
      const removed = await removeAll(database, kind, keptMs);
      if (removed > 0) log.info({ kind, rows: removed }, 'old rows are removed');
    }
  } catch (error) {
    log.warn({ err: error }, 'clean-up of old rows failed');
  }
}

async function removeAll(database: Database, kind: EndedKind, keptMs: number): Promise<number> {
  const most = PLATFORM_LIMITS.removedAtOnce;
  for (let total = 0; ; ) {
    const removed = await database.withPlatform((platform) =>
      removeEndedRows(platform, kind, { overByMs: instantMs(platform.now() - keptMs), most }),
    );
    total += removed;
    if (removed < most) return total;
  }
}
