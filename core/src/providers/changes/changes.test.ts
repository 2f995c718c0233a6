import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_VALUES, type Values } from '../resolve/values.ts';
import { type Before, compareAll, comparePerson } from './changes.ts';
import { changeWords } from './words.ts';

const who = (id: string, values: Partial<Values> = {}): Before => ({
  id,
  values: { ...NO_VALUES, ...values },
});
const ADA = { firstName: 'Ada', lastName: 'Dunmore', bib: '12' };

describe('compareAll', () => {
  it('tells new, changed, withdrawn, returned and unchanged people', () => {
    const before = [who('a'), who('b', ADA), who('c'), who('d', { state: 'withdrawn' }), who('e')];
    const after = [
      who('a'),
      who('b', { ...ADA, bib: '15' }),
      who('c', { state: 'transferred' }),
      who('d'),
      who('f'),
    ];
    const { counts, samples, changedIds } = compareAll(before, after);
    expect(counts).toEqual({ created: 1, updated: 1, withdrawn: 2, returned: 1, unchanged: 1 });
    expect(samples.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
      'created f',
      'updated b',
      'withdrawn c',
      'withdrawn e',
      'returned d',
    ]);
    expect(compareAll([...before].reverse(), [...after].reverse()).samples).toEqual(samples);
    expect(samples[1]?.fields).toEqual([{ field: 'bib', before: '12', after: '15' }]);
    expect(changedIds).toEqual(['b', 'c', 'd', 'e', 'f']);
  });

  it('shows a few of many, and counts all', () => {
    const many = Array.from({ length: 500 }, (_, at) => who(`p${at}`));
    const { counts, samples, changedIds } = compareAll([], many);
    expect([counts.created, samples.length, changedIds.length]).toEqual([500, 25, 500]);
  });

  it('finds nothing between a list and itself in another order', () => {
    const list = fc.uniqueArray(fc.record({ id: fc.string(), bib: fc.string() }), {
      selector: ({ id }) => id,
    });
    fc.assert(
      fc.property(list, (people) => {
        const all = people.map(({ id, bib }) => who(id, { bib, chips: [bib] }));
        const copy = all.map(({ id, values }) => ({ id, values: structuredClone(values) })).reverse();
        expect(compareAll(all, copy).counts).toMatchObject({
          created: 0,
          updated: 0,
          withdrawn: 0,
          unchanged: all.length,
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('changeWords', () => {
  const raceName = (id: string) => (id === 'r1' ? '5K Run' : 'Half Marathon');
  const words = (before: Partial<Values> | null, after: Partial<Values> | null) =>
    changeWords(
      comparePerson('a', before && who('a', before).values, after && who('a', after).values),
      raceName,
    );

  it.each<[Partial<Values> | null, Partial<Values> | null, string]>([
    [ADA, { ...ADA, bib: '15', city: 'Saltmarsh' }, 'Ada Dunmore (15): bib 12 → 15, city none → Saltmarsh'],
    [null, ADA, 'Ada Dunmore (12) is new'],
    [ADA, { ...ADA, state: 'withdrawn' }, 'Ada Dunmore (12) is out: registration registered → withdrawn'],
    [{ ...ADA, state: 'deferred' }, ADA, 'Ada Dunmore (12) is back: registration deferred → registered'],
    [{}, { raceId: 'r1' }, 'Somebody without a name: race none → 5K Run'],
    [
      ADA,
      { ...ADA, gunTimeMs: 4_138_100, resultState: 'did-not-finish' },
      'Ada Dunmore (12): gun time none → 1:08:58, status unknown → did not finish',
    ],
    [
      { ...ADA, isProvisional: true },
      { ...ADA, splits: [{ name: '5K', timeMs: 900_000 }] },
      'Ada Dunmore (12): splits none → 5K 0:15:00, provisional yes → no',
    ],
    [
      ADA,
      { ...ADA, places: { overall: 3, sex: null, division: 1 } },
      'Ada Dunmore (12): places none → overall 3 division 1',
    ],
    [ADA, ADA, 'Ada Dunmore (12) has not changed'],
  ])('says what happened', (before, after, sentence) => {
    expect(words(before, after)).toBe(sentence);
  });
});
