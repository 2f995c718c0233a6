import { ROLE_WORDS, type Role } from '@project88/core/contract/permissions.ts';

interface RoleHolder {
  role: Role;
  /** Lists tell a custom role with its identifier, what is said about oneself tells its name alone. */
  customRole: string | { name: string } | null;
}

/** What somebody's role is called. */
export function roleName({ role, customRole }: RoleHolder): string {
  if (role !== 'custom') return ROLE_WORDS[role].name;
  return (typeof customRole === 'string' ? customRole : customRole?.name) ?? 'Custom role';
}
