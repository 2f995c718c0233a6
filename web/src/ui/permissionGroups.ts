import { ALL_PERMISSIONS, type Permission } from '@project88/core/contract/permissions.ts';

/** Permissions under the words that people look for them by; the first part of a permission decides. */
const GROUPS: readonly (readonly [first: string, name: string])[] = [
  ['displays', 'Displays'],
  ['links', 'Display links'],
  ['templates', 'Templates'],
  ['timing', 'Timing sessions'],
  ['timing-keys', 'Timing keys'],
  ['team', 'Team'],
  ['roles', 'Roles'],
  ['api-keys', 'API keys'],
  ['partner', 'Partner'],
  ['audit', 'Audit log'],
  ['platform', 'Platform'],
];

export interface PermissionGroup {
  name: string;
  permissions: readonly Permission[];
}

/** The permissions in `shown` under their groups, in the order of the table; empty groups are left out. */
export function permissionGroups(shown: ReadonlySet<Permission>): PermissionGroup[] {
  return GROUPS.map(([first, name]) => ({
    name,
    permissions: ALL_PERMISSIONS.filter((each) => each.split('.')[0] === first && shown.has(each)),
  })).filter(({ permissions }) => permissions.length > 0);
}
