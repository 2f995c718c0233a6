import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Clock } from '../ops/clock.ts';
import { Allowance } from './allowance.ts';
import { AUTH_LIMITS } from './limits.ts';

/**
 * Slows the guessing of passwords. Only failures count. What is closed is an address for an account, or an address for
 * all accounts; never an account for everybody, because then anyone could lock its owner out on race day.
 */
export class LoginThrottle {
  readonly #clock: Clock;
  readonly #perPair = make(AUTH_LIMITS.failuresPerAccountAndAddress, AUTH_LIMITS.accountAndAddressRefillMs);
  readonly #perAddress = make(AUTH_LIMITS.failuresPerAddress, AUTH_LIMITS.addressRefillMs);
  readonly #perAccount = make(AUTH_LIMITS.failuresPerAccount, AUTH_LIMITS.accountRefillMs);

  /** The last sign-in of each address that is under way, and how many there are. */
  readonly #turns = new Map<string, { last: Promise<unknown>; count: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Run the sign-ins of one address one after the other. Guesses sent all at once would otherwise be checked before the
   * first failure is counted; and hashing passwords for one address takes one core at most.
   */
  async inTurn<T>(address: string, work: () => Promise<T>): Promise<T> {
    const turn = this.#turns.get(address) ?? { last: Promise.resolve(), count: 0 };
    if (turn.count >= AUTH_LIMITS.waitingPerAddress)
      throw new ProblemError('RATE_LIMITED', { retryAfterS: 5 });
    const mine = turn.last.then(work, work);
    turn.last = mine.catch(() => undefined);
    turn.count += 1;
    this.#turns.set(address, turn);
    try {
      return await mine;
    } finally {
      turn.count -= 1;
      if (turn.count === 0) this.#turns.delete(address);
    }
  }

  /** Throws `RATE_LIMITED` when this address must wait before it may try this account. */
  check(email: string, address: string): void {
    const nowMs = this.#clock();
    const account = accountKey(email);
    const underAttack = this.#perAccount.waitMs(account, nowMs) > 0;
    const burst = underAttack ? AUTH_LIMITS.failuresUnderAttack : AUTH_LIMITS.failuresPerAccountAndAddress;
    const waitMs = Math.max(
      this.#perPair.waitMs(pairKey(account, address), nowMs, burst),
      this.#perAddress.waitMs(address, nowMs),
    );
    if (waitMs > 0) throw new ProblemError('RATE_LIMITED', { retryAfterS: Math.ceil(waitMs / 1_000) });
  }

  failed(email: string, address: string): void {
    const nowMs = this.#clock();
    const account = accountKey(email);
    this.#perPair.spend(pairKey(account, address), nowMs);
    this.#perAddress.spend(address, nowMs);
    this.#perAccount.spend(account, nowMs);
  }

  succeeded(email: string, address: string): void {
    this.#perPair.forgive(pairKey(accountKey(email), address));
  }
}

function make(burst: number, refillMs: number): Allowance {
  return new Allowance({ burst, refillMs, rememberedKeys: AUTH_LIMITS.rememberedKeys });
}

const accountKey = (email: string): string => email.trim().toLowerCase();
const pairKey = (account: string, address: string): string => `${account} ${address}`;
