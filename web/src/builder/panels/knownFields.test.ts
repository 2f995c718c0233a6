import { expect, it } from 'vitest';
import { sampleCard } from '../shown/samples.ts';
import { emptyFieldsOf } from './knownFields.ts';

const runners = Array.from({ length: 8 }, (_, index) => sampleCard(index));

it('names what no runner has', () => {
  const empty = emptyFieldsOf(runners);
  expect(empty.has('region')).toBe(true);
  expect(empty.has('lastName')).toBe(false);
  // One of them has a note.
  expect(empty.has('note')).toBe(false);
});

it('says nothing of a handful, nor of unknown bibs', () => {
  expect(emptyFieldsOf(runners.slice(0, 3)).size).toBe(0);
  expect(emptyFieldsOf(runners.map((card) => ({ ...card, known: false }))).size).toBe(0);
});
