import type { MeReply } from '@project88/core/contract/auth.ts';
import { covers, type Permission } from '@project88/core/contract/permissions.ts';
import type { MemberView, RoleView } from '@project88/core/contract/team.ts';

/** The key of a role among the others: built-in ones by their name, custom ones by their identifier. */
export function roleKey({ role, id }: Pick<RoleView, 'role' | 'id'>): string {
  return id ?? role;
}

/** The role that a person has; undefined while the roles are not loaded. */
export function roleOf(member: MemberView, roles: readonly RoleView[]): RoleView | undefined {
  return roles.find((each) => roleKey(each) === (member.customRole?.id ?? member.role));
}

/** True when somebody with `held` may give this role away, and touch whoever has it. */
export function mayGive(held: ReadonlySet<Permission>, { permissions }: RoleView): boolean {
  return covers(held, permissions);
}

/** Why the person who is signed in cannot change `member`; null when they can. The server decides again. */
export function whyNot(
  member: MemberView,
  { user }: Pick<MeReply, 'user'>,
  held: ReadonlySet<Permission>,
  roles: readonly RoleView[],
): string | null {
  if (!held.has('team.manage')) return 'Your role lets you see the team, but not change it.';
  const role = roleOf(member, roles);
  if (member.id !== user.id && role !== undefined && !mayGive(held, role)) {
    return `${member.name} may do more than you, so only somebody who may do as much can change this.`;
  }
  return null;
}
