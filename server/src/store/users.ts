import type { Role } from '@project88/core/contract/permissions.ts';
import type { CustomRoleId, TenantId, UserId } from '@project88/core/ids/ids.ts';
import type { PlatformScope, TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';

export interface NewUser {
  /** Signs in to exactly one partner; kept in lower case. */
  email: string;
  name: string;
  role: Role;
  /** With `role: 'custom'`, and only then. */
  customRoleId?: CustomRoleId | null;
  passwordHash: string;
}

/** What signing in needs to know. */
export interface UserCredentials {
  tenantId: TenantId;
  id: UserId;
  email: string;
  name: string;
  role: Role;
  passwordHash: string;
  disabled: boolean;
  /** The partner is suspended or deleted. */
  suspended: boolean;
  /** Confirmed second factors. */
  secondFactors: number;
}

/** Throws a unique violation of `users_email_unique` when any partner has a user with this address. */
export async function createUser(scope: TenantScope, user: NewUser): Promise<UserId> {
  const { name, role, passwordHash, customRoleId = null } = user;
  const id = newRowId<UserId>(scope);
  await scope.sql(
    `insert into users (tenant_id, id, email, name, role, custom_role_id, password_hash, created_at, password_changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [
      scope.tenantId,
      id,
      user.email.trim().toLowerCase(),
      name,
      role,
      customRoleId,
      passwordHash,
      timestamp(scope.now()),
    ],
  );
  return id;
}

/** The user with this address, whatever partner they belong to; case does not matter. */
export async function findUserByEmail(
  platform: PlatformScope,
  email: string,
): Promise<UserCredentials | null> {
  const [row] = await platform.sql<UserCredentials>(
    `select tenant_id as "tenantId", id, email, name, role, password_hash as "passwordHash",
            disabled_at is not null as disabled, suspended, second_factors as "secondFactors"
     from platform_find_user_by_email($1)`,
    [email.trim()],
  );
  return row ?? null;
}

/**
 * Wait for other changes of the same person, their factors and their ways to sign in, until the transaction ends. Take it
 * before rows of those are changed: two that take them in different orders would wait for each other.
 */
export async function lockUser(scope: TenantScope, id: UserId): Promise<void> {
  await scope.sql('select id from users where tenant_id = $1 and id = $2 for no key update', [
    scope.tenantId,
    id,
  ]);
}

/** Give a person a new password, whatever the old one was. */
export async function setPassword(scope: TenantScope, id: UserId, passwordHash: string): Promise<void> {
  await scope.sql(
    'update users set password_hash = $3, password_changed_at = $4 where tenant_id = $1 and id = $2',
    [scope.tenantId, id, passwordHash, timestamp(scope.now())],
  );
}
