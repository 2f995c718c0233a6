import type { UserId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';

/** Row of a link that sets a new password. */
type PasswordResetId = string;

/** An open link with the person whose password it sets. */
export interface PasswordResetRecord {
  id: PasswordResetId;
  userId: UserId;
  email: string;
  name: string;
  partner: string;
  disabled: boolean;
}

/** Earlier links of the person stop working. */
export async function createPasswordReset(
  scope: TenantScope,
  reset: { userId: UserId; tokenHash: Uint8Array; expiresAtMs: InstantMs },
): Promise<void> {
  await endPasswordResets(scope, reset.userId);
  await scope.sql(
    `insert into password_resets (tenant_id, id, user_id, token_hash, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      scope.tenantId,
      newRowId(scope),
      reset.userId,
      reset.tokenHash,
      timestamp(scope.now()),
      timestamp(reset.expiresAtMs),
    ],
  );
}

/** Null when there is none, or when it was used or has expired. */
export async function getPasswordReset(
  scope: TenantScope,
  id: PasswordResetId,
): Promise<PasswordResetRecord | null> {
  const [row] = await scope.sql<PasswordResetRecord>(
    `select s.id, s.user_id as "userId", u.email, u.name, p.name as partner, u.disabled_at is not null as disabled
     from password_resets s
     join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
     join partners p on p.tenant_id = s.tenant_id
     where s.tenant_id = $1 and s.id = $2 and s.used_at is null and s.expires_at > $3`,
    [scope.tenantId, id, timestamp(scope.now())],
  );
  return row ?? null;
}

/** Use it up. False when it is not open any more: of two at the same time only one gets true. */
export async function takePasswordReset(scope: TenantScope, id: PasswordResetId): Promise<boolean> {
  const rows = await scope.sql(
    `update password_resets set used_at = $3
     where tenant_id = $1 and id = $2 and used_at is null and expires_at > $3 returning id`,
    [scope.tenantId, id, timestamp(scope.now())],
  );
  return rows.length > 0;
}

/** All links of a person stop working. */
export async function endPasswordResets(scope: TenantScope, userId: UserId): Promise<void> {
  await scope.sql(
    `update password_resets set used_at = $3 where tenant_id = $1 and user_id = $2 and used_at is null`,
    [scope.tenantId, userId, timestamp(scope.now())],
  );
}
