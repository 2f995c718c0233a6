import { instantMs } from '@project88/core/time/units.ts';
import type { Logger } from 'pino';
import type { Clock } from '../ops/clock.ts';
import { expireDisplaySessions, touchDisplaySession } from '../store/displaySessions.ts';
import type { Database } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import type { Hub } from './hub.ts';

/** How often unused display sessions are looked for. */
const SWEEP_EVERY_MS = 60_000;

export interface JanitorOptions {
  hub: Hub;
  database: Database;
  clock: Clock;
  /** Life of a display session after its last use, in hours. */
  displaySessionHours: number;
  log: Logger;
}

/** Keeps display sessions that are in use alive and removes those that have expired. Answers the function that ends it. */
export function startJanitor(options: JanitorOptions): () => void {
  const timer = setInterval(() => {
    sweep(options).catch((error: unknown) =>
      options.log.warn({ err: error }, 'clean-up of display sessions failed'),
    );
  }, SWEEP_EVERY_MS);
  return () => clearInterval(timer);
}

/** One round: prolong what is used, then remove what has expired. */
export async function sweep({ hub, database, clock, displaySessionHours }: JanitorOptions): Promise<void> {
  const nowMs = clock();
  const expiresAtMs = instantMs(nowMs + Math.round(displaySessionHours * 3_600_000));
  for (const { tenantId, id } of hub.usedSince(instantMs(nowMs - SWEEP_EVERY_MS))) {
    await database.withTenant(systemPrincipal(tenantId, 'clean-up'), (scope) =>
      touchDisplaySession(scope, id, { atMs: nowMs, expiresAtMs }),
    );
  }
  for (;;) {
    const expired = await database.withPlatform((platform) => expireDisplaySessions(platform, nowMs));
    for (const { tenantId, id } of expired) hub.remove(tenantId, id, 'expired');
    if (expired.length === 0) return;
  }
}
