import type { Role } from '@project88/core/contract/permissions.ts';
import type { UserId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';

/** What signing in, and changing one's own name and password, read and write about a person. */
export interface OwnAccount {
  email: string;
  name: string;
  role: Role;
  passwordHash: string;
  passwordChangedAtMs: InstantMs | null;
  disabled: boolean;
  partner: string;
  /** The partner is suspended or deleted. */
  suspended: boolean;
  /** How long a login of this partner lives in any case. */
  loginAbsoluteHours: number;
}

export async function getOwnAccount(scope: TenantScope, id: UserId): Promise<OwnAccount | null> {
  const [row] = await scope.sql<OwnAccount>(
    `select u.email, u.name, u.role, u.password_hash as "passwordHash",
            u.password_changed_at as "passwordChangedAtMs", u.disabled_at is not null as disabled, p.name as partner,
            p.suspended_at is not null or p.delete_after is not null as suspended,
            p.login_absolute_hours as "loginAbsoluteHours"
     from users u join partners p on p.tenant_id = u.tenant_id
     where u.tenant_id = $1 and u.id = $2`,
    [scope.tenantId, id],
  );
  return row ?? null;
}

/**
 * Note that a person signs in. False when they may not any more: they were disabled, or the password with this hash was
 * replaced while it was checked. The lock on the row makes a change of the password wait, so that it ends this login too.
 */
export async function noteLogin(scope: TenantScope, id: UserId, passwordHash: string): Promise<boolean> {
  const rows = await scope.sql(
    `update users set last_login_at = $3
     where tenant_id = $1 and id = $2 and disabled_at is null and password_hash = $4 returning id`,
    [scope.tenantId, id, timestamp(scope.now()), passwordHash],
  );
  return rows.length > 0;
}

export async function renameUser(scope: TenantScope, id: UserId, name: string): Promise<void> {
  await scope.sql('update users set name = $3 where tenant_id = $1 and id = $2', [scope.tenantId, id, name]);
}

/** Put a new password in the place of the one with the old hash. False when that one is there no more. */
export async function replacePassword(
  scope: TenantScope,
  id: UserId,
  hashes: { old: string; new: string },
): Promise<boolean> {
  const rows = await scope.sql(
    `update users set password_hash = $4, password_changed_at = $5
     where tenant_id = $1 and id = $2 and password_hash = $3 returning id`,
    [scope.tenantId, id, hashes.old, hashes.new, timestamp(scope.now())],
  );
  return rows.length > 0;
}
