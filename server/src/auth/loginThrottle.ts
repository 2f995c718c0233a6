import { ProblemError } from '@project88/core/contract/errors.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { Clock } from '../ops/clock.ts';
import { sourceOf } from './addressList.ts';
import { Allowance } from './allowance.ts';
import { Desk, type Urgency } from './desk.ts';
import { AUTH_LIMITS } from './limits.ts';

/**
 * Slows the guessing of passwords. Only failures count. What is closed is an address for an account, or an address for
 * all accounts; never an account for everybody, because then anyone could lock its owner out on race day.
 *
 * While an account is attacked from many addresses, or the whole installation is, each address has fewer tries and gets
 * them back more slowly; and whoever signs in from where they signed in before is served ahead of all others.
 */
export class LoginThrottle {
  readonly #clock: Clock;
  readonly #perPair = make(AUTH_LIMITS.failuresPerAccountAndAddress, AUTH_LIMITS.accountAndAddressRefillMs);
  readonly #perPairUnderAttack = make(AUTH_LIMITS.failuresUnderAttack, AUTH_LIMITS.underAttackRefillMs);
  readonly #perAddress = make(AUTH_LIMITS.failuresPerAddress, AUTH_LIMITS.addressRefillMs);
  readonly #perAddressUnderSiege = make(AUTH_LIMITS.failuresUnderSiege, AUTH_LIMITS.underSiegeRefillMs);
  readonly #perAccount = make(AUTH_LIMITS.failuresPerAccount, AUTH_LIMITS.accountRefillMs);
  readonly #everywhere = make(AUTH_LIMITS.failuresEverywhere, AUTH_LIMITS.everywhereRefillMs);
  readonly #desk = new Desk({
    places: AUTH_LIMITS.passwordChecks,
    doubtfulPlaces: AUTH_LIMITS.doubtfulPasswordChecks,
    doubtfulWaiting: AUTH_LIMITS.doubtfulWaiting,
  });
  /** Pairs of account and address that signed in before, in order of use. */
  readonly #known = new Set<string>();
  /** The last sign-in of each address that is under way, and how many there are. */
  readonly #turns = new Map<string, { last: Promise<unknown>; count: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Run the sign-ins of one address one after the other, each when its turn at the desk comes. Guesses sent all at once
   * would otherwise be checked before the first failure is counted. Throws `RATE_LIMITED`.
   */
  async inTurn<T>(email: string, from: string, work: () => Promise<T>): Promise<T> {
    const address = sourceOf(from);
    const turn = this.#turns.get(address) ?? { last: Promise.resolve(), count: 0 };
    if (turn.count >= AUTH_LIMITS.waitingPerAddress) throw busy();
    const step = () => this.#atTheDesk(email, address, work);
    const mine = turn.last.then(step, step);
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

  async #atTheDesk<T>(email: string, address: string, work: () => Promise<T>): Promise<T> {
    // Before the line, so that a closed address costs nothing; and after it, because others failed in the meantime.
    this.check(email, address);
    const served = await this.#desk.serve(this.#urgency(email, address), async () => {
      this.check(email, address);
      return { result: await work() };
    });
    if (served === null) throw busy();
    return served.result;
  }

  /** Throws `RATE_LIMITED` when this address must wait before it may try this account. */
  check(email: string, from: string): void {
    const address = sourceOf(from);
    const nowMs = this.#clock();
    const pair = pairKey(email, address);
    // Whoever signed in from here before is no part of the attack, however often they mistype during it.
    const isStranger = !this.#known.has(pair);
    const waitMs = Math.max(
      this.#perPair.waitMs(pair, nowMs),
      this.#perAddress.waitMs(address, nowMs),
      isStranger && this.#isAttacked(email, nowMs) ? this.#perPairUnderAttack.waitMs(pair, nowMs) : 0,
      isStranger && this.#isUnderSiege(nowMs) ? this.#perAddressUnderSiege.waitMs(address, nowMs) : 0,
    );
    if (waitMs > 0) throw new ProblemError('RATE_LIMITED', { retryAfterS: Math.ceil(waitMs / 1_000) });
  }

  failed(email: string, from: string): void {
    const address = sourceOf(from);
    const nowMs = this.#clock();
    const pair = pairKey(email, address);
    this.#perPair.spend(pair, nowMs);
    this.#perPairUnderAttack.spend(pair, nowMs);
    this.#perAddress.spend(address, nowMs);
    this.#perAddressUnderSiege.spend(address, nowMs);
    this.#perAccount.spend(accountKey(email), nowMs);
    this.#everywhere.spend('', nowMs);
  }

  succeeded(email: string, from: string): void {
    const pair = pairKey(email, sourceOf(from));
    this.#perPair.forgive(pair);
    this.#perPairUnderAttack.forgive(pair);
    this.#known.delete(pair);
    this.#known.add(pair);
    const [oldest] = this.#known;
    if (this.#known.size > AUTH_LIMITS.rememberedKeys && oldest !== undefined) this.#known.delete(oldest);
  }

  #urgency(email: string, address: string): Urgency {
    const nowMs = this.#clock();
    if (this.#known.has(pairKey(email, address))) return 0;
    const hasFailed = this.#perAddress.spent(address, nowMs) > 0;
    if (!hasFailed && !this.#isAttacked(email, nowMs) && !this.#isUnderSiege(nowMs)) return 0;
    return hasFailed ? 2 : 1;
  }

  #isAttacked(email: string, nowMs: InstantMs): boolean {
    return this.#perAccount.waitMs(accountKey(email), nowMs) > 0;
  }

  #isUnderSiege(nowMs: InstantMs): boolean {
    return this.#everywhere.waitMs('', nowMs) > 0;
  }
}

function busy(): ProblemError {
  return new ProblemError('RATE_LIMITED', { retryAfterS: 5 });
}

function make(burst: number, refillMs: number): Allowance {
  return new Allowance({ burst, refillMs, rememberedKeys: AUTH_LIMITS.rememberedKeys });
}

const accountKey = (email: string): string => email.trim().toLowerCase();
const pairKey = (email: string, address: string): string => `${accountKey(email)} ${address}`;
