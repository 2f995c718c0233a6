import type { InstantMs } from '@project88/core/time/units.ts';

export interface AllowanceOptions {
  /** Attempts that a fresh key has. */
  burst: number;
  /** One attempt comes back every so many milliseconds, up to `burst`. */
  refillMs: number;
  /** Keys that are remembered; the longest unused is forgotten first. */
  rememberedKeys: number;
}

interface Debt {
  /** Attempts that are not given back yet, as the time that giving them back takes. */
  ms: number;
  atMs: InstantMs;
}

/** How many attempts each key (an address, an account) has left. A token bucket per key, bounded in memory. */
export class Allowance {
  readonly #options: AllowanceOptions;
  /** In order of use: the first is the longest unused. */
  readonly #debts = new Map<string, Debt>();

  constructor(options: AllowanceOptions) {
    this.#options = options;
  }

  /** Milliseconds until the next attempt is allowed; 0 when it is allowed now. `burst` may be lowered by the caller. */
  waitMs(key: string, nowMs: InstantMs, burst: number = this.#options.burst): number {
    return Math.max(0, this.#debtMs(key, nowMs) - (burst - 1) * this.#options.refillMs);
  }

  /** Count one attempt. Attempts beyond the burst do not make the wait longer. */
  spend(key: string, nowMs: InstantMs): void {
    const { burst, refillMs, rememberedKeys } = this.#options;
    const ms = Math.min(this.#debtMs(key, nowMs) + refillMs, burst * refillMs);
    this.#debts.delete(key);
    this.#debts.set(key, { ms, atMs: nowMs });
    if (this.#debts.size > rememberedKeys) this.#forgetOldest();
  }

  /** Attempts of this key that are not given back yet; a part counts as a whole. */
  spent(key: string, nowMs: InstantMs): number {
    return Math.ceil(this.#debtMs(key, nowMs) / this.#options.refillMs);
  }

  /** Give all attempts of a key back. */
  forgive(key: string): void {
    this.#debts.delete(key);
  }

  #debtMs(key: string, nowMs: InstantMs): number {
    const debt = this.#debts.get(key);
    return debt === undefined ? 0 : Math.max(0, debt.ms - (nowMs - debt.atMs));
  }

  #forgetOldest(): void {
    for (const oldest of this.#debts.keys()) {
      this.#debts.delete(oldest);
      return;
    }
  }
}
