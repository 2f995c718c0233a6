import { describe, expect, it } from 'vitest';
import { instantMs } from '../../time/units.ts';
import type { ProviderResult } from '../vocabulary.ts';
import type { Observation, ResolveContext, Source } from './observation.ts';
import { DEFAULT_PRECEDENCE } from './precedence.ts';
import { resolveResult } from './result.ts';
import { witnessesOf } from './witness.ts';

const SOURCES: Source[] = [
  { sourceId: 'timing', provider: 'ctlive', role: 'scoring', priority: 1, isActive: true },
  { sourceId: 'timing2', provider: 'copernico', role: 'scoring', priority: 2, isActive: true },
  { sourceId: 'reg', provider: 'runsignup', role: 'registration', priority: 1, isActive: true },
];
const NO_PLACES = { overall: null, sex: null, division: null };
const RESULT: ProviderResult = {
  ...{
    kind: 'result',
    remoteId: '1',
    eventId: 'e',
    raceId: 'r',
    participantId: '',
    foreignIds: [],
    bib: '12',
  },
  ...{
    firstName: '',
    lastName: '',
    sex: 'U',
    age: null,
    city: '',
    region: '',
    country: '',
    team: '',
    division: '',
  },
  ...{ gunTimeMs: null, chipTimeMs: null, splits: [], places: NO_PLACES, state: 'finished' },
  ...{ isProvisional: false, isRetracted: false, changedAtMs: null },
};

function row(
  sourceId: string,
  fields: Partial<ProviderResult>,
  more: Partial<Observation> = {},
): Observation {
  const told = { ...RESULT, ...fields };
  const key = `${sourceId}/${told.remoteId}`;
  return {
    key,
    sourceId,
    row: told,
    raceId: 'r',
    observedAtMs: instantMs(1_000),
    isGone: false,
    cleared: [],
    ...more,
  };
}

function say(observations: Observation[], primary?: string) {
  const context: ResolveContext = {
    phase: 'locked',
    precedence: DEFAULT_PRECEDENCE,
    sources: new Map(SOURCES.map((source) => [source.sourceId, source])),
    primaryOf: new Map(primary === undefined ? [] : [['r', primary]]),
  };
  return resolveResult(witnessesOf(observations, context), 'r', context);
}

describe('resolveResult', () => {
  it('takes one source per race, and another when somebody promotes it', () => {
    const rows = [
      row('timing2', { gunTimeMs: 200_000 }),
      row('timing', { gunTimeMs: 100_000 }),
      row('reg', { gunTimeMs: 300_000 }),
    ];
    expect(say(rows)?.values.gunTimeMs).toBe(100_000);
    expect(say(rows, 'timing2')?.values.gunTimeMs).toBe(200_000);
    expect(say([])).toBeNull();
  });

  it('shows where the others differ: a second, a place, a status', () => {
    const places = { ...NO_PLACES, overall: 3 };
    const mine = row('timing', { gunTimeMs: 100_000, chipTimeMs: 90_000, places });
    const close = row('timing2', { gunTimeMs: 101_000, chipTimeMs: 90_000, places });
    expect(say([mine, close])?.conflicts).toEqual([]);
    const far = row('timing2', {
      gunTimeMs: 101_001,
      places: { ...NO_PLACES, overall: 4 },
      state: 'disqualified',
    });
    expect(say([mine, far])?.conflicts.map(({ field }) => field)).toEqual([
      'gunTimeMs',
      'places',
      'resultState',
    ]);
  });

  it('says when the source that counts does not have the result', () => {
    const outcome = say([row('timing2', { gunTimeMs: 100_000 })], 'timing');
    expect(outcome?.values.gunTimeMs).toBe(100_000);
    expect(outcome?.conflicts).toMatchObject([{ reason: 'not-in-primary' }]);
  });

  it('fills what the first does not know, but no places', () => {
    const splits = [{ name: '5K', timeMs: 50_000 }];
    const other = row('timing2', {
      gunTimeMs: 100_000,
      chipTimeMs: 90_000,
      splits,
      places: { ...NO_PLACES, overall: 3 },
    });
    const outcome = say([row('timing', { gunTimeMs: 100_500 }), other]);
    expect(outcome?.values).toMatchObject({
      gunTimeMs: 100_500,
      chipTimeMs: 90_000,
      splits,
      places: NO_PLACES,
    });
    expect(outcome?.provenance.chipTimeMs).toMatchObject({ provider: 'copernico', rule: 'fill-in' });
  });

  it('gives nobody a time whom the first did not see finish', () => {
    const outcome = say([row('timing', { state: 'did-not-finish' }), row('timing2', { gunTimeMs: 100_000 })]);
    expect(outcome?.values).toMatchObject({ resultState: 'did-not-finish', gunTimeMs: null });
  });

  it('does not let a feed that knows nothing undo what another knows', () => {
    const outcome = say([
      row('timing', { state: 'not-started' }),
      row('timing2', { state: 'did-not-finish' }),
    ]);
    expect(outcome?.values.resultState).toBe('did-not-finish');
  });

  it('has no result when the source that counts took it back, or has the row no more', () => {
    const other = row('timing2', { gunTimeMs: 100_000 });
    for (const gone of [
      row('timing', { isRetracted: true, gunTimeMs: 1 }),
      row('timing', { gunTimeMs: 1 }, { isGone: true }),
    ]) {
      const outcome = say([gone, other]);
      expect(outcome).toMatchObject({
        isRetracted: true,
        values: { gunTimeMs: null, resultState: 'unknown' },
      });
      expect(outcome?.provenance.gunTimeMs).toMatchObject({ provider: 'ctlive', rule: 'retracted' });
    }
    const cleared = say([row('timing', { state: 'started' }, { cleared: ['gunTimeMs'] }), other]);
    expect(cleared?.values.gunTimeMs).toBeNull();
  });

  it('lets official rows of a source stand before provisional ones, however new', () => {
    const official = row('timing', { remoteId: 'a', gunTimeMs: 1_000, changedAtMs: instantMs(1) });
    const provisional = row('timing', {
      remoteId: 'b',
      gunTimeMs: 2_000,
      isProvisional: true,
      changedAtMs: instantMs(9),
    });
    expect(say([provisional, official])?.values).toMatchObject({ gunTimeMs: 1_000, isProvisional: false });
    expect(say([provisional])?.values.isProvisional).toBe(true);
    const retracted = row('timing', { remoteId: 'a', isRetracted: true });
    expect(say([provisional, retracted])?.values.gunTimeMs).toBe(2_000);
  });
});
