import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Segment, TextField } from '../document/fields.ts';
import { segmentsFrom, segmentsText } from './segmentsText.ts';

const FIELDS: TextField[] = ['bib', 'name', 'officialTimeMs'];
const isField = (name: string): name is TextField => (FIELDS as string[]).includes(name);

const segments = fc.array(
  fc.oneof(
    fc.string({ minLength: 1, maxLength: 30 }).map((text): Segment => ({ text })),
    fc.constantFrom(...FIELDS).map((field): Segment => ({ field, before: 'No. ', format: 'upper' })),
  ),
  { maxLength: 8 },
);

/** Two texts beside each other are one. */
function joined(parts: readonly Segment[]): Segment[] {
  const all: Segment[] = [];
  for (const each of parts) {
    const last = all.at(-1);
    if (last && 'text' in last && 'text' in each) all[all.length - 1] = { text: last.text + each.text };
    else all.push(each);
  }
  return all;
}

it('what is written is what was read, whatever letters stand in it', () => {
  fc.assert(
    fc.property(segments, (parts) => {
      expect(segmentsFrom(segmentsText(parts), parts, isField)).toEqual(joined(parts));
    }),
    { numRuns: 300 },
  );
});

it('a field that is typed is a field, and an unknown one stays a text', () => {
  expect(segmentsFrom('Bib {bib}{shoe}', [], isField)).toEqual([
    { text: 'Bib ' },
    { field: 'bib' },
    { text: '{shoe}' },
  ]);
});
