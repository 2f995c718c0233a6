import { describe, expect, it } from 'vitest';
import { FIRST_GUN_MS, makeScenario, type TrueEvent } from '../../../../test/providers/kit/scenario.ts';
import { VIEW_PROVIDERS, type ViewRow, viewOf } from '../../../../test/providers/kit/views.ts';
import { instantMs } from '../../time/units.ts';
import type { Observation, ResolveContext, Source } from '../resolve/observation.ts';
import { DEFAULT_PRECEDENCE, type SourceRole } from '../resolve/precedence.ts';
import { type EventKnowledge, type Settled, settle } from './settle.ts';

const AFTER_RACE_MS = FIRST_GUN_MS + 86_400_000;
const EVENT = makeScenario(7, { entries: 60, tricky: 0.3 }).events[0] as TrueEvent;
const ROWS = VIEW_PROVIDERS.flatMap((provider) => viewOf(EVENT, provider, AFTER_RACE_MS).rows);

const ROLES: Record<(typeof VIEW_PROVIDERS)[number], [SourceRole, number]> = {
  runsignup: ['registration', 1],
  eventbrite: ['registration', 2],
  ctlive: ['scoring', 1],
  copernico: ['scoring', 2],
};
const SOURCES = VIEW_PROVIDERS.map((provider): [string, Source] => {
  const [role, priority] = ROLES[provider];
  return [`source-${provider}`, { sourceId: `source-${provider}`, provider, role, priority, isActive: true }];
});
const CONTEXT: ResolveContext = {
  phase: 'locked',
  precedence: DEFAULT_PRECEDENCE,
  sources: new Map(SOURCES),
  primaryOf: new Map(),
};
const NOTHING: EventKnowledge = {
  observations: [],
  decisions: [],
  known: new Map(),
  previous: new Map(),
  overrides: new Map(),
  readIds: new Set(),
  races: new Map(
    EVENT.races.map(({ id, distanceM }) => [id, { distanceM, day: EVENT.startDate, isOnFoot: true }]),
  ),
};

function observationOf({ key, row, record: { sourceId, raceId } }: ViewRow): Observation {
  return { key, sourceId, row, raceId, observedAtMs: instantMs(AFTER_RACE_MS), isGone: false, cleared: [] };
}

/** What is known after a sync said `before`, when these rows come. */
function after(
  before: Settled | null,
  rows: readonly ViewRow[],
  more: Partial<EventKnowledge> = {},
): EventKnowledge {
  const people = before?.people ?? [];
  return {
    ...NOTHING,
    observations: rows.map(observationOf),
    known: new Map(people.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const))),
    previous: new Map(people.map(({ id, resolved }) => [id, resolved])),
    ...more,
  };
}

/** Identifiers that count up, beginning with a letter of the caller. */
function counter(letter: string): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `${letter}${String(last).padStart(5, '0')}`;
  };
}

const first = settle(after(null, ROWS), CONTEXT, counter('a'));

describe('settle', () => {
  it('makes people of rows, and of nothing new nothing', () => {
    expect(first.people).toHaveLength(EVENT.entries.length);
    expect(first.changes.counts).toMatchObject({ created: EVENT.entries.length, updated: 0 });
    const again = settle(after(first, ROWS), CONTEXT, counter('b'));
    expect(again.people).toEqual(first.people);
    expect(again.changes.counts).toMatchObject({
      created: 0,
      updated: 0,
      withdrawn: 0,
      unchanged: EVENT.entries.length,
    });
  });

  it('gives the same people their identifiers, in whatever order the sources came', () => {
    const steps = ['copernico', 'eventbrite', 'runsignup', 'ctlive'].map((provider) =>
      ROWS.filter(({ key }) => key.startsWith(provider)),
    );
    let known: Settled | null = null;
    let rows: ViewRow[] = [];
    const makeId = counter('c');
    for (const step of steps) {
      rows = [...rows, ...step];
      known = settle(after(known, rows), CONTEXT, makeId);
    }
    const made = (settled: Settled | null) =>
      settled?.people.map(({ keys, resolved }) => ({ keys, resolved }));
    expect(made(known)).toEqual(made(first));
    expect(known?.changes.counts.withdrawn).toBe(0);
  });

  it('tells a bib swap as two changes and nothing else', () => {
    const isSwapped = ({ key }: ViewRow) => key.startsWith('ctlive/participant');
    const [one, other] = EVENT.entries.filter(({ kind }) => kind === 'plain');
    const swapped = ROWS.map((viewRow) => {
      const bib =
        viewRow.entryId === one?.id ? other?.bib : viewRow.entryId === other?.id ? one?.bib : undefined;
      if (bib === undefined || !isSwapped(viewRow)) return viewRow;
      return { ...viewRow, row: { ...viewRow.row, bib } };
    });
    const { changes } = settle(after(first, swapped), CONTEXT, counter('d'));
    expect(changes.counts).toMatchObject({ created: 0, updated: 2, withdrawn: 0 });
    expect(changes.samples.flatMap(({ fields }) => fields.map(({ field }) => field))).toEqual(['bib', 'bib']);
  });

  it('parts people again when somebody says so, and one of both keeps the identifier', () => {
    const person = first.people.find(
      ({ keys }) => keys.some((key) => key.startsWith('runsignup')) && keys.length > 1,
    );
    const [a = '', b = ''] = [
      person?.keys.find((key) => key.startsWith('ctlive')),
      person?.keys.find((key) => key.startsWith('runsignup')),
    ];
    const decisions = [{ a, b, verdict: 'different', decidedAtMs: 1 } as const];
    const { people } = settle(after(first, ROWS, { decisions }), CONTEXT, counter('e'));
    const holders = people.filter(({ keys }) => keys.includes(a) || keys.includes(b)).map(({ id }) => id);
    expect(holders).toHaveLength(2);
    expect(holders).toContain(person?.id);
    const rejoined = settle(after({ ...first, people }, ROWS), CONTEXT, counter('f'));
    expect(rejoined.people.map(({ id }) => id)).toEqual(first.people.map(({ id }) => id));
  });

  it('counts as withdrawn who is in no list any more, and ignores connections that the event does not know', () => {
    const [gone] = first.people;
    const rest = ROWS.filter(({ key }) => !gone?.keys.includes(key));
    expect(settle(after(first, rest), CONTEXT, counter('g')).changes.samples).toMatchObject([
      { id: gone?.id, kind: 'withdrawn' },
    ]);
    const strange = ROWS.map((viewRow) => ({
      ...viewRow,
      record: { ...viewRow.record, sourceId: 'elsewhere' },
    }));
    expect(settle(after(null, strange), CONTEXT, counter('h')).people).toEqual([]);
  });

  it('shows relay legs with their one bib as what they are: two with one bib', () => {
    const legs = EVENT.entries.filter(({ kind }) => kind === 'relay-leg').length;
    expect(first.issues.filter(({ code }) => code === 'bib-twice')).toHaveLength(legs);
  });
});
