import { describe, expect, it } from 'vitest';
import { instantMs } from '../../time/units.ts';
import type { ProviderParticipant, ProviderResult } from '../vocabulary.ts';
import {
  clearedFields,
  type Observation,
  type Overrides,
  type ResolveContext,
  type Source,
} from './observation.ts';
import { DEFAULT_PRECEDENCE, type Phase } from './precedence.ts';
import { type Resolved, type ResolveInput, resolve } from './resolve.ts';

const SOURCES: Source[] = [
  { sourceId: 'reg', provider: 'runsignup', role: 'registration', priority: 1, isActive: true },
  { sourceId: 'reg2', provider: 'eventbrite', role: 'registration', priority: 2, isActive: true },
  { sourceId: 'timing', provider: 'ctlive', role: 'scoring', priority: 1, isActive: true },
  { sourceId: 'timing2', provider: 'copernico', role: 'scoring', priority: 2, isActive: true },
];

function contextOf(phase: Phase, more: Partial<ResolveContext> = {}): ResolveContext {
  const sources = new Map(SOURCES.map((source) => [source.sourceId, source]));
  return { phase, precedence: DEFAULT_PRECEDENCE, sources, primaryOf: new Map(), ...more };
}

const PERSON: ProviderParticipant = {
  ...{ kind: 'participant', remoteId: '1', eventId: 'e', raceId: 'r', personId: '', foreignIds: [] },
  ...{
    firstName: '',
    lastName: '',
    bib: '',
    chips: [],
    sex: 'U',
    birthDate: null,
    age: null,
    email: '',
    phone: '',
  },
  ...{
    city: '',
    region: '',
    country: '',
    team: '',
    wave: '',
    division: '',
    state: 'registered',
    becameId: '',
  },
  isIdentityShared: false,
  changedAtMs: null,
};
const RESULT: ProviderResult = {
  ...{ kind: 'result', remoteId: '1', eventId: 'e', raceId: 'r', participantId: '', foreignIds: [], bib: '' },
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
  ...{ gunTimeMs: null, chipTimeMs: null, splits: [], places: { overall: null, sex: null, division: null } },
  ...{ state: 'finished', isProvisional: false, isRetracted: false, changedAtMs: null },
};

function told(
  sourceId: string,
  row: ProviderParticipant | ProviderResult,
  more: Partial<Observation> = {},
): Observation {
  const key = `${sourceId}/${row.kind}/${row.remoteId}`;
  return {
    key,
    sourceId,
    row,
    raceId: 'r',
    observedAtMs: instantMs(1_000),
    isGone: false,
    cleared: [],
    ...more,
  };
}
const person = (sourceId: string, fields: Partial<ProviderParticipant>, more?: Partial<Observation>) =>
  told(sourceId, { ...PERSON, ...fields }, more);
const result = (sourceId: string, fields: Partial<ProviderResult>, more?: Partial<Observation>) =>
  told(sourceId, { ...RESULT, ...fields }, more);

function say(
  observations: Observation[],
  phase: Phase = 'locked',
  more: Partial<ResolveInput> = {},
  context = contextOf(phase),
) {
  return resolve({ observations, overrides: null, previous: null, hasReads: false, ...more }, context);
}
const ruleOf = ({ provenance }: Resolved, field: 'bib' | 'firstName' | 'state' | 'gunTimeMs' | 'city') =>
  [provenance[field]?.provider, provenance[field]?.rule].join(' ');

describe('who is asked first', () => {
  const registration = person('reg', { firstName: 'Ada', lastName: 'Dunmore', bib: '12', team: 'Old' });
  const scoring = person('timing', {
    firstName: 'ADA',
    lastName: 'DUNMORE',
    bib: '15',
    team: 'New',
    wave: 'B',
  });

  it.each<[Phase, string, string, string]>([
    ['before-lock', '12', 'Ada', 'Old'],
    ['locked', '15', 'Ada', 'Old'],
    ['official', '15', 'Ada', 'New'],
  ])('%s: bib %s, %s, team %s', (phase, bib, firstName, team) => {
    expect(say([scoring, registration], phase).values).toMatchObject({ bib, firstName, team, wave: 'B' });
  });

  it('is data that an event can change', () => {
    const bib = {
      'before-lock': ['scoring'],
      locked: ['registration', 'scoring'],
      official: 'frozen',
    } as const;
    const precedence = { ...DEFAULT_PRECEDENCE, bib };
    expect(say([scoring, registration], 'locked', {}, contextOf('locked', { precedence })).values.bib).toBe(
      '12',
    );
  });

  it('asks the next one where the first has none, and says so', () => {
    const resolved = say([person('reg', { firstName: 'Ada' }), person('reg2', { bib: '12' })], 'before-lock');
    expect(resolved.values.bib).toBe('12');
    expect(ruleOf(resolved, 'bib')).toBe('eventbrite owner');
    expect(ruleOf(say([person('reg', {}), scoring], 'before-lock'), 'bib')).toBe('ctlive fill-in');
  });

  it('takes names and addresses whole from one row', () => {
    const { values } = say([
      person('reg', { lastName: 'Dunmore', city: 'Saltmarsh' }),
      person('timing', { firstName: 'ADA', lastName: 'DUNMORE', city: 'FERN HOLLOW', region: 'CO' }),
    ]);
    expect(values).toMatchObject({ firstName: '', lastName: 'Dunmore', city: 'Saltmarsh', region: '' });
  });

  it('asks whoever paid last', () => {
    const buyer = person('reg', { firstName: 'Bo', lastName: 'Poe', isIdentityShared: true });
    expect(say([buyer, person('timing', { firstName: 'ADA', lastName: 'DUNMORE' })]).values.firstName).toBe(
      'ADA',
    );
    expect(say([buyer]).values.firstName).toBe('Bo');
  });

  it('takes the newest of two rows of one provider, by the provider’s own time', () => {
    const rows = [
      result('timing', { remoteId: '1', gunTimeMs: 1, changedAtMs: instantMs(5) }),
      result('timing', { remoteId: '2', gunTimeMs: 2, changedAtMs: instantMs(9) }),
    ];
    expect(say(rows).values.gunTimeMs).toBe(2);
    expect(say(rows.reverse()).values.gunTimeMs).toBe(2);
  });

  it('marks what comes from a connection that is off, and keeps it', () => {
    const sources = new Map(
      SOURCES.map((source) => [source.sourceId, { ...source, isActive: source.sourceId !== 'reg' }]),
    );
    const resolved = say([registration, scoring], 'before-lock', {}, contextOf('before-lock', { sources }));
    expect(resolved.values.bib).toBe('12');
    expect(resolved.provenance.bib?.isStale).toBe(true);
  });
});

describe('taking values back', () => {
  it('lets nothing beat a value, unless the one who is asked first took its own back', () => {
    const scoring = person('timing', { bib: '15' });
    expect(say([person('reg', {}), scoring], 'before-lock').values.bib).toBe('15');
    const cleared = say([person('reg', {}, { cleared: ['bib'] }), scoring], 'before-lock');
    expect(cleared.values.bib).toBe('');
    expect(ruleOf(cleared, 'bib')).toBe('runsignup retracted');
    expect(say([person('reg', {}, { cleared: ['bib'] }), scoring], 'locked').values.bib).toBe('15');
  });

  it('lets only the one who is asked first take a value back', () => {
    const rows = [person('timing', {}, { cleared: ['bib'] }), person('timing2', { bib: '15' })];
    expect(say(rows, 'before-lock').values.bib).toBe('15');
    expect(say(rows, 'locked').values.bib).toBe('');
  });

  it('remembers what a row emptied until it is filled again', () => {
    const before = person('reg', { bib: '12', city: 'Saltmarsh' });
    expect(clearedFields(null, before.row)).toEqual([]);
    const cleared = clearedFields(before, { ...PERSON, city: 'Saltmarsh' });
    expect(cleared).toEqual(['bib']);
    expect(clearedFields({ row: PERSON, cleared }, PERSON)).toEqual(['bib']);
    expect(clearedFields({ row: PERSON, cleared }, { ...PERSON, bib: '13' })).toEqual([]);
  });
});

describe('what somebody typed', () => {
  const typed: Overrides = {
    values: { bib: '99', city: '' },
    by: { bib: { userId: 'u', atMs: instantMs(7) }, city: { userId: 'u', atMs: instantMs(7) } },
  };

  it('stands above all in every phase, empty values too, and settles the question', () => {
    for (const phase of ['before-lock', 'locked', 'official'] as const) {
      const rows = [person('reg', { bib: '12', city: 'Saltmarsh' }), person('timing', { bib: '15' })];
      const resolved = say(rows, phase, { overrides: typed });
      expect(resolved.values).toMatchObject({ bib: '99', city: '' });
      expect(ruleOf(resolved, 'bib')).toBe('manual manual');
      expect(resolved.conflicts).toEqual([]);
    }
  });

  it('is gone when it is released, also after the freeze', () => {
    const rows = [person('reg', { city: 'Saltmarsh' })];
    const previous = say(rows, 'official', { overrides: typed });
    expect(say(rows, 'official', { previous }).values.city).toBe('Saltmarsh');
  });
});

describe('official results', () => {
  it('freeze names and registrations, and not the results', () => {
    const previous = say([
      person('reg', { firstName: 'Ada', lastName: 'Dunmore' }),
      result('timing', { gunTimeMs: 1 }),
    ]);
    const rows = [
      person('reg', { firstName: 'Eve', lastName: 'Dunmore', state: 'withdrawn' }),
      result('timing', { gunTimeMs: 2 }),
    ];
    const resolved = say(rows, 'official', { previous });
    expect(resolved.values).toMatchObject({ firstName: 'Ada', state: 'registered', gunTimeMs: 2 });
    expect(ruleOf(resolved, 'firstName')).toBe('runsignup frozen');
    expect(say(rows, 'official', { previous: resolved })).toEqual(resolved);
  });
});

describe('registrations that end', () => {
  const withdrawn = [person('reg', { state: 'withdrawn', bib: '12' }), person('timing', { bib: '12' })];

  it('withdraws by what registration says, or when the row is there no more', () => {
    expect(say(withdrawn).values.state).toBe('withdrawn');
    expect(say([person('reg', {}, { isGone: true })]).values.state).toBe('withdrawn');
  });

  it('asks somebody first when the bib has been read', () => {
    const resolved = say(withdrawn, 'locked', { hasReads: true });
    expect(resolved.values.state).toBe('registered');
    expect(ruleOf(resolved, 'state')).toBe('runsignup unconfirmed');
    expect(resolved.conflicts).toMatchObject([
      { field: 'state', reason: 'unconfirmed', values: [{ value: 'withdrawn' }] },
    ]);
    expect(say(withdrawn, 'before-lock', { hasReads: true }).values.state).toBe('withdrawn');
  });
});

describe('conflicts', () => {
  it('names values that matter, the one that counts first', () => {
    const { conflicts } = say([
      person('reg', { bib: '12', birthDate: '1990-01-02' }),
      person('timing', { bib: '15', birthDate: '1990-02-01' }),
    ]);
    expect(conflicts.map(({ field, values }) => [field, ...values.map(({ value }) => value)])).toEqual([
      ['birthDate', '1990-01-02', '1990-02-01'],
      ['bib', '15', '12'],
    ]);
  });

  it('does not care for capitals and accents', () => {
    const rows = [
      person('reg', { firstName: 'Zoë', lastName: 'Groß' }),
      person('timing', { firstName: 'ZOE', lastName: 'GROSS' }),
    ];
    expect(say(rows).conflicts).toEqual([]);
    expect(say([...rows, person('timing2', { firstName: 'Bo', lastName: 'Groß' })]).conflicts).toHaveLength(
      1,
    );
  });
});
