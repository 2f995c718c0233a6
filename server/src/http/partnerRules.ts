import type { TenantId } from '@project88/core/ids/ids.ts';
import type { Logger } from 'pino';
import type { Clock } from '../ops/clock.ts';
import { listPartners } from '../store/partners.ts';
import type { Database } from '../tenancy/database.ts';
import { HTTP_LIMITS } from './limits.ts';

interface Rules {
  origins: ReadonlySet<string>;
  requestsPerMinute: number | null;
}

/**
 * What partners agreed on that the edge must know before and without a look-up: their web origins and their requests a
 * minute. Read anew after a change and once a minute, because another process may have changed it.
 */
export class PartnerRules {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #log: Logger;
  #rules = new Map<TenantId, Rules>();
  #origins: ReadonlySet<string> = new Set();
  #readAtMs = Number.NEGATIVE_INFINITY;

  constructor({ database, clock, log }: { database: Database; clock: Clock; log: Logger }) {
    this.#database = database;
    this.#clock = clock;
    this.#log = log;
  }

  /** Read everything again. Throws `DATABASE_UNAVAILABLE`. */
  async reload(): Promise<void> {
    this.#readAtMs = this.#clock();
    const partners = await this.#database.withPlatform(listPartners);
    this.#rules = new Map(
      partners.map(({ tenantId, corsOrigins, quotas }) => [
        tenantId,
        { origins: new Set(corsOrigins), requestsPerMinute: quotas.requestsPerMinute ?? null },
      ]),
    );
    this.#origins = new Set(partners.flatMap(({ corsOrigins }) => corsOrigins));
  }

  /** Read again after a change. The change is written, so a failure here is for the log alone. */
  relearn(): Promise<void> {
    return this.reload().catch((error: Error) =>
      this.#log.warn({ reason: error.message }, 'partner rules not read'),
    );
  }

  /** True when some partner lets pages of this origin call: all that is known before the caller is. */
  isKnownOrigin(origin: string): boolean {
    this.#refresh();
    return this.#origins.has(origin);
  }

  isOriginOf(tenantId: TenantId, origin: string): boolean {
    return this.#rules.get(tenantId)?.origins.has(origin) === true;
  }

  requestsPerMinute(tenantId: TenantId): number | null {
    this.#refresh();
    return this.#rules.get(tenantId)?.requestsPerMinute ?? null;
  }

  /** In the background: a request does not wait for it, and goes on with the old rules when the database is away. */
  #refresh(): void {
    if (this.#clock() - this.#readAtMs < HTTP_LIMITS.partnerRulesMs) return;
    void this.relearn();
  }
}
