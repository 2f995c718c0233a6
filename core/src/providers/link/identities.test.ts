import { expect, it } from 'vitest';
import { identify } from './identities.ts';

const before = new Map([
  ['a', 'id1'],
  ['b', 'id1'],
  ['c', 'id2'],
]);
const run = (clusters: string[][]) =>
  identify(clusters, before, () => 'new').map(({ id, keys }) => `${id}: ${keys.join(' ')}`);

it('keeps what was given, whatever arrives and in whatever order', () => {
  expect(run([['c', 'd'], ['a', 'b'], ['e']])).toEqual(['id1: a b', 'id2: c d', 'new: e']);
});

it('gives the older of two that join, and the larger part keeps what is parted', () => {
  expect(run([['a', 'b', 'c']])).toEqual(['id1: a b c']);
  expect(run([['b'], ['a'], ['c']])).toEqual(['id1: a', 'new: b', 'id2: c']);
  const three = new Map(['x', 'y', 'z'].map((key) => [key, 'id1']));
  expect(identify([['x'], ['y', 'z']], three, () => 'new').map(({ id }) => id)).toEqual(['new', 'id1']);
});
