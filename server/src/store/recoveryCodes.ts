import type { UserId } from '@project88/core/ids/ids.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';

/** Put new codes in the place of a person's old ones. An empty list leaves none. */
export async function replaceRecoveryCodes(
  scope: TenantScope,
  userId: UserId,
  hashes: readonly Uint8Array[],
): Promise<void> {
  await scope.sql('delete from recovery_codes where tenant_id = $1 and user_id = $2', [
    scope.tenantId,
    userId,
  ]);
  await scope.sql(
    `insert into recovery_codes (tenant_id, user_id, code_hash, created_at)
     select $1, $2, code_hash, $4 from unnest($3::bytea[]) code_hash`,
    [scope.tenantId, userId, hashes, timestamp(scope.now())],
  );
}

/** Use a code up. False when the person has no such code, or has used it. */
export async function useRecoveryCode(
  scope: TenantScope,
  userId: UserId,
  hash: Uint8Array,
): Promise<boolean> {
  const rows = await scope.sql(
    `update recovery_codes set used_at = $4
     where tenant_id = $1 and user_id = $2 and code_hash = $3 and used_at is null returning user_id`,
    [scope.tenantId, userId, hash, timestamp(scope.now())],
  );
  return rows.length > 0;
}

/** Codes that the person has left. */
export async function countRecoveryCodes(scope: TenantScope, userId: UserId): Promise<number> {
  const [row] = await scope.sql<{ left: number }>(
    `select count(*)::integer as left from recovery_codes
     where tenant_id = $1 and user_id = $2 and used_at is null`,
    [scope.tenantId, userId],
  );
  return row?.left ?? 0;
}
