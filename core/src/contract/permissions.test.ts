import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALL_PERMISSIONS,
  covers,
  PARTNER_PERMISSIONS,
  PARTNER_ROLES,
  type Permission,
  permissionsOf,
  ROLE_PERMISSIONS,
  VISITOR_PERMISSIONS,
} from './permissions.ts';

/** Reviewed by a person: what each role may do beyond the next smaller one. A change here is a change of promises. */
const BEYOND = {
  viewer: ['displays.view', 'templates.view', 'timing.view'],
  announcer: ['displays.operate'],
  operator: ['displays.edit', 'templates.edit', 'links.manage', 'timing.bind', 'timing-keys.view'],
  manager: ['timing-keys.manage', 'team.view', 'team.manage', 'audit.view'],
  owner: ['roles.manage', 'api-keys.manage', 'partner.manage', 'audit.export'],
} as const;

describe('the roles of a partner', () => {
  it('each have what the next smaller one has, and what is listed here', () => {
    let held: Permission[] = [];
    for (const role of [...PARTNER_ROLES].reverse()) {
      held = [...held, ...BEYOND[role]];
      expect([...ROLE_PERMISSIONS[role]].sort(), role).toEqual([...held].sort());
    }
  });

  it('never reach the platform', () => {
    for (const role of PARTNER_ROLES) {
      expect(ROLE_PERMISSIONS[role].filter((each) => each.startsWith('platform.'))).toEqual([]);
    }
  });
});

describe('the platform’s administrator', () => {
  it('has no partner’s races, and as a visitor looks without changing', () => {
    const races = /^(displays|links|timing|timing-keys|api-keys|roles)\./;
    expect(ROLE_PERMISSIONS['platform-admin'].filter((each) => races.test(each))).toEqual([]);
    expect(VISITOR_PERMISSIONS.filter((each) => !each.endsWith('.view'))).toEqual([]);
  });
});

const anyPermissions = fc.subarray([...ALL_PERMISSIONS]);

describe('custom roles', () => {
  it('are exactly the partner’s permissions that they name', () => {
    fc.assert(
      fc.property(anyPermissions, fc.array(fc.string(), { maxLength: 5 }), (chosen, junk) => {
        const held = permissionsOf('custom', [...chosen, ...junk]);
        const expected = chosen.filter((each) => PARTNER_PERMISSIONS.includes(each));
        expect([...held].sort()).toEqual([...new Set(expected)].sort());
      }),
      { numRuns: 200 },
    );
  });

  it('name nothing for built-in roles', () => {
    expect(permissionsOf('viewer', ['team.manage'])).toEqual(
      new Set(['displays.view', 'templates.view', 'timing.view']),
    );
  });
});

describe('giving permissions away', () => {
  it('is possible for exactly what one has', () => {
    fc.assert(
      fc.property(anyPermissions, anyPermissions, (held, wanted) => {
        expect(covers(new Set(held), wanted)).toBe(wanted.every((each) => held.includes(each)));
      }),
      { numRuns: 200 },
    );
  });
});
