import { ProblemError } from '@project88/core/contract/errors.ts';
import { LINK_ALPHABET, type TenantId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { sourceOf } from '../auth/addressList.ts';
import { Allowance } from '../auth/allowance.ts';
import { freshToken, randomLetters } from '../auth/tokens.ts';
import type { Clock } from '../ops/clock.ts';
import { HTTP_LIMITS } from './limits.ts';

/** Letters of a code: 32^6 = 2^30 possibilities for some thousand codes that live ten minutes. */
const CODE_LENGTH = 6;

/** A TV that shows its code. */
export interface WaitingTv {
  code: string;
  /** What the TV asks with; nobody else has it. */
  secret: string;
  /** The screen's key, if it told one. */
  key: string | null;
  address: string;
  expiresAtMs: InstantMs;
  /** Where it is to go; null until somebody has typed the code. */
  displayUrl: string | null;
}

/**
 * TVs that show a code and wait for somebody to type it. In memory: a code lives for ten minutes, and a TV whose code is
 * gone shows another one. Typing wrong codes is slowed per partner, so that nobody finds another partner's TV by trying.
 */
export class PairingDesk {
  readonly #clock: Clock;
  readonly #random: (length: number) => Uint8Array;
  readonly #byCode = new Map<string, WaitingTv>();
  readonly #bySecret = new Map<string, WaitingTv>();
  readonly #asked = new Allowance({
    burst: HTTP_LIMITS.pairingBurst,
    refillMs: HTTP_LIMITS.pairingRefillMs,
    rememberedKeys: HTTP_LIMITS.countedAddresses,
  });
  readonly #misses = new Allowance({
    burst: HTTP_LIMITS.pairingMisses,
    refillMs: HTTP_LIMITS.pairingMissRefillMs,
    rememberedKeys: HTTP_LIMITS.countedAddresses,
  });

  constructor({ clock, random }: { clock: Clock; random: (length: number) => Uint8Array }) {
    this.#clock = clock;
    this.#random = random;
  }

  /** A TV asks for a code. Throws `RATE_LIMITED`. */
  begin(from: string, key: string | null): WaitingTv {
    const address = sourceOf(from);
    spend(this.#asked, address, this.#clock());
    this.#forgetOld();
    const tv: WaitingTv = {
      code: this.#freeCode(),
      secret: freshToken(this.#random),
      key,
      address: from,
      expiresAtMs: instantMs(this.#clock() + HTTP_LIMITS.pairingMs),
      displayUrl: null,
    };
    this.#byCode.set(tv.code, tv);
    this.#bySecret.set(tv.secret, tv);
    return tv;
  }

  #freeCode(): string {
    for (;;) {
      const code = randomLetters(this.#random, CODE_LENGTH, LINK_ALPHABET);
      if (!this.#byCode.has(code)) return code;
    }
  }

  #forgetOld(): void {
    const nowMs = this.#clock();
    for (const tv of this.#bySecret.values()) {
      if (tv.expiresAtMs > nowMs && this.#bySecret.size < HTTP_LIMITS.pairingWaiting) return;
      this.#forget(tv);
    }
  }

  #forget(tv: WaitingTv): void {
    this.#bySecret.delete(tv.secret);
    this.#byCode.delete(tv.code);
  }

  /** The TV asks where to go. Throws `NOT_FOUND` for one whose code is over. */
  ask(secret: string): WaitingTv {
    const tv = this.#bySecret.get(secret);
    if (tv === undefined || tv.expiresAtMs <= this.#clock()) {
      throw new ProblemError('NOT_FOUND', { what: 'pairing' });
    }
    return tv;
  }

  /** The TV with this code, for somebody of this partner. Throws `NOT_FOUND`, `RATE_LIMITED` after too many misses. */
  find(code: string, tenantId: TenantId): WaitingTv {
    const nowMs = this.#clock();
    const tv = this.#byCode.get(code);
    const isThere = tv !== undefined && tv.expiresAtMs > nowMs && tv.displayUrl === null;
    // Also for a hit: otherwise one could go on guessing and look for the hits.
    if (this.#misses.waitMs(tenantId, nowMs) > 0 || !isThere) {
      spend(this.#misses, tenantId, nowMs);
      throw new ProblemError('NOT_FOUND', { what: 'TV with this code' });
    }
    return tv;
  }

  /** Send the TV to its display. The code has served. */
  send(tv: WaitingTv, displayUrl: string): void {
    tv.displayUrl = displayUrl;
    this.#byCode.delete(tv.code);
  }
}

function spend(allowance: Allowance, key: string, nowMs: InstantMs): void {
  const waitMs = allowance.waitMs(key, nowMs);
  if (waitMs > 0) throw new ProblemError('RATE_LIMITED', { retryAfterS: Math.ceil(waitMs / 1_000) });
  allowance.spend(key, nowMs);
}
