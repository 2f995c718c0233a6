import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_GUN_MS, makeScenario, type ScenarioSize } from '../../../../test/providers/kit/scenario.ts';
import { VIEW_PROVIDERS, type ViewRow, viewOf } from '../../../../test/providers/kit/views.ts';
import { candidatePairs } from './block.ts';
import { linkRows } from './link.ts';
import { prepareRows } from './prepare.ts';

const AFTER_RACE_MS = FIRST_GUN_MS + 86_400_000;

/** All rows that three providers tell of one event. */
function rowsOf(seed: number, size: ScenarioSize, nowMs = AFTER_RACE_MS): ViewRow[] {
  return makeScenario(seed, size).events.flatMap((event) =>
    VIEW_PROVIDERS.flatMap((provider) => viewOf(event, provider, nowMs).rows),
  );
}

/** Which rows are one person, as it really is. */
function trueClusters(rows: readonly ViewRow[]): string[] {
  const byEntry = new Map<string, string[]>();
  for (const { entryId, key } of rows) byEntry.set(entryId, [...(byEntry.get(entryId) ?? []), key]);
  return [...byEntry.values()].map((keys) => keys.sort().join(' ')).sort();
}

const foundClusters = (rows: readonly ViewRow[]) =>
  linkRows(
    rows.map(({ record }) => record),
    [],
  )
    .clusters.map((keys) => keys.join(' '))
    .sort();

const anySeed = fc.integer({ min: 0, max: 2 ** 31 });
const tricky: ScenarioSize = { entries: 40, tricky: 0.5 };

describe('linkRows', () => {
  it('finds who is who among three providers, twins, families, relays and namesakes included', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const rows = rowsOf(seed, tricky);
        expect(foundClusters(rows)).toEqual(trueClusters(rows));
      }),
      { numRuns: 30 },
    );
  });

  it('finds the same in whatever order the rows come', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const records = rowsOf(seed, tricky).map(({ record }) => record);
        const byId = [...records].sort((a, b) => (a.remoteId + a.kind < b.remoteId + b.kind ? -1 : 1));
        expect(linkRows(byId, [])).toEqual(linkRows(records, []));
        expect(linkRows([...records].reverse(), [])).toEqual(linkRows(records, []));
      }),
      { numRuns: 20 },
    );
  });

  it('compares few, however many there are', () => {
    const records = rowsOf(1, { entries: 3_000, tricky: 0.1 }).map(({ record }) => record);
    expect(candidatePairs(prepareRows(records)).length).toBeLessThan(3 * records.length);
  });

  it('never joins two people, nor two registrations of one provider, whatever is missing from the rows', () => {
    const gone = fc.constantFrom(
      'bib',
      'firstName',
      'lastName',
      'birthDate',
      'foreignIds',
      'email',
      'raceId',
      'age',
    );
    fc.assert(
      fc.property(anySeed, fc.uniqueArray(gone, { maxLength: 3 }), (seed, fields) => {
        const rows = rowsOf(seed, tricky);
        const entryOf = new Map(rows.map(({ key, entryId }) => [key, entryId]));
        const records = rows.map(({ record }) => ({ ...record, ...without(fields) }));
        for (const keys of linkRows(records, []).clusters) {
          expect(new Set(keys.map((key) => entryOf.get(key))).size).toBe(1);
          const registrations = keys.filter((key) => key.includes('/participant/'));
          expect(new Set(registrations.map((key) => key.split('/')[0])).size).toBe(registrations.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function without(fields: readonly string[]) {
  const empty = {
    bib: '',
    firstName: '',
    lastName: '',
    birthDate: null,
    foreignIds: [],
    email: '',
    raceId: '',
  };
  return Object.fromEntries(Object.entries(empty).filter(([field]) => fields.includes(field)));
}
