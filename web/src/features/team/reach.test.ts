import { type BuiltInRole, ROLE_PERMISSIONS, ROLE_WORDS } from '@project88/core/contract/permissions.ts';
import type { MemberView, RoleView } from '@project88/core/contract/team.ts';
import { describe, expect, it } from 'vitest';
import { mayGive, roleOf, whyNot } from './reach.ts';

function builtIn(role: BuiltInRole): RoleView {
  return { id: null, role, ...ROLE_WORDS[role], permissions: [...ROLE_PERMISSIONS[role]], people: 1 };
}

const DESK: RoleView = {
  id: 'desk',
  role: 'custom',
  name: 'Desk',
  sentence: '',
  permissions: ['displays.edit'],
  people: 1,
};
const ROLES = [builtIn('owner'), builtIn('manager'), builtIn('viewer'), DESK];

function member(
  id: string,
  role: MemberView['role'],
  customRole: MemberView['customRole'] = null,
): MemberView {
  return {
    id,
    role,
    customRole,
    email: `${id}@harbour.test`,
    name: id,
    disabled: false,
    secondFactors: 0,
    createdAt: '2031-05-04T09:00:00.000Z',
    lastLoginAt: null,
  };
}

const me = (role: BuiltInRole) => ({
  user: { id: 'me', email: '', name: '', role, customRole: null },
});
const held = (role: BuiltInRole) => new Set(ROLE_PERMISSIONS[role]);

describe('the role of a person', () => {
  it('is found, also a custom one', () => {
    const person = member('a', 'custom', { id: 'desk', name: 'Desk' });
    expect(roleOf(person, ROLES)).toBe(DESK);
  });
});

describe('who may change whom', () => {
  it('nobody changes a person who may do more', () => {
    expect(mayGive(held('manager'), builtIn('owner'))).toBe(false);
    expect(whyNot(member('boss', 'owner'), me('manager'), held('manager'), ROLES)).toMatch(/may do more/);
    expect(whyNot(member('low', 'viewer'), me('manager'), held('manager'), ROLES)).toBeNull();
  });

  it('an owner changes everybody', () => {
    expect(whyNot(member('boss', 'owner'), me('owner'), held('owner'), ROLES)).toBeNull();
  });

  it('who may only look changes nobody', () => {
    expect(whyNot(member('low', 'viewer'), me('viewer'), held('viewer'), ROLES)).toMatch(/not change/);
  });
});
