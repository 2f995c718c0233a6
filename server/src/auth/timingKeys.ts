import type { TimingKeyCreated } from '@project88/core/contract/timingKeys.ts';
import { LINK_ALPHABET, type TenantId, type TimingKeyId } from '@project88/core/ids/ids.ts';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { StreamAuthority, TimingKeyRecord, TimingPolicy } from '../ingest/types.ts';
import type { Clock } from '../ops/clock.ts';
import { appendAudit } from '../store/audit.ts';
import { isActive, listPartners, type PartnerRecord } from '../store/partners.ts';
import { checkQuota } from '../store/quotas.ts';
import {
  createTimingKey,
  deleteTimingKey,
  listAllTimingKeys,
  markTimingKeyUsed,
  type SealedTimingKey,
  type TimingKeyView,
} from '../store/timingKeys.ts';
import type { Database } from '../tenancy/database.ts';
import { isUniqueViolation } from '../tenancy/failures.ts';
import { type Principal, systemPrincipal } from '../tenancy/principal.ts';
import { AUTH_LIMITS } from './limits.ts';
import type { Secrets } from './secrets.ts';
import { randomLetters } from './tokens.ts';

/** For user names, which are typed by hand on a trailer in the rain: a small L is too much like a one. */
const SMALL_LETTERS = LINK_ALPHABET.replace('L', '').toLowerCase();

export interface TimingKeyRingOptions {
  config: Pick<Config, 'timingPolicy' | 'timingAllow' | 'timeZone'>;
  database: Database;
  secrets: Secrets;
  clock: Clock;
  random: (length: number) => Uint8Array;
  log: Logger;
}

/** The policy or the allow-list in the options does not fit the partners that exist; the message says how. */
export class TimingPolicyError extends Error {}

/**
 * Who the connections on the timing port belong to, answered from memory so that a race goes on when the database does
 * not. `reload` reads partners and keys anew; making and deleting keys here keeps the memory in step.
 */
export class TimingKeyRing implements StreamAuthority {
  readonly #options: TimingKeyRingOptions;
  #partners = new Map<TenantId, PartnerRecord>();
  /** Suspended and deleted partners. They count for the policy: nobody else's streams become open meanwhile. */
  #blocked = new Set<TenantId>();
  /** Grows with what changes the memory beside a reload, so that one that was under way reads again. */
  #changes = 0;
  #reloading: Promise<void> = Promise.resolve();
  #keys = new Map<string, TimingKeyRecord>();
  #tenantOfAddress = new Map<string, TenantId>();
  #lastNoted = new Map<string, number>();

  constructor(options: TimingKeyRingOptions) {
    this.#options = options;
  }

  /** Throws `TimingPolicyError` when the options name a partner that does not exist, or `open` with several partners. */
  reload(): Promise<void> {
    const read = this.#reloading.then(() => this.#read());
    this.#reloading = read.catch(() => undefined);
    return read;
  }

  async #read(): Promise<void> {
    const { database, config } = this.#options;
    const changes = this.#changes;
    const [partners, keys] = await database.withPlatform((platform) =>
      Promise.all([listPartners(platform), listAllTimingKeys(platform)]),
    );
    if (changes !== this.#changes) return this.#read();
    this.#partners = new Map(partners.map((partner) => [partner.tenantId, partner] as const));
    this.#blocked = new Set(partners.filter((each) => !isActive(each)).map(({ tenantId }) => tenantId));
    this.#keys = new Map(keys.flatMap((key) => this.#unseal(key)).map((key) => [key.user, key] as const));
    this.#tenantOfAddress = readAllowList(config.timingAllow, partners);
    if (config.timingPolicy === 'open' && partners.length > 1) {
      throw new TimingPolicyError('P88_TIMING_POLICY=open needs exactly one partner; use keys or mixed');
    }
  }

  /** A partner is suspended from this moment on, whatever becomes of the database. `reload` finds out whether it still is. */
  block(tenantId: TenantId): void {
    this.#changes += 1;
    this.#blocked.add(tenantId);
  }

  isBlocked(tenantId: TenantId): boolean {
    return this.#blocked.has(tenantId);
  }

  /** A key that does not open is left out and said; the others must not suffer. */
  #unseal({ tenantId, user, secretSealed }: SealedTimingKey): TimingKeyRecord[] {
    try {
      return [{ tenantId, user, secret: this.#options.secrets.open(secretSealed, sealContext(user)) }];
    } catch (error) {
      this.#options.log.error({ user, reason: (error as Error).message }, 'timing key cannot be opened');
      return [];
    }
  }

  policy(): TimingPolicy {
    const [only, ...others] = this.#partners.keys();
    const wanted = this.#options.config.timingPolicy;
    if (wanted === 'keys' || wanted === 'mixed') return { mode: wanted };
    return only !== undefined && others.length === 0 ? { mode: 'open', tenantId: only } : { mode: 'mixed' };
  }

  findKey(user: string): TimingKeyRecord | null {
    const key = this.#keys.get(user);
    return key === undefined || this.#blocked.has(key.tenantId) ? null : key;
  }

  tenantForAddress(address: string): TenantId | null {
    const tenantId = this.#tenantOfAddress.get(plainAddress(address));
    // A removed partner stays in the list of the options until somebody changes them.
    return tenantId !== undefined && this.#partners.has(tenantId) ? tenantId : null;
  }

  timeZone(tenantId: TenantId): string {
    return this.#partners.get(tenantId)?.timeZone ?? this.#options.config.timeZone;
  }

  /** Written down at most once a minute per key, without making the connection wait. */
  keyUsed(user: string): void {
    const key = this.#keys.get(user);
    const nowMs = this.#options.clock();
    if (key === undefined || nowMs - (this.#lastNoted.get(user) ?? 0) < AUTH_LIMITS.touchEveryMs) return;
    this.#lastNoted.set(user, nowMs);
    this.#options.database
      .withTenant(systemPrincipal(key.tenantId, 'timing-port'), (scope) =>
        markTimingKeyUsed(scope, user, nowMs),
      )
      .catch((error: Error) => this.#options.log.warn({ user, reason: error.message }, 'key use not noted'));
  }

  /** Make a key for the principal's partner; the secret is in the answer and never shown again. Throws `QUOTA_REACHED`. */
  async create(principal: Principal, label: string): Promise<TimingKeyCreated> {
    const secret = randomLetters(this.#options.random, AUTH_LIMITS.timingSecretLength, LINK_ALPHABET);
    const { id, user } = await this.#storeUnderFreeName(principal, secret, label);
    this.#changes += 1;
    this.#keys.set(user, { tenantId: principal.tenantId, user, secret });
    return { id, user, secret, label };
  }

  /** Draws another user name when the drawn one is taken, which only chance can make happen. */
  async #storeUnderFreeName(principal: Principal, secret: string, label: string): Promise<TimingKeyView> {
    for (let draw = 0; draw < AUTH_LIMITS.timingUserDraws; draw += 1) {
      const made = await this.#store(principal, secret, label);
      if (made !== null) return made;
    }
    throw new Error('no user name for a timing key is free');
  }

  /** Null when the drawn user name is taken. */
  async #store(principal: Principal, secret: string, label: string): Promise<TimingKeyView | null> {
    const slug = this.#partners.get(principal.tenantId)?.slug ?? 'partner';
    const suffix = randomLetters(this.#options.random, AUTH_LIMITS.timingUserSuffixLength, SMALL_LETTERS);
    const user = `${slug}-${suffix}`;
    const secretSealed = this.#options.secrets.seal(secret, sealContext(user));
    try {
      return await this.#options.database.withTenant(principal, async (scope) => {
        await checkQuota(scope, 'timingKeys');
        const made = await createTimingKey(scope, { user, secretSealed, label });
        const object = { kind: 'timing-key', id: made.id };
        await appendAudit(scope, { action: 'timing-key.made', object, after: { user, label } });
        return made;
      });
    } catch (error) {
      if (isUniqueViolation(error, 'timing_keys_user_name_unique')) return null;
      throw error;
    }
  }

  /** False when the partner has no such key. Connections that already signed in with it go on until they end. */
  async delete(principal: Principal, id: TimingKeyId): Promise<boolean> {
    const deleted = await this.#options.database.withTenant(principal, async (scope) => {
      const before = await deleteTimingKey(scope, id);
      if (before === null) return false;
      await appendAudit(scope, { action: 'timing-key.deleted', object: { kind: 'timing-key', id }, before });
      return true;
    });
    if (deleted) await this.reload();
    return deleted;
  }
}

/** A sealed secret opens only for its own user name: swapping rows in the database gains nothing. */
function sealContext(user: string): string {
  return `timing-key:${user}`;
}

function readAllowList(allow: readonly string[], partners: readonly PartnerRecord[]): Map<string, TenantId> {
  const tenantOfSlug = new Map(partners.map(({ slug, tenantId }) => [slug, tenantId] as const));
  return new Map(
    allow.map((item) => {
      const [address = '', slug = ''] = item.split('=');
      const tenantId = tenantOfSlug.get(slug);
      if (tenantId === undefined)
        throw new TimingPolicyError(`P88_TIMING_ALLOW=${item}: no partner “${slug}”`);
      return [plainAddress(address), tenantId] as const;
    }),
  );
}

/** An IPv4 address in the IPv6 notation of a dual-stack socket is the same machine. */
function plainAddress(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^::ffff:/, '');
}
