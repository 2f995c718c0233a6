import type { Role } from '@project88/core/contract/common.ts';
import type { TenantId, UserId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope, TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';

export interface UserRecord {
  id: UserId;
  /** In lower case; signs in to exactly one partner. */
  email: string;
  name: string;
  role: Role;
  createdAtMs: InstantMs;
  disabled: boolean;
}

export interface NewUser {
  email: string;
  name: string;
  role: Role;
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
}

/** Throws a unique violation of `users_email_unique` when any partner has a user with this address. */
export async function createUser(scope: TenantScope, user: NewUser): Promise<UserRecord> {
  const { name, role, passwordHash } = user;
  const email = user.email.trim().toLowerCase();
  const record = {
    id: newRowId<UserId>(scope),
    email,
    name,
    role,
    createdAtMs: scope.now(),
    disabled: false,
  };
  await scope.sql(
    `insert into users (tenant_id, id, email, name, role, password_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [scope.tenantId, record.id, email, name, role, passwordHash, timestamp(record.createdAtMs)],
  );
  return record;
}

/** The user with this address, whatever partner they belong to; case does not matter. */
export async function findUserByEmail(
  platform: PlatformScope,
  email: string,
): Promise<UserCredentials | null> {
  const [row] = await platform.sql<UserCredentials>(
    `select tenant_id as "tenantId", id, email, name, role, password_hash as "passwordHash",
            disabled_at is not null as disabled
     from platform_find_user_by_email($1)`,
    [email.trim()],
  );
  return row ?? null;
}

export async function getUser(scope: TenantScope, id: UserId): Promise<UserRecord | null> {
  const [row] = await scope.sql<UserRecord>(
    `select id, email, name, role, created_at as "createdAtMs", disabled_at is not null as disabled
     from users where tenant_id = $1 and id = $2`,
    [scope.tenantId, id],
  );
  return row ?? null;
}
