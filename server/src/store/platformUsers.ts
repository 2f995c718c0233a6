import type { Role } from '@project88/core/contract/permissions.ts';
import type { TenantId, UserId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope, TenantScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';
import { type Page, type PageRequest, readPage } from './pages.ts';

/** Somebody of any partner, as platform administrators see them. */
export interface PlatformUserRecord {
  tenantId: TenantId;
  partner: string;
  id: UserId;
  email: string;
  name: string;
  role: Role;
  /** Name of the custom role. */
  customRole: string | null;
  createdAtMs: InstantMs;
  lastLoginAtMs: InstantMs | null;
  disabled: boolean;
  secondFactors: number;
}

const ADDRESS_KEY = /^[^\s\0]{1,254}$/u;

/** The people of all partners whose name or address contains `search`, by address. */
export function listPlatformUsers(
  platform: PlatformScope,
  search: string,
  request: PageRequest,
): Promise<Page<PlatformUserRecord>> {
  return readPage(request, {
    name: 'platform-users',
    keyPattern: ADDRESS_KEY,
    keyOf: (user) => user.email,
    fetch: (after, most) =>
      platform.sql<PlatformUserRecord>(
        `select tenant_id as "tenantId", partner, id, email, name, role, custom_role as "customRole",
                created_at as "createdAtMs", last_login_at as "lastLoginAtMs",
                disabled_at is not null as disabled, second_factors as "secondFactors"
         from platform_list_users($1, $2, $3)`,
        [search, after ?? '', most],
      ),
  });
}

/** True when somebody else may sign in with this role; who they are stays so until the transaction ends. */
export async function hasAnother(scope: TenantScope, role: Role, but: UserId): Promise<boolean> {
  const rows = await scope.sql<{ id: UserId }>(
    `select id from users where tenant_id = $1 and role = $2 and disabled_at is null order by id for update`,
    [scope.tenantId, role],
  );
  return rows.some(({ id }) => id !== but);
}

/** Block or unblock; false when it is so already. */
export async function setUserDisabled(scope: TenantScope, id: UserId, disabled: boolean): Promise<boolean> {
  const rows = await scope.sql(
    `update users set disabled_at = $3
     where tenant_id = $1 and id = $2 and (disabled_at is null) <> ($3::timestamptz is null) returning id`,
    [scope.tenantId, id, disabled ? timestamp(scope.now()) : null],
  );
  return rows.length > 0;
}
