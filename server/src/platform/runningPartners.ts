import type { TenantId } from '@project88/core/ids/ids.ts';
import type { Logger } from 'pino';
import type { TimingKeyRing } from '../auth/timingKeys.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { LiveHub, LiveSockets } from '../live/types.ts';

export interface RunningParts {
  hub: Pick<LiveHub, 'closeTenant' | 'openTenant' | 'forgetTenant'>;
  timingKeys: Pick<TimingKeyRing, 'block' | 'reload'>;
  ingest: Pick<Ingest, 'endTenant' | 'removeTenant'>;
  sockets: Pick<LiveSockets, 'endTenant'>;
  log: Logger;
}

/** What runs for a partner beside the database: its streams on the timing port, its rooms, and all live sockets. */
export class RunningPartners {
  readonly #parts: RunningParts;

  constructor(parts: RunningParts) {
    this.#parts = parts;
  }

  /**
   * A partner was suspended or deleted: everything ends at once. It needs no database, so that what was decided holds
   * even when the database goes away in this moment.
   */
  stop(tenantId: TenantId): void {
    const { hub, timingKeys, ingest, sockets, log } = this.#parts;
    // First the door, then those who are inside.
    timingKeys.block(tenantId);
    ingest.endTenant(tenantId).catch((error: unknown) => {
      log.error({ err: error, tenant: tenantId }, 'streams of a suspended partner did not end');
    });
    hub.closeTenant(tenantId);
    sockets.endTenant(tenantId);
  }

  /** A partner may work again. Timing software comes back by itself. May be repeated; throws `DATABASE_UNAVAILABLE`. */
  async start(tenantId: TenantId): Promise<void> {
    await this.learn();
    await this.#parts.hub.openTenant(tenantId);
  }

  /** Partners came or went: the timing port's policy depends on them. */
  async learn(): Promise<void> {
    const { timingKeys, log } = this.#parts;
    await timingKeys.reload().catch((error: unknown) => {
      // The options do not fit the partners any more: said at each start, and no reason to undo the decision.
      log.warn({ err: error }, 'the timing port could not learn the partners');
    });
  }

  /** Delete the recording of a partner, and what is known of it in memory. */
  async remove(tenantId: TenantId): Promise<void> {
    this.stop(tenantId);
    this.#parts.hub.forgetTenant(tenantId);
    await this.#parts.ingest.removeTenant(tenantId);
  }
}
