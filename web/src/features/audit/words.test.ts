import { AUDIT_ACTIONS } from '@project88/core/contract/auditActions.ts';
import { expect, it } from 'vitest';
import { actionGroups, actionWords } from './words.ts';

it('every action can be chosen, and each has its group', () => {
  const groups = actionGroups();
  const chosen = groups.flatMap(({ items }) => items.map(({ value }) => value));
  expect(chosen.sort()).toEqual(Object.keys(AUDIT_ACTIONS).sort());
  expect(groups.map(({ group }) => group)).not.toContain('Other');
});

it('an action of a newer server keeps its code', () => {
  expect(actionWords('role.made')).toBe('made a role');
  expect(actionWords('moon.painted')).toBe('moon.painted');
});
