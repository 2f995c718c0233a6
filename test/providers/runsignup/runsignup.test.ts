import type { ProviderParticipant, ProviderResult } from '@project88/core/providers/vocabulary.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runsignup } from '../../../server/src/providers/runsignup/index.ts';
import { conformance } from '../kit/conformance.ts';
import { makeScenario, type Scenario, type TrueEvent } from '../kit/scenario.ts';
import { contextOf, readAll, type Subject, type SubjectList } from '../kit/subject.ts';
import { isWalkUp } from '../kit/views.ts';
import { FakeRunSignUp, RUNSIGNUP_KEY } from './fake.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

interface Stand extends Subject {
  fake: FakeRunSignUp;
  event: TrueEvent;
  settings: { privateResults: boolean };
  list: Record<'events' | 'participants' | 'removals' | 'results', SubjectList>;
}

/** Two events, of which the first is over at the fake's moment. */
async function open(entries = 450): Promise<Stand> {
  const scenario: Scenario = makeScenario(11, { events: 2, entries });
  const [event] = scenario.events;
  if (event === undefined) throw new Error('the scenario has no event');
  const fake = await FakeRunSignUp.open(scenario, event.startsAtMs + DAY_MS);
  const partition = fake.partition(event);
  const gone = event.entries.filter((entry, at) => !isWalkUp(entry, at)).slice(0, 3);
  for (const [at, entry] of gone.entries()) {
    const reason = ['removed', 'transferred', 'deferred'][at] ?? 'removed';
    const became = reason === 'transferred' ? 79_000_001 : null;
    fake.removed.set(fake.registrationOf(event, entry), { atMs: event.startsAtMs - DAY_MS, reason, became });
  }
  const setOf = (raceId: string) => fake.eventIdOf(event, raceId) * 10;
  const list = {
    events: {
      stream: 'events',
      partition: '',
      expected: () =>
        scenario.events.flatMap((each) => [
          fake.partition(each),
          ...each.races.map(({ id }) => String(fake.eventIdOf(each, id))),
        ]),
    },
    participants: {
      stream: 'participants',
      partition,
      expected: () => fake.entriesOf(event).map((entry) => String(fake.registrationOf(event, entry))),
    },
    removals: { stream: 'removals', partition, expected: () => [...fake.removed.keys()].map(String) },
    results: {
      stream: 'results',
      partition,
      expected: () =>
        event.entries
          .filter((entry, at) => !isWalkUp(entry, at))
          .map((entry) => `${setOf(entry.raceId)}/${fake.registrationOf(event, entry)}`),
    },
  } as const satisfies Record<string, SubjectList>;
  return {
    connector: runsignup,
    provider: fake.provider,
    fake,
    event,
    list,
    credential: RUNSIGNUP_KEY,
    secrets: Object.values(RUNSIGNUP_KEY),
    settings: { privateResults: false },
    lists: Object.values(list),
    ownFaults: [
      {
        name: 'a key that nobody knows',
        arrange: () => ({ credential: { apiKey: 'other', apiSecret: 'other-secret' } }),
        fault: 'auth-invalid',
      },
    ],
    skips: {},
    close: () => fake.provider.close(),
  };
}

conformance('RunSignUp', open);

describe('the traps of RunSignUp', () => {
  let stand: Stand;
  beforeEach(async () => {
    stand = await open(120);
  });
  afterEach(() => stand.close());

  const mapped = async (list: SubjectList, sinceMs: number | null = null) => {
    const { rows } = await readAll(stand, list, { sinceMs });
    const context = { settings: stand.settings, partition: list.partition, timeZone: null };
    return rows.flatMap((row) => runsignup.map(row, context).entities);
  };
  const people = async (sinceMs: number | null = null) =>
    (await mapped(stand.list.participants, sinceMs)) as ProviderParticipant[];

  it('errors come with status 200, each with its meaning', async () => {
    const context = contextOf(stand) as Parameters<typeof runsignup.check>[0];
    const faultOf = (partition: string) =>
      readAll(stand, { ...stand.list.participants, partition }).catch(({ fault }) => fault);
    expect(await faultOf('999@2031-06-07')).toBe('not-found');
    expect(await faultOf('words')).toBe('not-found');
    const wrong = { ...context, credential: { apiKey: 'a', apiSecret: 'b' } };
    await expect(runsignup.check(wrong)).rejects.toMatchObject({ fault: 'auth-invalid' });
    await expect(runsignup.check(context)).resolves.toMatchObject({ sees: 'Several races.' });
  });

  it('the people of every element of the array are read, beside the event whose own list is empty', async () => {
    const found = await people();
    const races = new Set(found.map(({ raceId }) => raceId));
    expect(races.size).toBe(2);
    expect(found).toHaveLength(stand.fake.entriesOf(stand.event).length);
  });

  it('changes are asked for in whole Unix seconds, and the second itself counts', async () => {
    const all = await people();
    const atMs = Number(all.map(({ changedAtMs }) => changedAtMs).sort()[60]);
    const found = await people(atMs + 999);
    const expected = all.filter(({ changedAtMs }) => Number(changedAtMs) >= Math.floor(atMs / 1_000) * 1_000);
    expect(found.map(({ remoteId }) => remoteId).sort()).toEqual(
      expected.map(({ remoteId }) => remoteId).sort(),
    );
    const asked = stand.provider.log.map(({ query }) => query.get('modified_after_timestamp'));
    expect(asked).toContain(String(Math.floor(atMs / 1_000)));
  });

  it('who is gone comes from a feed of its own, with the reason and what it became', async () => {
    const gone = (await mapped(stand.list.removals)) as ProviderParticipant[];
    expect(gone.map(({ state, becameId }) => [state, becameId]).sort()).toEqual([
      ['deferred', ''],
      ['transferred', '79000001'],
      ['withdrawn', ''],
    ]);
    const ids = new Set((await people()).map(({ remoteId }) => remoteId));
    expect(gone.some(({ remoteId }) => ids.has(remoteId))).toBe(false);
    expect(await mapped(stand.list.removals, stand.event.startsAtMs)).toEqual([]);
  });

  it('registration ids run parallel to the results', async () => {
    const results = (await mapped(stand.list.results)) as ProviderResult[];
    for (const [at, entry] of stand.event.entries.entries()) {
      if (isWalkUp(entry, at)) continue;
      const id = String(stand.fake.registrationOf(stand.event, entry));
      const result = results.find(({ participantId }) => participantId === id);
      expect(result, entry.id).toMatchObject({
        bib: entry.bib,
        gunTimeMs: entry.run.gunTimeMs,
        chipTimeMs: entry.run.chipTimeMs,
        state: entry.run.state,
        places: { overall: entry.run.places.overall },
      });
      expect(result?.splits).toEqual(entry.run.splits);
    }
  });

  it('a set that is not published is not read, unless it is wanted; a preliminary one says so', async () => {
    const published = (await mapped(stand.list.results)) as ProviderResult[];
    expect(published.every(({ isProvisional }) => !isProvisional)).toBe(true);
    stand.settings = { privateResults: true };
    stand.fake.isPreliminary = true;
    const all = (await mapped(stand.list.results)) as ProviderResult[];
    expect(all).toHaveLength(published.length * 2);
    expect(all.every(({ isProvisional }) => isProvisional)).toBe(true);
  });

  it('the format is named in every call: without it the answer is XML', async () => {
    for (const list of Object.values(stand.list)) await readAll(stand, list);
    expect(stand.provider.log.every(({ query }) => query.get('format') === 'json')).toBe(true);
    const answer = await fetch(`${stand.provider.url}/races`);
    expect(await answer.text()).toContain('<?xml');
  });

  it('a bib that is given late is a change; a number and a text are both bibs', async () => {
    const late = stand.event.entries.find(({ bibAtMs, registeredAtMs }) => bibAtMs > registeredAtMs);
    if (late === undefined) throw new Error('everybody has their bib at once');
    stand.provider.nowMs = late.bibAtMs - HOUR_MS;
    const id = String(stand.fake.registrationOf(stand.event, late));
    const bibOf = (found: ProviderParticipant[]) => found.find(({ remoteId }) => remoteId === id)?.bib;
    const before = bibOf(await people());
    if (before === undefined) return;
    expect(before).toBe('');
    stand.provider.nowMs = late.bibAtMs + 1_000;
    expect(bibOf(await people(late.bibAtMs - 10_000))).toBe(late.bib);
    stand.provider.nowMs = stand.event.startsAtMs + DAY_MS;
    const bibs = (await people()).map(({ bib }) => bib);
    expect(bibs.some((bib) => /^0\d/.test(bib)) && bibs.some((bib) => bib.endsWith('A'))).toBe(true);
  });

  it('an event is one date of a race, in the race’s own zone', async () => {
    const found = await mapped(stand.list.events);
    const [event] = found.filter(({ kind }) => kind === 'event');
    expect(event).toMatchObject({
      remoteId: stand.fake.partition(stand.event),
      seriesId: String(stand.fake.raceIdOf(stand.event)),
      name: stand.event.name,
      startDate: stand.event.startDate,
      timeZone: stand.event.timeZone,
    });
    const races = found.filter(({ kind }) => kind === 'race').slice(0, 2);
    expect(races).toMatchObject(
      stand.event.races.map(({ startsAtMs, distanceM }) => ({
        startsAtMs,
        distanceM: expect.closeTo(distanceM, -2),
      })),
    );
  });
});
