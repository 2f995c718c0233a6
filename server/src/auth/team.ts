import { ProblemError } from '@project88/core/contract/errors.ts';
import { covers, type Permission, permissionsOf, type Role } from '@project88/core/contract/permissions.ts';
import type { CustomRoleId, UserId } from '@project88/core/ids/ids.ts';
import { appendAudit } from '../store/audit.ts';
import { getCustomRole } from '../store/customRoles.ts';
import { revokeInvitationsOf } from '../store/invitations.ts';
import { endLogins } from '../store/loginSessions.ts';
import { countOthers, getMember, type MemberRecord, setMember } from '../store/members.ts';
import { getPartnerState, lockPartner } from '../store/partners.ts';
import { endPasswordResets } from '../store/passwordResets.ts';
import { checkQuota } from '../store/quotas.ts';
import { lockUser } from '../store/users.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { userIdOf } from '../tenancy/principal.ts';
import { checkHeld } from './held.ts';

/** A role as somebody chooses it for somebody. */
export interface RoleChoice {
  role: Role;
  /** With `role: 'custom'`, and only then. */
  customRoleId?: string | null | undefined;
}

/** A role that the chooser may give. */
export interface GivenRole {
  role: Role;
  customRoleId: CustomRoleId | null;
  permissions: ReadonlySet<Permission>;
}

/**
 * A role for somebody of the scope's tenant. Throws `VALIDATION_FAILED` when the two parts do not fit, `NOT_FOUND` for a
 * custom role that the tenant does not have, and `PERMISSION_NOT_HELD` when the chooser has less than the role.
 */
export async function chooseRole(scope: TenantScope, choice: RoleChoice): Promise<GivenRole> {
  const { role } = choice;
  const customRoleId = (choice.customRoleId?.toLowerCase() ?? null) as CustomRoleId | null;
  if ((role === 'custom') !== (customRoleId !== null)) {
    const message = 'comes with the role “custom”, and only with it';
    throw new ProblemError('VALIDATION_FAILED', {}, [{ path: 'customRoleId', message }]);
  }
  const custom = customRoleId === null ? null : await getCustomRole(scope, customRoleId);
  if (role === 'custom' && custom === null) throw new ProblemError('NOT_FOUND', { what: 'role' });
  const permissions = permissionsOf(role, custom?.permissions ?? []);
  checkHeld(scope.principal, permissions);
  await checkFits(scope, role);
  return { role, customRoleId, permissions };
}

/** The installation's own tenant has administrators and nobody else, and they are nowhere else. */
async function checkFits(scope: TenantScope, role: Role): Promise<void> {
  const partner = await getPartnerState(scope);
  if ((partner?.kind === 'platform') !== (role === 'platform-admin')) throw new ProblemError('FORBIDDEN');
}

/**
 * A person whom the scope's principal may act on. Throws `NOT_FOUND` when this tenant has no such person, and
 * `PERMISSION_NOT_HELD` for somebody who may do more: whoever could set the password of the boss would be the boss.
 */
export async function memberToTouch(scope: TenantScope, id: UserId): Promise<MemberRecord> {
  const member = await getMember(scope, id);
  if (member === null) throw new ProblemError('NOT_FOUND', { what: 'person' });
  checkHeld(scope.principal, rightsOf(member));
  return member;
}

/** The same for what people do to themselves on their own page, where their password is asked for. Throws `CONFLICT`. */
export async function otherToTouch(scope: TenantScope, id: UserId): Promise<MemberRecord> {
  if (userIdOf(scope.principal) === id)
    throw new ProblemError('CONFLICT', { reason: 'Do this on the page of your own account.' });
  return memberToTouch(scope, id);
}

function rightsOf({ role, customPermissions }: MemberRecord): ReadonlySet<Permission> {
  return permissionsOf(role, customPermissions ?? []);
}

export interface MemberChange extends Partial<RoleChoice> {
  name?: string | undefined;
  disabled?: boolean | undefined;
}

export interface ChangedMember {
  member: MemberRecord;
  /** The person goes on with other rights: their sockets come back with those. */
  isMoved: boolean;
  /** The person was disabled: all logins have ended. */
  isOut: boolean;
}

/**
 * Change a person's name, role or state, with the entry in the audit log. Throws what `memberToTouch` and `chooseRole`
 * throw, `LAST_OWNER`, `QUOTA_REACHED` when somebody comes back beyond the limit, and `CONFLICT` for blocking oneself.
 */
export async function changeMember(
  scope: TenantScope,
  id: UserId,
  change: MemberChange,
): Promise<ChangedMember> {
  // From here on nobody else changes people of this tenant: two owners cannot take each other's role away at once.
  await lockPartner(scope);
  await lockUser(scope, id);
  const before = await memberToTouch(scope, id);
  const given = await roleAfter(scope, before, change);
  const disabled = change.disabled ?? before.disabled;
  const next = { name: change.name ?? before.name, ...given, disabled };
  if (disabled && !before.disabled && userIdOf(scope.principal) === id)
    throw new ProblemError('CONFLICT', { reason: 'You cannot block yourself.' });
  if (!disabled && before.disabled) await checkQuota(scope, 'users');
  await keepAnOwner(scope, before, next);
  await setMember(scope, id, { ...next, disabledAtMs: disabled ? scope.now() : null });
  const isOut = disabled && !before.disabled;
  const ended = await takeBack(scope, before, { isOut, permissions: given.permissions });
  const after = await getMember(scope, id);
  if (after === null) throw new Error('the person that was just changed is not there');
  await noteChange(scope, before, after, ended);
  return { member: after, isMoved: !isOut && isOther(before, after), isOut };
}

async function roleAfter(scope: TenantScope, before: MemberRecord, change: MemberChange): Promise<GivenRole> {
  const { role, customRoleId } = change;
  if (role !== undefined) return chooseRole(scope, { role, customRoleId });
  if (customRoleId !== undefined && customRoleId !== null)
    return chooseRole(scope, { role: 'custom', customRoleId });
  return { role: before.role, customRoleId: before.customRole?.id ?? null, permissions: rightsOf(before) };
}

/** Throws `LAST_OWNER` when nobody who can sign in would have the highest role any more. */
async function keepAnOwner(
  scope: TenantScope,
  before: MemberRecord,
  next: { role: Role; disabled: boolean },
): Promise<void> {
  const isTop = before.role === 'owner' || before.role === 'platform-admin';
  const stays = next.role === before.role && !next.disabled;
  if (!isTop || before.disabled || stays) return;
  if ((await countOthers(scope, before.role, before.id)) === 0) throw new ProblemError('LAST_OWNER');
}

/**
 * Close the doors by which somebody who was blocked might come back: their logins, their links to a new password and the
 * invitations that they made. Answers how many invitations ended. Lock the partner and the person first.
 */
export async function shutOut(scope: TenantScope, id: UserId): Promise<number> {
  await endLogins(scope, id, { reason: 'disabled' });
  await endPasswordResets(scope, id);
  return revokeInvitationsOf(scope, id);
}

/** Whoever loses rights must not come back with them by an invitation of their own. Answers how many ended. */
async function takeBack(
  scope: TenantScope,
  before: MemberRecord,
  { isOut, permissions }: { isOut: boolean; permissions: ReadonlySet<Permission> },
): Promise<number> {
  if (isOut) return shutOut(scope, before.id);
  return covers(permissions, rightsOf(before)) ? 0 : revokeInvitationsOf(scope, before.id);
}

function isOther(before: MemberRecord, after: MemberRecord): boolean {
  return before.role !== after.role || before.customRole?.id !== after.customRole?.id;
}

async function noteChange(
  scope: TenantScope,
  before: MemberRecord,
  after: MemberRecord,
  endedInvitations: number,
): Promise<void> {
  const facts = ({ name, role, customRole, disabled }: MemberRecord) => ({
    name,
    role: customRole?.name ?? role,
    disabled,
  });
  await appendAudit(scope, {
    action: 'member.changed',
    object: { kind: 'user', id: after.id },
    before: { email: before.email, ...facts(before) },
    after: { ...facts(after), ...(endedInvitations > 0 && { endedInvitations }) },
  });
}
