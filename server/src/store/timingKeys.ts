import type { TenantId, TimingKeyId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope, TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';
import { type Page, type PageRequest, readPage, UUID_KEY } from './pages.ts';

/** What timing software signs in with on the timing port, as its partner sees it: without the secret. */
export interface TimingKeyView {
  id: TimingKeyId;
  user: string;
  label: string;
  createdAtMs: InstantMs;
  lastUsedAtMs: InstantMs | null;
}

export interface NewTimingKey {
  user: string;
  /** The secret, encrypted; the challenge of the protocol needs it in clear text, so a hash will not do. */
  secretSealed: Uint8Array;
  label: string;
}

/** A key as the listener needs it, of whatever tenant. */
export interface SealedTimingKey {
  tenantId: TenantId;
  user: string;
  secretSealed: Uint8Array;
}

/** Throws a unique violation of `timing_keys_user_name_unique` when any partner has or had this user name. */
export async function createTimingKey(scope: TenantScope, key: NewTimingKey): Promise<TimingKeyView> {
  const { user, label } = key;
  const record = {
    id: newRowId<TimingKeyId>(scope),
    user,
    label,
    createdAtMs: scope.now(),
    lastUsedAtMs: null,
  };
  await scope.sql(
    `insert into timing_keys (tenant_id, id, user_name, secret_sealed, label, created_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [scope.tenantId, record.id, user, key.secretSealed, label, timestamp(record.createdAtMs)],
  );
  return record;
}

/** The tenant's valid keys, newest first. */
export async function listTimingKeys(scope: TenantScope, request: PageRequest): Promise<Page<TimingKeyView>> {
  return readPage(request, {
    name: 'timing-keys',
    keyPattern: UUID_KEY,
    keyOf: (key) => key.id,
    fetch: (before, most) =>
      scope.sql<TimingKeyView>(
        `select id, user_name as "user", label, created_at as "createdAtMs", last_used_at as "lastUsedAtMs"
         from timing_keys
         where tenant_id = $1 and revoked_at is null and ($2::uuid is null or id < $2)
         order by id desc limit $3`,
        [scope.tenantId, before, most],
      ),
  });
}

/**
 * The key is valid no more; its user name stays taken, so that old recordings stay clear. Answers what it was, or null:
 * no such key.
 */
export async function deleteTimingKey(
  scope: TenantScope,
  id: TimingKeyId,
): Promise<{ user: string; label: string } | null> {
  const [row] = await scope.sql<{ user: string; label: string }>(
    `update timing_keys set revoked_at = $3
     where tenant_id = $1 and id = $2 and revoked_at is null returning user_name as "user", label`,
    [scope.tenantId, id, timestamp(scope.now())],
  );
  return row ?? null;
}

/** The valid keys of all tenants, for the timing port. */
export async function listAllTimingKeys(platform: PlatformScope): Promise<SealedTimingKey[]> {
  return platform.sql<SealedTimingKey>(
    `select tenant_id as "tenantId", user_name as "user", secret_sealed as "secretSealed"
     from platform_list_timing_keys()`,
  );
}

export async function markTimingKeyUsed(scope: TenantScope, user: string, atMs: InstantMs): Promise<void> {
  await scope.sql(`update timing_keys set last_used_at = $3 where tenant_id = $1 and user_name = $2`, [
    scope.tenantId,
    user,
    timestamp(atMs),
  ]);
}
