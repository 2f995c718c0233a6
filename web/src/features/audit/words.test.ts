import { AUDIT_ACTIONS } from '@project88/core/contract/auditActions.ts';
import { expect, it } from 'vitest';
import { actionGroups, actionWords, actorKind, actorName } from './words.ts';

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

it('says what an actor is where the name alone would mislead', () => {
  expect(actorKind({ kind: 'user', id: 'a', name: 'Dana Okafor' })).toBe('');
  expect(actorKind({ kind: 'visitor', id: 'a', name: 'Robin Stone (platform)' })).toBe('');
  expect(actorKind({ kind: 'api-key', id: 'a', name: 'Results page' })).toBe('API key');
  const nobody = { kind: 'nobody', id: '', name: '' } as const;
  expect([actorName(nobody), actorKind(nobody)]).toEqual(['Not signed in', '']);
});
