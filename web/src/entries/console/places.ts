import type { MeReply } from '@project88/core/contract/auth.ts';
import type { Permission } from '@project88/core/contract/permissions.ts';

/** The places of the navigation in their order, with the permission that each needs. */
export const PLACES = [
  { to: '/sessions', name: 'Displays', group: 'race', needs: 'displays.view' },
  { to: '/templates', name: 'Templates', group: 'race', needs: 'templates.view' },
  { to: '/pictures', name: 'Pictures', group: 'race', needs: 'templates.view' },
  { to: '/timing', name: 'Timing', group: 'race', needs: 'timing.view' },
  { to: '/keys', name: 'Timing keys', group: 'race', needs: 'timing-keys.view' },
  { to: '/platform/partners', name: 'Partners', group: 'platform', needs: 'platform.partners' },
  { to: '/platform/users', name: 'People', group: 'platform', needs: 'platform.users' },
  { to: '/team', name: 'Team', group: 'admin', needs: 'team.view' },
  { to: '/roles', name: 'Roles', group: 'admin', needs: 'team.view' },
  { to: '/api-keys', name: 'API keys', group: 'admin', needs: 'api-keys.manage' },
  { to: '/audit', name: 'Audit log', group: 'admin', needs: 'audit.view' },
  { to: '/settings', name: 'Settings', group: 'admin', needs: 'team.view' },
] as const satisfies readonly Spec[];

interface Spec {
  to: string;
  name: string;
  group: 'race' | 'platform' | 'admin';
  needs: Permission;
}

export type Place = (typeof PLACES)[number];

/** The places that somebody with these permissions may see. */
export function placesFor(permissions: readonly Permission[]): readonly Place[] {
  return PLACES.filter(({ needs }) => permissions.includes(needs));
}

/** Where somebody begins: the first place of the navigation; their own account when there is none. */
export function homeOf({ permissions }: Pick<MeReply, 'permissions'>): Place['to'] | '/account' {
  return placesFor(permissions)[0]?.to ?? '/account';
}
