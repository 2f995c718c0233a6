import { describe, expect, it } from 'vitest';
import { blockedBibs, checkEvent, type Person, type RaceFacts } from './quality.ts';
import { NO_VALUES, type Values } from './values.ts';

const RACES = new Map<string, RaceFacts>([
  ['r1', { distanceM: 5_000, day: '2031-06-07', isOnFoot: true }],
  ['wheels', { distanceM: 5_000, day: '2031-06-07', isOnFoot: false }],
]);
const who = (id: string, values: Partial<Values>): Person => ({
  id,
  values: { ...NO_VALUES, raceId: 'r1', ...values },
});
const issuesOf = (...people: Person[]) =>
  checkEvent(people, RACES).map(({ code, remoteId, value }) => `${code} ${remoteId} ${value}`);
const place = (overall: number) => ({ places: { overall, sex: null, division: null } });

describe('checkEvent', () => {
  it('finds two with one bib in one race, keeps both and blocks the bib', () => {
    const people = [
      who('a', { bib: '12' }),
      who('b', { bib: '12' }),
      who('c', { bib: '12', raceId: 'wheels' }),
      who('d', { bib: '012' }),
    ];
    expect(issuesOf(...people)).toEqual(['bib-twice a 12', 'bib-twice b 12']);
    expect([...blockedBibs(people)]).toEqual(['r1 12']);
    expect(issuesOf(who('a', { bib: '12' }), who('b', { bib: '12', state: 'withdrawn' }))).toEqual([]);
  });

  it.each<[Partial<Values>, string]>([
    [{ resultState: 'finished' }, 'finish-without-bib'],
    [{ bib: '1', gunTimeMs: 1_500_000, chipTimeMs: 1_501_001 }, 'chip-time-after-gun-time'],
    [
      {
        bib: '1',
        splits: [
          { name: 'a', timeMs: 9 },
          { name: 'b', timeMs: 9 },
        ],
      },
      'splits-out-of-order',
    ],
    [{ bib: '1', gunTimeMs: 1_500_000, splits: [{ name: 'a', timeMs: 1_600_000 }] }, 'splits-out-of-order'],
    [{ bib: '1', chipTimeMs: 600_000 }, 'pace-impossible'],
    [{ bib: '1', birthDate: '1990-01-05', age: 20 }, 'age-contradicts-birth-date'],
    [{ bib: '1', birthDate: '2040-01-05' }, 'birth-date-in-future'],
  ])('finds in %j: %s', (values, code) => {
    expect(checkEvent([who('a', values)], RACES).map((issue) => issue.code)).toEqual([code]);
  });

  it('finds nothing wrong with a world record, a rounded time, and wheels', () => {
    expect(issuesOf(who('a', { bib: '1', chipTimeMs: 755_000, gunTimeMs: 755_000 }))).toEqual([]);
    expect(issuesOf(who('a', { bib: '1', chipTimeMs: 1_501_000, gunTimeMs: 1_500_400 }))).toEqual([]);
    expect(issuesOf(who('a', { bib: '1', chipTimeMs: 400_000, raceId: 'wheels' }))).toEqual([]);
  });

  it('finds places that are missing, and takes ties for what they are', () => {
    const places = (...list: number[]) =>
      issuesOf(...list.map((overall, at) => who(String(at), place(overall))));
    expect(places(1, 2, 3, 3, 5)).toEqual([]);
    expect(places(1, 2, 4)).toEqual(['places-with-gap r1 4']);
    expect(places(1, 1, 2)).toEqual(['places-with-gap r1 2']);
  });
});
