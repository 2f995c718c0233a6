import { setTimeout as wait } from 'node:timers/promises';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sourceOf } from '../auth/addressList.ts';
import { Allowance } from '../auth/allowance.ts';
import type { Clock } from '../ops/clock.ts';
import type { Principal } from '../tenancy/principal.ts';
import { COUNTED_KEYS, type Dimension, RATE_LIMITS, type RateLimit, REFUSALS } from './rateLimitTable.ts';
import type { App } from './types.ts';

/** What is left of a limit, for the headers. */
interface Standing extends RateLimit {
  remaining: number;
  /** Seconds until all of it is back. */
  resetS: number;
}

export interface RateLimitParts {
  clock: Clock;
  /** Requests a minute of all kinds that were agreed with a partner; null: nothing was. */
  tenantPerMinute: (tenantId: Principal['tenantId']) => number | null;
}

/**
 * Counts every request of every route, by address, by caller (API key or login) and by partner, each against the limit
 * of the route's class. One partner's flood is refused before it costs anything, and the others do not notice.
 */
export class RateLimits {
  readonly #parts: RateLimitParts;
  readonly #allowances = new Map<string, Allowance>();
  readonly #refusals = new Allowance(REFUSALS);
  #held = 0;
  #turn = 0;

  constructor(parts: RateLimitParts) {
    this.#parts = parts;
  }

  /** Count by address; registered before the caller is recognised, because recognising costs a look-up. */
  countAddresses(app: App): void {
    app.addHook('onRequest', async (request, reply) => {
      await this.#count(limitOf('address', request), sourceOf(request.ip), reply);
    });
  }

  /** Count by caller and partner; registered after the caller is recognised. */
  countCallers(app: App): void {
    app.addHook('onRequest', async (request: FastifyRequest, reply) => {
      const { principal } = request;
      if (principal === null) return;
      await this.#count(limitOf('caller', request), callerOf(principal), reply);
      await this.#count(limitOf('tenant', request), principal.tenantId, reply);
      // What was agreed counts all kinds of requests together.
      const perMinute = this.#parts.tenantPerMinute(principal.tenantId);
      if (perMinute !== null) await this.#count({ name: 'agreed', perMinute }, principal.tenantId, reply);
    });
  }

  /** Throws `RATE_LIMITED`. The headers show the limit that is nearest to its end. */
  async #count(limit: RateLimit, key: string, reply: FastifyReply): Promise<void> {
    const nowMs = this.#parts.clock();
    const allowance = this.#allowanceOf(limit);
    const waitMs = allowance.waitMs(key, nowMs);
    if (waitMs === 0) allowance.spend(key, nowMs);
    describe(reply, standingOf(limit, allowance, key, nowMs));
    if (waitMs === 0) return;
    await this.#hold(key, nowMs);
    throw new ProblemError('RATE_LIMITED', { retryAfterS: Math.ceil(waitMs / 1_000) });
  }

  /** Whoever goes on after many refusals waits for the next ones: a flood then costs us as little as it costs its sender. */
  async #hold(key: string, nowMs: InstantMs): Promise<void> {
    if (this.#refusals.waitMs(key, nowMs) === 0) return this.#refusals.spend(key, nowMs);
    if (this.#held >= REFUSALS.heldAtOnce) return;
    this.#held += 1;
    await wait(REFUSALS.holdMs + this.#spreadMs());
    this.#held -= 1;
  }

  /** Connections that were refused together must not come back together: that would be a burst four times a second. */
  #spreadMs(): number {
    this.#turn = (this.#turn + 1) % REFUSALS.spreadMs;
    return (this.#turn * REFUSALS.strideMs) % REFUSALS.spreadMs;
  }

  /** Every agreement has a bucket of its own size, so that a smaller one also refills more slowly. */
  #allowanceOf({ name, perMinute }: RateLimit): Allowance {
    const key = `${name} ${perMinute}`;
    const known = this.#allowances.get(key);
    if (known !== undefined) return known;
    const made = new Allowance({
      burst: perMinute,
      refillMs: 60_000 / perMinute,
      rememberedKeys: COUNTED_KEYS,
    });
    this.#allowances.set(key, made);
    return made;
  }
}

/** The limit of a route; addresses that no route takes are counted like pages. */
function limitOf(dimension: Dimension, { routeOptions }: FastifyRequest): RateLimit {
  const rateClass = routeOptions.config.rule?.[1] ?? 'page';
  return { name: `${rateClass}-${dimension}`, perMinute: RATE_LIMITS[rateClass][dimension] };
}

function callerOf({ tenantId, actor }: Principal): string {
  if (actor.kind === 'api-key') return actor.apiKeyId;
  return actor.kind === 'user' || actor.kind === 'visitor' ? actor.loginSessionId : tenantId;
}

function standingOf(limit: RateLimit, allowance: Allowance, key: string, nowMs: InstantMs): Standing {
  const spent = allowance.spent(key, nowMs);
  return { ...limit, remaining: limit.perMinute - spent, resetS: Math.ceil((spent * 60) / limit.perMinute) };
}

/** `RateLimit-…` as the drafts of the IETF's HTTPAPI group have them; written when it is the scarcest so far. */
function describe(reply: FastifyReply, { name, perMinute, remaining, resetS }: Standing): void {
  const written = reply.getHeader('ratelimit-remaining');
  if (written !== undefined && Number(written) <= remaining) return;
  reply.header('ratelimit-limit', String(perMinute));
  reply.header('ratelimit-remaining', String(remaining));
  reply.header('ratelimit-reset', String(resetS));
  reply.header('ratelimit-policy', `"${name}";q=${perMinute};w=60`);
}
