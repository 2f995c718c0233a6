import type { Role } from '@project88/core/contract/permissions.ts';
import type { TenantId, UserId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope } from '../tenancy/database.ts';
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
