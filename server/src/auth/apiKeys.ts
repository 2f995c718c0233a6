import { timingSafeEqual } from 'node:crypto';
import { API_KEY_FORM } from '@project88/core/contract/apiKeys.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import { PARTNER_PERMISSIONS, type Permission } from '@project88/core/contract/permissions.ts';
import { type ApiKeyId, LINK_ALPHABET } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import type { LiveSockets } from '../live/types.ts';
import type { Clock } from '../ops/clock.ts';
import {
  type ApiKeyRecord,
  createApiKey,
  type FoundApiKey,
  findApiKey,
  lockApiKey,
  markApiKeyRotated,
  noteApiKeyUse,
  revokeApiKey,
} from '../store/apiKeys.ts';
import { appendAudit } from '../store/audit.ts';
import { checkQuota } from '../store/quotas.ts';
import type { Database, TenantScope } from '../tenancy/database.ts';
import { type Principal, systemPrincipal } from '../tenancy/principal.ts';
import { isInList } from './addressList.ts';
import { checkGivable } from './held.ts';
import { AUTH_LIMITS } from './limits.ts';
import { hashToken, randomLetters } from './tokens.ts';

/** Both parts in small letters, so that a key can be read out; 32 of 32 letters are 160 bits. */
const LETTERS = LINK_ALPHABET.toLowerCase();

/** What a new key may do, from where and for how long. */
export interface WantedApiKey {
  name: string;
  permissions: Permission[];
  allowList: string[];
  /** Null: never. */
  expiresAtMs: InstantMs | null;
}

/** The whole key is here and nowhere else. */
export interface MadeApiKey {
  key: string;
  record: ApiKeyRecord;
}

export interface ApiKeyOptions {
  database: Database;
  clock: Clock;
  random: (length: number) => Uint8Array;
  sockets: Pick<LiveSockets, 'endApiKey'>;
}

/**
 * The keys of programs. A key carries the permissions that were chosen when it was made: it does not change with the role
 * of its maker, and lives on when they leave, until it expires or is revoked.
 */
export class ApiKeys {
  readonly #options: ApiKeyOptions;

  constructor(options: ApiKeyOptions) {
    this.#options = options;
  }

  /**
   * Who sends this key. Throws `API_KEY_INVALID` for one that is unknown, expired or revoked, or whose partner is
   * suspended; and, for whoever has the right key, `ADDRESS_REFUSED` when it may not be used from there.
   */
  async recognise(text: string, address: string): Promise<Principal> {
    const { database, clock } = this.#options;
    const prefix = API_KEY_FORM.exec(text)?.[1];
    const key =
      prefix === undefined ? null : await database.withPlatform((platform) => findApiKey(platform, prefix));
    if (key === null || !isAlive(key, text, clock())) throw new ProblemError('API_KEY_INVALID');
    if (key.allowList.length > 0 && !isInList(address, key.allowList))
      throw new ProblemError('ADDRESS_REFUSED');
    await this.#noteUse(key, address);
    return {
      tenantId: key.tenantId,
      actor: { kind: 'api-key', apiKeyId: key.id, name: key.name },
      permissions: new Set(PARTNER_PERMISSIONS.filter((each) => key.permissions.includes(each))),
    };
  }

  /** Make a key, in the scope's transaction. Throws `PERMISSION_NOT_HELD` for more than the maker may do, or `QUOTA_REACHED`. */
  async create(scope: TenantScope, wanted: WantedApiKey): Promise<MadeApiKey> {
    checkGivable(scope.principal, wanted.permissions);
    await checkQuota(scope, 'apiKeys');
    const made = await this.#store(scope, wanted);
    const { id, prefix, name } = made.record;
    const { permissions, allowList } = wanted;
    const after = { name, prefix, permissions, allowList };
    await appendAudit(scope, { action: 'api-key.made', object: { kind: 'api-key', id }, after });
    return made;
  }

  /**
   * Let a new key with the same rights and the same span of life take over; the old one goes on for the overlap. Null when
   * there is no such key. Throws `PERMISSION_NOT_HELD`, because whoever rotates a key holds its rights from then on, and
   * `CONFLICT` when it was rotated before.
   */
  async rotate(principal: Principal, id: ApiKeyId, overlapMs: number): Promise<MadeApiKey | null> {
    const made = await this.#options.database.withTenant(principal, async (scope) => {
      const old = await lockApiKey(scope, id);
      if (old === null) return null;
      if (old.rotated) throw new ProblemError('CONFLICT', { reason: 'This key was rotated before.' });
      checkGivable(principal, old.permissions);
      const next = await this.#store(scope, { ...old, expiresAtMs: sameSpan(old, scope.now()) });
      const expiresAtMs = instantMs(scope.now() + overlapMs);
      await markApiKeyRotated(scope, id, { to: next.record.id, expiresAtMs });
      const after = { to: next.record.id, prefix: next.record.prefix, oldEndsInMs: overlapMs };
      await appendAudit(scope, { action: 'api-key.rotated', object: { kind: 'api-key', id }, after });
      return next;
    });
    if (made !== null && overlapMs === 0) this.#options.sockets.endApiKey(id);
    return made;
  }

  /** End a key and its live sockets at once. False when there is no such key. */
  async revoke(principal: Principal, id: ApiKeyId): Promise<boolean> {
    const revoked = await this.#options.database.withTenant(principal, async (scope) => {
      const key = await revokeApiKey(scope, id);
      if (key === null) return false;
      const before = { name: key.name, prefix: key.prefix };
      await appendAudit(scope, { action: 'api-key.revoked', object: { kind: 'api-key', id }, before });
      return true;
    });
    if (revoked) this.#options.sockets.endApiKey(id);
    return revoked;
  }

  async #store(scope: TenantScope, wanted: WantedApiKey): Promise<MadeApiKey> {
    for (let draw = 0; draw < AUTH_LIMITS.apiKeyDraws; draw += 1) {
      const prefix = this.#letters(AUTH_LIMITS.apiKeyPrefixLength);
      const key = `p88_${prefix}_${this.#letters(AUTH_LIMITS.apiKeySecretLength)}`;
      const record = await createApiKey(scope, { ...wanted, prefix, secretHash: hashToken(key) });
      if (record !== null) return { key, record };
    }
    throw new Error('no API key prefix is free');
  }

  async #noteUse({ tenantId, id, lastUsedAtMs }: FoundApiKey, address: string): Promise<void> {
    if (lastUsedAtMs !== null && this.#options.clock() - lastUsedAtMs < AUTH_LIMITS.touchEveryMs) return;
    await this.#options.database.withTenant(systemPrincipal(tenantId, 'api-keys'), (scope) =>
      noteApiKeyUse(scope, id, address),
    );
  }

  #letters(length: number): string {
    return randomLetters(this.#options.random, length, LETTERS);
  }
}

function isAlive(key: FoundApiKey, text: string, nowMs: InstantMs): boolean {
  const isRight = timingSafeEqual(hashToken(text), key.secretHash);
  const hasExpired = key.expiresAtMs !== null && nowMs >= key.expiresAtMs;
  return isRight && key.revokedAtMs === null && !hasExpired && !key.suspended;
}

function sameSpan({ createdAtMs, expiresAtMs }: ApiKeyRecord, nowMs: InstantMs): InstantMs | null {
  return expiresAtMs === null ? null : instantMs(nowMs + (expiresAtMs - createdAtMs));
}
