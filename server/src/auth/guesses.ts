import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Clock } from '../ops/clock.ts';
import { Allowance } from './allowance.ts';
import { AUTH_LIMITS } from './limits.ts';

/**
 * Counts the guesses at a secret of one person. A guess is counted before it is checked, so that guesses sent all at once
 * are no more than the others; and whoever is right gets all of them back.
 */
export class Guesses {
  readonly #clock: Clock;
  readonly #allowance: Allowance;

  /** `burst` guesses, then one more each `refillMs`. */
  constructor(clock: Clock, burst: number, refillMs: number) {
    this.#clock = clock;
    this.#allowance = new Allowance({ burst, refillMs, rememberedKeys: AUTH_LIMITS.rememberedKeys });
  }

  /** Run the check of one guess; it answers whether the guess was right. Throws `RATE_LIMITED` without running it. */
  async try<T>(key: string, check: () => Promise<T | null>): Promise<T | null> {
    const nowMs = this.#clock();
    const waitMs = this.#allowance.waitMs(key, nowMs);
    if (waitMs > 0) throw new ProblemError('RATE_LIMITED', { retryAfterS: Math.ceil(waitMs / 1_000) });
    this.#allowance.spend(key, nowMs);
    const right = await check();
    if (right !== null) this.#allowance.forgive(key);
    return right;
  }
}
