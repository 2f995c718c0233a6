import type { PresentPerson } from '@project88/core/contract/live.ts';
import { expect, it } from 'vitest';
import type { AtTemplate } from '../../lib/live/consoleLive.ts';
import { editLockOf, othersOf } from './editLock.ts';

const person = (userId: string, edits: boolean): PresentPerson => ({
  userId,
  name: `Name of ${userId}`,
  sinceMs: 0,
  edits,
});
const word = (...people: PresentPerson[]): AtTemplate => ({
  t: 'presence',
  templateId: 't',
  people,
  draftRev: 1,
});

it('is ours while nobody has told otherwise', () => {
  expect(editLockOf(null, 'me', 'connecting')).toEqual({ kind: 'ours' });
  expect(editLockOf(word(person('me', true), person('ana', false)), 'me', 'open')).toEqual({ kind: 'ours' });
});

it('is held by whoever edits', () => {
  const ana = person('ana', true);
  expect(editLockOf(word(ana, person('me', false)), 'me', 'open')).toEqual({ kind: 'held', by: ana });
});

it('is held by our other window when we are there but do not edit here', () => {
  expect(editLockOf(word(person('me', false)), 'me', 'open')).toEqual({ kind: 'held', by: null });
});

it('is not known when the connection is lost; what was ours stays ours', () => {
  const ana = person('ana', true);
  expect(editLockOf(word(ana, person('me', false)), 'me', 'lost')).toEqual({ kind: 'unknown', by: ana });
  expect(editLockOf(word(person('me', true)), 'me', 'lost')).toEqual({ kind: 'ours' });
});

it('others are all but ourselves', () => {
  expect(othersOf(word(person('ana', true), person('me', false)), 'me').map(({ userId }) => userId)).toEqual([
    'ana',
  ]);
  expect(othersOf(null, 'me')).toEqual([]);
});
