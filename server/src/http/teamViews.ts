import { type BuiltInRole, permissionsOf, ROLE_WORDS } from '@project88/core/contract/permissions.ts';
import type { InvitationView, MemberView, RoleView } from '@project88/core/contract/team.ts';
import type { CustomRoleRecord } from '../store/customRoles.ts';
import type { InvitationRecord } from '../store/invitations.ts';
import type { MemberRecord } from '../store/members.ts';
import { isoOf, isoOrNull } from './views.ts';

export function viewMember(record: MemberRecord): MemberView {
  const { id, email, name, role, customRole, disabled, secondFactors } = record;
  return {
    id,
    email,
    name,
    role,
    customRole,
    disabled,
    secondFactors,
    createdAt: isoOf(record.createdAtMs),
    lastLoginAt: isoOrNull(record.lastLoginAtMs),
  };
}

export function viewInvitation(record: InvitationRecord): InvitationView {
  const { id, email, name, role, customRole } = record;
  return {
    id,
    email,
    name,
    role,
    customRole,
    createdAt: isoOf(record.createdAtMs),
    expiresAt: isoOf(record.expiresAtMs),
  };
}

/** A role that every partner has; `people` are those of this partner. */
export function viewBuiltInRole(role: BuiltInRole, people: number): RoleView {
  return { id: null, role, ...ROLE_WORDS[role], permissions: [...permissionsOf(role)], people };
}

export function viewCustomRole({ id, name, permissions, people }: CustomRoleRecord): RoleView {
  return {
    id,
    role: 'custom',
    name,
    sentence: '',
    permissions: [...permissionsOf('custom', permissions)],
    people,
  };
}
