import type { Permission } from '@project88/core/contract/permissions.ts';
import type { ApiKeyId, TenantId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope, TenantScope } from '../tenancy/database.ts';
import { userIdOf } from '../tenancy/principal.ts';
import { newRowId } from './ids.ts';
import { timestamp, timestampOrNull } from './instants.ts';
import { type Page, type PageRequest, readPage, UUID_KEY } from './pages.ts';

/** A key as its partner sees it: without its secret. */
export interface ApiKeyRecord {
  id: ApiKeyId;
  /** The eight letters that find it. */
  prefix: string;
  name: string;
  permissions: Permission[];
  /** Addresses and networks; empty: from everywhere. */
  allowList: string[];
  createdAtMs: InstantMs;
  expiresAtMs: InstantMs | null;
  lastUsedAtMs: InstantMs | null;
  lastUsedAddress: string | null;
  /** Another key took over; this one works until it expires. */
  rotated: boolean;
}

export interface NewApiKey
  extends Pick<ApiKeyRecord, 'prefix' | 'name' | 'permissions' | 'allowList' | 'expiresAtMs'> {
  /** SHA-256 of the whole key; the key itself is kept nowhere. */
  secretHash: Uint8Array;
}

/** A key as recognising needs it, of whatever tenant and in whatever state. */
export interface FoundApiKey
  extends Pick<ApiKeyRecord, 'id' | 'name' | 'allowList' | 'expiresAtMs' | 'lastUsedAtMs'> {
  tenantId: TenantId;
  secretHash: Uint8Array;
  /** As stored: a permission that exists no more is still in it. */
  permissions: string[];
  revokedAtMs: InstantMs | null;
  /** The partner is suspended or deleted. */
  suspended: boolean;
}

const COLUMNS = `id, prefix, name, permissions, allow_list as "allowList", created_at as "createdAtMs",
  expires_at as "expiresAtMs", last_used_at as "lastUsedAtMs", last_used_address as "lastUsedAddress",
  rotated_to is not null as rotated`;

/** Null when the prefix is taken, by any tenant: draw another one. */
export async function createApiKey(scope: TenantScope, key: NewApiKey): Promise<ApiKeyRecord | null> {
  const [row] = await scope.sql<ApiKeyRecord>(
    `insert into api_keys
       (tenant_id, id, prefix, secret_hash, name, permissions, allow_list, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict do nothing
     returning ${COLUMNS}`,
    [
      scope.tenantId,
      newRowId(scope),
      key.prefix,
      key.secretHash,
      key.name,
      key.permissions,
      key.allowList,
      userIdOf(scope.principal),
      timestamp(scope.now()),
      timestampOrNull(key.expiresAtMs),
    ],
  );
  return row ?? null;
}

/** A key that was not revoked, kept from changes by others until the transaction ends. */
export async function lockApiKey(scope: TenantScope, id: ApiKeyId): Promise<ApiKeyRecord | null> {
  const [row] = await scope.sql<ApiKeyRecord>(
    `select ${COLUMNS} from api_keys where tenant_id = $1 and id = $2 and revoked_at is null for update`,
    [scope.tenantId, id],
  );
  return row ?? null;
}

/**
 * The tenant's keys, newest first; those that have expired too, so that people see why a program was refused, but not
 * those that were revoked, or were rotated and are over.
 */
export function listApiKeys(scope: TenantScope, request: PageRequest): Promise<Page<ApiKeyRecord>> {
  return readPage(request, {
    name: 'api-keys',
    keyPattern: UUID_KEY,
    keyOf: ({ id }) => id,
    fetch: (before, most) =>
      scope.sql<ApiKeyRecord>(
        `select ${COLUMNS} from api_keys
         where tenant_id = $1 and revoked_at is null and (rotated_to is null or expires_at > $2)
           and ($3::uuid is null or id < $3)
         order by id desc limit $4`,
        [scope.tenantId, timestamp(scope.now()), before, most],
      ),
  });
}

/** Let another key take over: the old one expires at `expiresAtMs` at the latest. */
export async function markApiKeyRotated(
  scope: TenantScope,
  id: ApiKeyId,
  { to, expiresAtMs }: { to: ApiKeyId; expiresAtMs: InstantMs },
): Promise<void> {
  await scope.sql(
    `update api_keys set rotated_to = $3, expires_at = least(expires_at, $4) where tenant_id = $1 and id = $2`,
    [scope.tenantId, id, to, timestamp(expiresAtMs)],
  );
}

/** The key's name, or null when there is none or it was revoked before. */
export async function revokeApiKey(scope: TenantScope, id: ApiKeyId): Promise<ApiKeyRecord | null> {
  const [row] = await scope.sql<ApiKeyRecord>(
    `update api_keys set revoked_at = $3 where tenant_id = $1 and id = $2 and revoked_at is null
     returning ${COLUMNS}`,
    [scope.tenantId, id, timestamp(scope.now())],
  );
  return row ?? null;
}

/** Note when and from where it was used; never an earlier use. */
export async function noteApiKeyUse(scope: TenantScope, id: ApiKeyId, address: string): Promise<void> {
  await scope.sql(
    `update api_keys set last_used_at = $3, last_used_address = $4
     where tenant_id = $1 and id = $2 and coalesce(last_used_at < $3, true)`,
    [scope.tenantId, id, timestamp(scope.now()), address],
  );
}

/** The key with this beginning, of whatever tenant. */
export async function findApiKey(platform: PlatformScope, prefix: string): Promise<FoundApiKey | null> {
  const [row] = await platform.sql<FoundApiKey>(
    `select tenant_id as "tenantId", id, secret_hash as "secretHash", name, permissions, allow_list as "allowList",
            expires_at as "expiresAtMs", last_used_at as "lastUsedAtMs", revoked_at as "revokedAtMs", suspended
     from platform_find_api_key($1)`,
    [prefix],
  );
  return row ?? null;
}
