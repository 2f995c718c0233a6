import type { Role } from '@project88/core/contract/permissions.ts';
import type { CustomRoleId, InvitationId, UserId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { userIdOf } from '../tenancy/principal.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';
import { type Page, type PageRequest, readPage, UUID_KEY } from './pages.ts';

/** An invitation that is open: not accepted, not revoked, not expired. */
export interface InvitationRecord {
  id: InvitationId;
  /** In lower case. */
  email: string;
  name: string;
  role: Role;
  customRole: { id: CustomRoleId; name: string } | null;
  /** Of the custom role; null for built-in ones. */
  customPermissions: string[] | null;
  createdAtMs: InstantMs;
  expiresAtMs: InstantMs;
}

export interface NewInvitation {
  email: string;
  name: string;
  role: Role;
  customRoleId: CustomRoleId | null;
  /** SHA-256 of the link's token; the token itself is kept nowhere. */
  tokenHash: Uint8Array;
  expiresAtMs: InstantMs;
}

const SELECT = `select i.id, i.email, i.name, i.role, i.created_at as "createdAtMs", i.expires_at as "expiresAtMs",
    r.permissions as "customPermissions",
    case when r.id is not null then json_build_object('id', r.id, 'name', r.name) end as "customRole"
  from invitations i left join custom_roles r on r.tenant_id = i.tenant_id and r.id = i.custom_role_id`;

/** The creator is the scope's user. */
export async function createInvitation(scope: TenantScope, wanted: NewInvitation): Promise<InvitationId> {
  const id = newRowId<InvitationId>(scope);
  await scope.sql(
    `insert into invitations
       (tenant_id, id, email, name, role, custom_role_id, token_hash, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      scope.tenantId,
      id,
      wanted.email.trim().toLowerCase(),
      wanted.name,
      wanted.role,
      wanted.customRoleId,
      wanted.tokenHash,
      userIdOf(scope.principal),
      timestamp(scope.now()),
      timestamp(wanted.expiresAtMs),
    ],
  );
  return id;
}

/** The open invitations, newest first. */
export function listInvitations(scope: TenantScope, request: PageRequest): Promise<Page<InvitationRecord>> {
  return readPage(request, {
    name: 'invitations',
    keyPattern: UUID_KEY,
    keyOf: ({ id }) => id,
    fetch: (before, most) =>
      scope.sql<InvitationRecord>(
        `${SELECT}
         where i.tenant_id = $1 and i.accepted_at is null and i.revoked_at is null and i.expires_at > $2
           and ($3::uuid is null or i.id < $3)
         order by i.id desc limit $4`,
        [scope.tenantId, timestamp(scope.now()), before, most],
      ),
  });
}

/** Null when there is none, or when it is not open any more. */
export async function getInvitation(scope: TenantScope, id: InvitationId): Promise<InvitationRecord | null> {
  const [row] = await scope.sql<InvitationRecord>(
    `${SELECT}
     where i.tenant_id = $1 and i.id = $2 and i.accepted_at is null and i.revoked_at is null and i.expires_at > $3`,
    [scope.tenantId, id, timestamp(scope.now())],
  );
  return row ?? null;
}

/** Use it up. False when it is not open any more: of two at the same time only one gets true. */
export async function takeInvitation(scope: TenantScope, id: InvitationId): Promise<boolean> {
  const rows = await scope.sql(
    `update invitations set accepted_at = $3
     where tenant_id = $1 and id = $2 and accepted_at is null and revoked_at is null and expires_at > $3
     returning id`,
    [scope.tenantId, id, timestamp(scope.now())],
  );
  return rows.length > 0;
}

/** False when it is not open any more. */
export async function revokeInvitation(scope: TenantScope, id: InvitationId): Promise<boolean> {
  const rows = await scope.sql(
    `update invitations set revoked_at = $3
     where tenant_id = $1 and id = $2 and accepted_at is null and revoked_at is null and expires_at > $3
     returning id`,
    [scope.tenantId, id, timestamp(scope.now())],
  );
  return rows.length > 0;
}

/** Take back what somebody invited who may not invite any more. Answers how many were open. */
export async function revokeInvitationsOf(scope: TenantScope, inviter: UserId): Promise<number> {
  const rows = await scope.sql(
    `update invitations set revoked_at = $3
     where tenant_id = $1 and created_by = $2 and accepted_at is null and revoked_at is null and expires_at > $3
     returning id`,
    [scope.tenantId, inviter, timestamp(scope.now())],
  );
  return rows.length;
}

/** Take back what this address was sent before: only the newest link works. */
export async function revokeInvitationsTo(scope: TenantScope, email: string): Promise<void> {
  await scope.sql(
    `update invitations set revoked_at = $3
     where tenant_id = $1 and email = lower($2) and accepted_at is null and revoked_at is null`,
    [scope.tenantId, email.trim(), timestamp(scope.now())],
  );
}

/** The same as `revokeInvitationsOf` for everybody who has this custom role. */
export async function revokeInvitationsOfRole(scope: TenantScope, role: CustomRoleId): Promise<void> {
  await scope.sql(
    `update invitations i set revoked_at = $3 from users u
     where i.tenant_id = $1 and i.accepted_at is null and i.revoked_at is null
       and u.tenant_id = i.tenant_id and u.id = i.created_by and u.custom_role_id = $2`,
    [scope.tenantId, role, timestamp(scope.now())],
  );
}
