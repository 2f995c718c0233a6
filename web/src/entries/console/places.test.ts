import { type BuiltInRole, ROLE_PERMISSIONS } from '@project88/core/contract/permissions.ts';
import { describe, expect, it } from 'vitest';
import { homeOf, PLACES, placesFor } from './places.ts';

const namesOf = (role: BuiltInRole) => placesFor(ROLE_PERMISSIONS[role]).map(({ name }) => name);

describe('the navigation', () => {
  it('shows what the role may see, and nothing else', () => {
    expect(namesOf('viewer')).toEqual(['Displays', 'Templates', 'Pictures', 'Timing']);
    expect(namesOf('operator')).toEqual(['Displays', 'Templates', 'Pictures', 'Timing', 'Timing keys']);
    expect(namesOf('manager')).not.toContain('API keys');
    expect(namesOf('owner')).not.toContain('Partners');
    expect(namesOf('platform-admin')).toEqual([
      'Partners',
      'People',
      'Team',
      'Roles',
      'Audit log',
      'Settings',
    ]);
  });
});

describe('where somebody begins', () => {
  it('is the first place that they may see, else their own account', () => {
    expect(homeOf({ permissions: ['audit.view', 'timing.view'] })).toBe('/timing');
    expect(homeOf({ permissions: [...ROLE_PERMISSIONS['platform-admin']] })).toBe('/platform/partners');
    expect(homeOf({ permissions: [] })).toBe('/account');
    expect(homeOf({ permissions: PLACES.map(({ needs }) => needs) })).toBe('/sessions');
  });
});
