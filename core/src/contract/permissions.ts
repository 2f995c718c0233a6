/**
 * Everything that a person or a program may be allowed to do, each with the sentence that the console and the reference
 * page show. This is the one table: routes name a permission, roles are sets of them, and API keys carry a selection.
 */
export const PERMISSIONS = {
  'displays.view': 'See display sessions with their rosters, results and links',
  'displays.edit': 'Create, prepare and delete display sessions; upload rosters and results',
  'displays.operate': 'Decide what is on air: hold, go on, next, clear, message, blackout, which template',
  'templates.view': 'See templates, their history and their pictures',
  'templates.edit': 'Draw, publish and delete templates; keep pictures; import and export packs',
  'links.manage': 'Make and revoke display links',
  'timing.view': 'See timing sessions and their reads',
  'timing.bind': 'Bind timing sessions to display sessions and ask for reads again',
  'timing-keys.view': 'See which timing keys exist',
  'timing-keys.manage': 'Make and delete timing keys',
  'team.view': 'See the people of the partner, their roles and the partner’s settings',
  'team.manage': 'Invite people, change their roles, block them and end their logins',
  'roles.manage': 'Make, change and delete custom roles',
  'api-keys.manage': 'See, make, rotate and revoke API keys',
  'partner.manage': 'Change the partner’s name, zone, login rules and allowed web origins',
  'audit.view': 'Read the audit log and verify it',
  'audit.export': 'Take the audit log out as a file',
  'platform.partners': 'Create, suspend and delete partners',
  'platform.users': 'Find and block people of all partners',
  'platform.visit': 'Look into the data of one partner, with a reason that the partner sees',
} as const satisfies Record<string, string>;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];

/** What belongs to a partner: everything but the platform's own. Custom roles and API keys choose from these. */
export const PARTNER_PERMISSIONS = ALL_PERMISSIONS.filter((each) => !each.startsWith('platform.'));

const VIEWER = ['displays.view', 'templates.view', 'timing.view'] as const satisfies readonly Permission[];
const ANNOUNCER = [...VIEWER, 'displays.operate'] as const satisfies readonly Permission[];
const OPERATOR = [
  ...ANNOUNCER,
  'displays.edit',
  'templates.edit',
  'links.manage',
  'timing.bind',
  'timing-keys.view',
] as const satisfies readonly Permission[];
const MANAGER = [
  ...OPERATOR,
  'timing-keys.manage',
  'team.view',
  'team.manage',
  'audit.view',
] as const satisfies readonly Permission[];

/** The built-in roles of a partner, from most to least. Everybody but the owner is a subset of the one above. */
export const PARTNER_ROLES = ['owner', 'manager', 'operator', 'announcer', 'viewer'] as const;
export type PartnerRole = (typeof PARTNER_ROLES)[number];

/** Who somebody is: a built-in role, the platform's administrator, or a custom role of the partner. */
export type Role = PartnerRole | 'platform-admin' | 'custom';
export type BuiltInRole = Exclude<Role, 'custom'>;

/** What each built-in role may do. */
export const ROLE_PERMISSIONS: Readonly<Record<BuiltInRole, readonly Permission[]>> = {
  owner: PARTNER_PERMISSIONS,
  manager: MANAGER,
  operator: OPERATOR,
  announcer: ANNOUNCER,
  viewer: VIEWER,
  'platform-admin': [
    'team.view',
    'team.manage',
    'partner.manage',
    'audit.view',
    'audit.export',
    'platform.partners',
    'platform.users',
    'platform.visit',
  ],
};

/** What a platform administrator may do inside a partner's data: look. */
export const VISITOR_PERMISSIONS = [
  'displays.view',
  'templates.view',
  'timing.view',
  'timing-keys.view',
  'team.view',
  'audit.view',
] as const satisfies readonly Permission[];

/** What each built-in role is for, as people read it. */
export const ROLE_WORDS: Readonly<Record<BuiltInRole, { name: string; sentence: string }>> = {
  owner: { name: 'Owner', sentence: 'Everything, with the keys, the roles and the partner’s settings' },
  manager: { name: 'Manager', sentence: 'Runs the races and the team' },
  operator: { name: 'Operator', sentence: 'Prepares and runs displays on race day' },
  announcer: { name: 'Announcer', sentence: 'Sees everything live and steps what is on air' },
  viewer: { name: 'Viewer', sentence: 'Looks and changes nothing' },
  'platform-admin': { name: 'Platform administrator', sentence: 'Runs the installation and its partners' },
};

/** The permissions of a role; `custom` are those of the person's custom role. Unknown ones are dropped. */
export function permissionsOf(of: Role, custom: readonly string[] = []): ReadonlySet<Permission> {
  if (of !== 'custom') return new Set(ROLE_PERMISSIONS[of]);
  const known: ReadonlySet<string> = new Set(PARTNER_PERMISSIONS);
  return new Set(custom.filter((each): each is Permission => known.has(each)));
}

/** True when everything in `wanted` is in `held`: nobody can give away what they do not have. */
export function covers(held: ReadonlySet<Permission>, wanted: Iterable<Permission>): boolean {
  return [...wanted].every((each) => held.has(each));
}
