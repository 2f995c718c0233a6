import type { Permission } from '@project88/core/contract/permissions.ts';
import type { CustomRoleId, UserId } from '@project88/core/ids/ids.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';

/** A role that a partner made. */
export interface CustomRoleRecord {
  id: CustomRoleId;
  name: string;
  /** As stored; a permission that a later version dropped may be among them. */
  permissions: string[];
  /** People with it, and open invitations to it. */
  people: number;
}

const SELECT = `select r.id, r.name, r.permissions,
    (select count(*)::integer from users u where u.tenant_id = r.tenant_id and u.custom_role_id = r.id)
    + (select count(*)::integer from invitations i where i.tenant_id = r.tenant_id and i.custom_role_id = r.id
       and i.accepted_at is null and i.revoked_at is null and i.expires_at > $2) as people
  from custom_roles r`;

/** The partner's own roles, by name. */
export function listCustomRoles(scope: TenantScope): Promise<CustomRoleRecord[]> {
  return scope.sql<CustomRoleRecord>(`${SELECT} where r.tenant_id = $1 order by r.name`, [
    scope.tenantId,
    timestamp(scope.now()),
  ]);
}

export async function getCustomRole(scope: TenantScope, id: CustomRoleId): Promise<CustomRoleRecord | null> {
  const [row] = await scope.sql<CustomRoleRecord>(`${SELECT} where r.tenant_id = $1 and r.id = $3`, [
    scope.tenantId,
    timestamp(scope.now()),
    id,
  ]);
  return row ?? null;
}

/** People of each built-in role. */
export async function countPeopleByRole(scope: TenantScope): Promise<ReadonlyMap<string, number>> {
  const rows = await scope.sql<{ role: string; people: number }>(
    'select role, count(*)::integer as people from users where tenant_id = $1 group by role',
    [scope.tenantId],
  );
  return new Map(rows.map(({ role, people }) => [role, people]));
}

interface RoleFacts {
  name: string;
  permissions: readonly Permission[];
}

/** Throws a unique violation of `custom_roles_name_unique` when the partner has a role with this name. */
export async function createCustomRole(
  scope: TenantScope,
  { name, permissions }: RoleFacts,
): Promise<CustomRoleId> {
  const id = newRowId<CustomRoleId>(scope);
  await scope.sql(
    'insert into custom_roles (tenant_id, id, name, permissions, created_at) values ($1, $2, $3, $4, $5)',
    [scope.tenantId, id, name, permissions, timestamp(scope.now())],
  );
  return id;
}

/** Counts for everybody with this role at once. Throws like `createCustomRole`. */
export async function setCustomRole(
  scope: TenantScope,
  id: CustomRoleId,
  { name, permissions }: RoleFacts,
): Promise<void> {
  await scope.sql('update custom_roles set name = $3, permissions = $4 where tenant_id = $1 and id = $2', [
    scope.tenantId,
    id,
    name,
    permissions,
  ]);
}

/** Everybody with this role, so that their live sockets follow a change. The quota of people bounds them. */
export async function listPeopleOfRole(scope: TenantScope, id: CustomRoleId): Promise<UserId[]> {
  const rows = await scope.sql<{ id: UserId }>(
    'select id from users where tenant_id = $1 and custom_role_id = $2',
    [scope.tenantId, id],
  );
  return rows.map((row) => row.id);
}

/** Nobody may have it any more: a foreign key sees to that. */
export async function deleteCustomRole(scope: TenantScope, id: CustomRoleId): Promise<void> {
  await scope.sql('delete from custom_roles where tenant_id = $1 and id = $2', [scope.tenantId, id]);
}
