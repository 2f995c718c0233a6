import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../test/providers/kit/random.ts';
import {
  FIRST_GUN_MS,
  makeScenario,
  type TrueEntry,
  type TrueEvent,
} from '../../../../test/providers/kit/scenario.ts';
import { isWalkUp, VIEW_PROVIDERS, type ViewRow, viewOf } from '../../../../test/providers/kit/views.ts';
import { instantMs } from '../../time/units.ts';
import { nameKey } from '../link/compare.ts';
import { linkRows } from '../link/link.ts';
import type { ProviderName } from '../names.ts';
import type { Observation, ResolveContext, Source } from './observation.ts';
import { DEFAULT_PRECEDENCE, type Phase, type SourceRole } from './precedence.ts';
import { type Resolved, resolve } from './resolve.ts';
import { FIELD_NAMES, isEmpty } from './values.ts';

const AFTER_RACE_MS = FIRST_GUN_MS + 86_400_000;

const SOURCES: [ProviderName, SourceRole, number][] = [
  ['runsignup', 'registration', 1],
  ['raceroster', 'registration', 2],
  ['eventbrite', 'registration', 3],
  ['ctlive', 'scoring', 1],
  ['copernico', 'scoring', 2],
];

function contextOf(phase: Phase): ResolveContext {
  const sources = SOURCES.map(([provider, role, priority]): [string, Source] => {
    const sourceId = `source-${provider}`;
    return [sourceId, { sourceId, provider, role, priority, isActive: true }];
  });
  return { phase, precedence: DEFAULT_PRECEDENCE, sources: new Map(sources), primaryOf: new Map() };
}

/** What all sources tell together, by the rows that each person is made of. */
function resolveRows(rows: readonly ViewRow[], phase: Phase): Map<string, Resolved> {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const { clusters } = linkRows(
    rows.map(({ record }) => record),
    [],
  );
  return new Map(
    clusters.map((keys) => {
      const observations = keys.flatMap((key) => byKey.get(key) ?? []).map(observationOf);
      return [
        keys.join(' '),
        resolve({ observations, overrides: null, previous: null, hasReads: true }, contextOf(phase)),
      ];
    }),
  );
}

function observationOf({ key, row, record }: ViewRow): Observation {
  const { sourceId, raceId } = record;
  return { key, sourceId, row, raceId, observedAtMs: instantMs(AFTER_RACE_MS), isGone: false, cleared: [] };
}

function rowsOf(event: TrueEvent, nowMs = AFTER_RACE_MS): ViewRow[] {
  return VIEW_PROVIDERS.flatMap((provider) => viewOf(event, provider, nowMs).rows);
}

/** Seeds instead of events: a failure names a number and not two hundred lines. */
const anySeed = fc.integer({ min: 0, max: 2 ** 31 });
const eventOf = (seed: number) => makeScenario(seed, { entries: 40, tricky: 0.4 }).events[0] as TrueEvent;

/** The same rows in another order. */
function mixed<T>(list: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return list
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Of every true entry what was made of it. */
function madeOf(event: TrueEvent, rows: readonly ViewRow[], resolved: ReadonlyMap<string, Resolved>) {
  const entryOf = new Map(rows.map(({ key, entryId }) => [key, entryId]));
  const made = new Map(
    [...resolved].map(([keys, person]) => [entryOf.get(keys.split(' ')[0] ?? ''), person]),
  );
  return event.entries.map((entry, at) => ({
    entry,
    isWalkUp: isWalkUp(entry, at),
    person: made.get(entry.id),
  }));
}

function expectTruth(entry: TrueEntry, isWalkUp: boolean, person: Resolved | undefined): void {
  const { raceId, bib, sex, age, wave, division, run } = entry;
  const { gunTimeMs, chipTimeMs, splits, places, state: resultState } = run;
  const result = { gunTimeMs, chipTimeMs, splits, places, resultState };
  expect(person?.values).toMatchObject({
    raceId,
    bib,
    sex,
    age,
    wave,
    division,
    state: 'registered',
    ...result,
  });
  // Scoring knows those who came on the day in capitals alone; registration knows all others as they are.
  const { firstName, lastName, city, birthDate } = entry;
  if (!isWalkUp) expect(person?.values).toMatchObject({ firstName, lastName, city, birthDate });
  else expect(nameKey('', person?.values.lastName ?? '').last).toBe(nameKey('', lastName).last);
}

describe('four connections and one truth', () => {
  it('comes out of what they tell', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const event = eventOf(seed);
        const rows = rowsOf(event);
        const resolved = resolveRows(rows, 'locked');
        expect(resolved.size).toBe(event.entries.length);
        for (const { entry, isWalkUp: walkUp, person } of madeOf(event, rows, resolved))
          expectTruth(entry, walkUp, person);
      }),
      { numRuns: 25 },
    );
  });

  it('does not depend on who came first', () => {
    fc.assert(
      fc.property(anySeed, anySeed, (seed, order) => {
        const rows = rowsOf(eventOf(seed));
        expect(resolveRows(mixed(rows, order), 'locked')).toEqual(resolveRows(rows, 'locked'));
      }),
      { numRuns: 15 },
    );
  });

  it('does not depend on the order of the rows of one person either, though they contradict each other', () => {
    fc.assert(
      fc.property(anySeed, anySeed, (seed, order) => {
        const rows = mixed(rowsOf(eventOf(seed)), order).slice(0, 6);
        const once = (list: readonly ViewRow[]) => {
          const observations = list.map(observationOf);
          return resolve(
            { observations, overrides: null, previous: null, hasReads: false },
            contextOf('locked'),
          );
        };
        expect(once([...rows].reverse())).toEqual(once(rows));
      }),
      { numRuns: 60 },
    );
  });

  it('stays the same when it is resolved again, in every phase', () => {
    fc.assert(
      fc.property(anySeed, fc.constantFrom<Phase>('before-lock', 'locked', 'official'), (seed, phase) => {
        const rows = rowsOf(eventOf(seed));
        for (const [keys, person] of resolveRows(rows, phase)) {
          const observations = rows.filter(({ key }) => keys.split(' ').includes(key)).map(observationOf);
          const again = resolve(
            { observations, overrides: null, previous: person, hasReads: true },
            contextOf(phase),
          );
          expect(again.values).toEqual(person.values);
          const third = resolve(
            { observations, overrides: null, previous: again, hasReads: true },
            contextOf(phase),
          );
          expect(third).toEqual(phase === 'official' ? again : person);
        }
      }),
      { numRuns: 9 },
    );
  });

  it('is not touched by a provider that tells of other people', () => {
    fc.assert(
      fc.property(anySeed, anySeed, (seed, elsewhere) => {
        const rows = rowsOf(eventOf(seed));
        const before = resolveRows(rows, 'locked');
        const after = resolveRows([...rows, ...strangersOf(eventOf(elsewhere))], 'locked');
        for (const [keys, person] of before) expect(after.get(keys)).toEqual(person);
      }),
      { numRuns: 15 },
    );
  });

  it('says of every value where it came from, and the source says the same', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const rows = rowsOf(eventOf(seed));
        const rowAt = new Map(rows.map(({ row, record }) => [`${record.sourceId} ${row.remoteId}`, row]));
        for (const { values, provenance } of resolveRows(rows, 'locked').values()) {
          for (const field of FIELD_NAMES) {
            const source = provenance[field];
            if (!isEmpty(values, field) && field !== 'isProvisional') expect(source, field).toBeDefined();
            if (source === undefined || field === 'resultState' || field === 'state') continue;
            const told: object | undefined = rowAt.get(`${source.sourceId} ${source.remoteId}`);
            expect(told).toMatchObject({ [field]: values[field] });
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('waits for the bib before it is given, and keeps it once scoring has it', () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 0, max: 130 }), (seed, daysBefore) => {
        const event = eventOf(seed);
        const nowMs = event.startsAtMs - daysBefore * 86_400_000;
        const rows = viewOf(event, 'runsignup', nowMs).rows;
        for (const { entry, isWalkUp: walkUp, person } of madeOf(
          event,
          rows,
          resolveRows(rows, 'before-lock'),
        )) {
          if (walkUp || entry.registeredAtMs > nowMs) expect(person).toBeUndefined();
          else expect(person?.values.bib).toBe(entry.bibAtMs <= nowMs ? entry.bib : '');
        }
      }),
      { numRuns: 15 },
    );
  });
});

/** Registrations of other people, at a provider that tells of nobody else. */
function strangersOf(event: TrueEvent): ViewRow[] {
  return viewOf(event, 'runsignup', AFTER_RACE_MS).rows.map(({ entryId, row, record }) => {
    const told = {
      remoteId: `R${row.remoteId}`,
      lastName: `Stranger ${row.lastName}`,
      bib: `S${row.bib}`,
      email: '',
    };
    const key = `raceroster/${row.kind}/${told.remoteId}`;
    const place = { key, provider: 'raceroster', sourceId: 'source-raceroster' } as const;
    return { key, entryId, row: { ...row, ...told }, record: { ...record, ...told, ...place } };
  });
}
