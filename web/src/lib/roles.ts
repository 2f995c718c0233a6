import type { UserView } from '@project88/core/contract/auth.ts';
import { ROLE_WORDS } from '@project88/core/contract/permissions.ts';

/** What somebody's role is called. */
export function roleName({ role, customRole }: Pick<UserView, 'role' | 'customRole'>): string {
  return role === 'custom' ? (customRole ?? 'Custom role') : ROLE_WORDS[role].name;
}
