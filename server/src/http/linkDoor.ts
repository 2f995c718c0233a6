import { linkId as linkIdSchema } from '@project88/core/contract/common.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { DisplayLinkId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { sourceOf } from '../auth/addressList.ts';
import { Allowance } from '../auth/allowance.ts';
import type { Clock } from '../ops/clock.ts';
import { type ResolvedDisplayUrl, resolveDisplayUrl } from '../store/displayUrls.ts';
import type { Database } from '../tenancy/database.ts';
import { HTTP_LIMITS } from './limits.ts';

/** A link that is valid now. */
export interface OpenLink extends Pick<ResolvedDisplayUrl, 'tenantId' | 'displaySessionId' | 'expiresAtMs'> {
  id: DisplayLinkId;
}

/**
 * Where screens come in: the one place that turns the eight characters of a link into a display session, for the page,
 * the API and the live socket. It slows guessing: an address with too many misses must wait, also for hits, because
 * otherwise it could go on guessing and look for the hits. Links that the address opened before go on.
 */
export class LinkDoor {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #misses = new Allowance({
    burst: HTTP_LIMITS.linkMisses,
    refillMs: HTTP_LIMITS.linkMissRefillMs,
    rememberedKeys: HTTP_LIMITS.countedAddresses,
  });
  /** Address and link, in the order of use. */
  readonly #opened = new Set<string>();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Throws `NOT_FOUND`, `LINK_GONE` when it expired or was revoked, or `RATE_LIMITED`. */
  async open(text: string, from: string): Promise<OpenLink> {
    const address = sourceOf(from);
    const parsed = linkIdSchema.safeParse(text);
    const id = (parsed.success ? parsed.data : '') as DisplayLinkId;
    this.#checkGuessing(id, address);
    const found = parsed.success
      ? await this.#database.withPlatform((platform) => resolveDisplayUrl(platform, id))
      : null;
    // Again: of a thousand guesses sent at once, most are still under way when the misses are used up.
    this.#checkGuessing(id, address);
    if (found === null) {
      this.#misses.spend(address, this.#clock());
      throw new ProblemError('NOT_FOUND', { what: 'display link' });
    }
    this.remember(id, address);
    if (!isOpen(found, this.#clock())) throw new ProblemError('LINK_GONE');
    return { id, ...found };
  }

  #checkGuessing(id: DisplayLinkId, address: string): void {
    const waitMs = this.#misses.waitMs(address, this.#clock());
    if (waitMs === 0 || this.#opened.has(pair(address, id))) return;
    throw new ProblemError('RATE_LIMITED', { retryAfterS: Math.ceil(waitMs / 1_000) });
  }

  /** Note that this address knows the link, by having opened or made it. */
  remember(id: DisplayLinkId, from: string): void {
    const key = pair(sourceOf(from), id);
    this.#opened.delete(key);
    this.#opened.add(key);
    if (this.#opened.size <= HTTP_LIMITS.rememberedLinks) return;
    const [oldest] = this.#opened;
    if (oldest !== undefined) this.#opened.delete(oldest);
  }
}

function pair(address: string, id: DisplayLinkId): string {
  return `${address} ${id}`;
}

function isOpen({ expiresAtMs, revokedAtMs, suspended }: ResolvedDisplayUrl, nowMs: InstantMs): boolean {
  return revokedAtMs === null && !suspended && nowMs < expiresAtMs;
}
