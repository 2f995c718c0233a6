import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Logger } from 'pino';
import type { Clock } from '../ops/clock.ts';
import { type AuditFact, appendAudit } from '../store/audit.ts';
import type { Database } from '../tenancy/database.ts';
import type { Principal } from '../tenancy/principal.ts';
import { AUDIT_LIMITS } from './limits.ts';

type LateLimit = 'waitingEntries' | 'retryMs' | 'longestRetryMs' | 'refusedTries' | 'flushMs';

export interface LateAuditOptions {
  database: Pick<Database, 'withTenant'>;
  clock: Clock;
  log: Logger;
  limits?: Readonly<Record<LateLimit, number>>;
}

interface Waiting {
  principal: Principal;
  fact: AuditFact;
}

type Outcome = 'written' | 'away' | 'refused';

/**
 * Entries for what must not wait for the database: screens obey first, and the log follows. Entries are written in the
 * order in which they came, with the moment at which things happened, and tried again until the database is back. What
 * cannot be written in the end is told by the server's own log with all that it says, never in silence. An entry may
 * stand in the log twice when the line to the database broke in the middle of a commit.
 */
export class LateAudit {
  readonly #options: LateAuditOptions;
  readonly #limits: NonNullable<LateAuditOptions['limits']>;
  readonly #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #closing = false;
  #endPause: (() => void) | null = null;

  constructor(options: LateAuditOptions) {
    this.#options = options;
    this.#limits = options.limits ?? AUDIT_LIMITS;
  }

  /** Note what somebody did just now. Never throws and never waits. */
  add(principal: Principal, fact: AuditFact): void {
    const entry = { principal, fact: { ...fact, atMs: this.#options.clock() } };
    if (this.#closing) this.#lose(entry, 'the server is stopping');
    else if (this.#waiting.length >= this.#limits.waitingEntries) this.#lose(entry, 'too many wait already');
    else {
      this.#waiting.push(entry);
      this.#writing ??= this.#writeAll();
    }
  }

  /** Ends when nothing waits any more. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /** Write what waits, for as long as a stop may take; what is left then is lost and said. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#endPause?.();
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#limits.flushMs);
    });
    await Promise.race([this.settled(), timeout]);
    clearTimeout(timer);
    for (const entry of this.#waiting.splice(0)) this.#lose(entry, 'the database is away');
  }

  async #writeAll(): Promise<void> {
    let pauseMs: number = this.#limits.retryMs;
    let tries = 0;
    for (let [entry] = this.#waiting; entry !== undefined; [entry] = this.#waiting) {
      const outcome = await this.#write(entry);
      tries = outcome === 'refused' ? tries + 1 : 0;
      if (outcome === 'written' || tries === this.#limits.refusedTries) {
        if (this.#waiting[0] === entry) this.#waiting.shift();
        if (outcome === 'refused') this.#lose(entry, 'the database refuses it');
        pauseMs = this.#limits.retryMs;
        tries = 0;
        continue;
      }
      if (this.#closing && outcome === 'away') break;
      await this.#pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, this.#limits.longestRetryMs);
    }
    this.#writing = null;
  }

  async #write({ principal, fact }: Waiting): Promise<Outcome> {
    try {
      await this.#options.database.withTenant(principal, (scope) => appendAudit(scope, fact));
      return 'written';
    } catch (error) {
      const isAway = error instanceof ProblemError && error.code === 'DATABASE_UNAVAILABLE';
      this.#options.log.warn({ err: error, waiting: this.#waiting.length }, 'audit entries wait');
      return isAway ? 'away' : 'refused';
    }
  }

  #pause(ms: number): Promise<void> {
    if (this.#closing) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #lose({ principal, fact }: Waiting, reason: string): void {
    const { tenantId, actor, request } = principal;
    this.#options.log.error({ reason, tenantId, actor, request, fact }, 'AUDIT ENTRY LOST');
  }
}
