import type { Role } from '@project88/core/contract/permissions.ts';
import type { CustomRoleId, UserId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { timestampOrNull } from './instants.ts';
import { type Page, type PageRequest, readPage, UUID_KEY } from './pages.ts';

/** A person as their team sees them. */
export interface MemberRecord {
  id: UserId;
  email: string;
  name: string;
  role: Role;
  customRole: { id: CustomRoleId; name: string } | null;
  /** Of the custom role; null for built-in ones. */
  customPermissions: string[] | null;
  disabled: boolean;
  /** Confirmed ones. */
  secondFactors: number;
  createdAtMs: InstantMs;
  lastLoginAtMs: InstantMs | null;
}

const SELECT = `select u.id, u.email, u.name, u.role, u.disabled_at is not null as disabled,
    u.created_at as "createdAtMs", u.last_login_at as "lastLoginAtMs", r.permissions as "customPermissions",
    case when r.id is not null then json_build_object('id', r.id, 'name', r.name) end as "customRole",
    (select count(*)::integer from second_factors f
     where f.tenant_id = u.tenant_id and f.user_id = u.id and f.confirmed_at is not null) as "secondFactors"
  from users u left join custom_roles r on r.tenant_id = u.tenant_id and r.id = u.custom_role_id`;

/** The tenant's people in the order in which they joined. */
export function listMembers(scope: TenantScope, request: PageRequest): Promise<Page<MemberRecord>> {
  return readPage(request, {
    name: 'members',
    keyPattern: UUID_KEY,
    keyOf: ({ id }) => id,
    fetch: (after, most) =>
      scope.sql<MemberRecord>(
        `${SELECT} where u.tenant_id = $1 and ($2::uuid is null or u.id > $2) order by u.id limit $3`,
        [scope.tenantId, after, most],
      ),
  });
}

export async function getMember(scope: TenantScope, id: UserId): Promise<MemberRecord | null> {
  const [row] = await scope.sql<MemberRecord>(`${SELECT} where u.tenant_id = $1 and u.id = $2`, [
    scope.tenantId,
    id,
  ]);
  return row ?? null;
}

/** True when the tenant has a person with this address. */
export async function hasMember(scope: TenantScope, email: string): Promise<boolean> {
  const rows = await scope.sql('select id from users where tenant_id = $1 and email = lower($2)', [
    scope.tenantId,
    email,
  ]);
  return rows.length > 0;
}

export interface MemberState {
  name: string;
  role: Role;
  /** With `role: 'custom'`, and only then. */
  customRoleId: CustomRoleId | null;
  /** When they were disabled; null for people who may sign in. */
  disabledAtMs: InstantMs | null;
}

/** Somebody who is disabled already keeps their moment. */
export async function setMember(scope: TenantScope, id: UserId, state: MemberState): Promise<void> {
  await scope.sql(
    `update users set name = $3, role = $4, custom_role_id = $5,
       disabled_at = case when $6::timestamptz is not null then coalesce(disabled_at, $6) end
     where tenant_id = $1 and id = $2`,
    [scope.tenantId, id, state.name, state.role, state.customRoleId, timestampOrNull(state.disabledAtMs)],
  );
}

/** People with this built-in role who can sign in, without one of them. Lock the partner first. */
export async function countOthers(scope: TenantScope, role: Role, id: UserId): Promise<number> {
  const [row] = await scope.sql<{ others: number }>(
    `select count(*)::integer as others from users
     where tenant_id = $1 and role = $2 and id <> $3 and disabled_at is null`,
    [scope.tenantId, role, id],
  );
  return row?.others ?? 0;
}
