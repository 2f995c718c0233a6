import { expect, it } from 'vitest';
import { changesOf, fieldWords } from './changes.ts';

it('tells field by field what came, went, changed and stayed', () => {
  expect(
    changesOf({ role: 'viewer', disabled: false, note: 'x' }, { role: 'owner', disabled: false, n: 3 }),
  ).toEqual([
    { field: 'role', before: 'viewer', after: 'owner', kind: 'changed' },
    { field: 'disabled', before: 'no', after: 'no', kind: 'same' },
    { field: 'note', before: 'x', after: null, kind: 'removed' },
    { field: 'n', before: null, after: '3', kind: 'added' },
  ]);
});

it('goes into objects and reads lists as text', () => {
  expect(
    changesOf({ quotas: { users: 5 }, origins: [] }, { quotas: { users: 9 }, origins: ['a', 'b'] }),
  ).toEqual([
    { field: 'quotas.users', before: '5', after: '9', kind: 'changed' },
    { field: 'origins', before: 'none', after: 'a, b', kind: 'changed' },
  ]);
});

it('takes a plain value as a whole, and nothing as nothing', () => {
  expect(changesOf(null, 'hold')).toEqual([{ field: '', before: null, after: 'hold', kind: 'added' }]);
  expect(changesOf(null, null)).toEqual([]);
});

it('shows an empty text as a word, so that it can be seen', () => {
  expect(changesOf({ reason: '' }, { reason: 'late' })[0]).toMatchObject({ before: 'empty', after: 'late' });
});

it('makes words of field names', () => {
  expect(fieldWords('loginIdleMinutes')).toBe('login idle minutes');
  expect(fieldWords('quotas.apiKeys')).toBe('quotas.api keys');
});
