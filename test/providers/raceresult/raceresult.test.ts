import type { ProviderParticipant, ProviderResult } from '@project88/core/providers/vocabulary.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { raceresult } from '../../../server/src/providers/raceresult/index.ts';
import { conformance } from '../kit/conformance.ts';
import { makeScenario, type TrueEvent } from '../kit/scenario.ts';
import { contextOf, readAll, type Subject, type SubjectList } from '../kit/subject.ts';
import { FakeRaceResult, RACERESULT_KEY } from './fake.ts';

const DAY_MS = 86_400_000;
const SPLITS = ['2.5K', '5K', '10K', '15K'].map((name) => ({ name, expression: `[${name}]` }));

interface Stand extends Subject {
  fake: FakeRaceResult;
  event: TrueEvent;
  list: Record<'events' | 'participants' | 'results', SubjectList>;
}

async function open(entries = 1_100): Promise<Stand> {
  const scenario = makeScenario(41, { events: 2, entries });
  const [event] = scenario.events;
  if (event === undefined) throw new Error('the scenario has no event');
  const fake = await FakeRaceResult.open(scenario, event.startsAtMs + DAY_MS);
  const partition = fake.eventIdOf(event);
  const people = () => event.entries.map((entry) => fake.idOf(event, entry));
  const list = {
    events: {
      stream: 'events',
      partition: '',
      expected: () => scenario.events.map((each) => fake.eventIdOf(each)),
    },
    // Contests and participants are numbered apart: the first numbers are those of both.
    participants: { stream: 'participants', partition, expected: people },
    results: { stream: 'results', partition, expected: people },
  } as const satisfies Record<string, SubjectList>;
  return {
    connector: raceresult,
    provider: fake.provider,
    fake,
    event,
    list,
    credential: RACERESULT_KEY,
    secrets: [RACERESULT_KEY.apiKey],
    settings: { gunTime: 'GunTime', chipTime: 'ChipTime', splits: SPLITS },
    lists: Object.values(list),
    ownFaults: [
      {
        name: 'a wrong key',
        arrange: () => ({ credential: { apiKey: 'another-key' } }),
        fault: 'auth-invalid',
      },
    ],
    skips: {
      'truncated passes':
        'Half of a sign-in is a text like a whole one; the provider refuses it, and that is all that can be known.',
    },
    close: () => fake.provider.close(),
  };
}

conformance('RACE RESULT', open);

describe('the traps of RACE RESULT', () => {
  let stand: Stand;
  beforeEach(async () => {
    stand = await open(140);
  });
  afterEach(() => stand.close());

  const mapped = async (list: SubjectList) => {
    const { rows } = await readAll(stand, list);
    const context = {
      settings: stand.settings as never,
      partition: list.partition,
      timeZone: 'America/New_York',
    };
    return rows.flatMap((row) => raceresult.map(row, context).entities);
  };
  const people = async () =>
    (await mapped(stand.list.participants)).filter(
      (each): each is ProviderParticipant => each.kind === 'participant',
    );

  it('signs in once for many calls, with a plain text, and again when the provider ended it', async () => {
    const context = contextOf(stand) as Parameters<typeof raceresult.check>[0];
    await raceresult.check(context);
    await raceresult.check(context);
    const logins = () => stand.provider.log.filter(({ path }) => path.endsWith('/login')).length;
    expect(logins()).toBe(1);
    stand.fake.signIns.clear();
    await expect(raceresult.check(context)).resolves.toMatchObject({ sees: '2 events.' });
    expect(logins()).toBe(2);
  });

  it('406 means too fast, and is waited for', async () => {
    const contexts = [contextOf(stand), contextOf(stand), contextOf(stand)];
    const checks = contexts.map((context) =>
      raceresult.check(context as Parameters<typeof raceresult.check>[0]),
    );
    const outcomes = await Promise.allSettled(checks);
    for (const outcome of outcomes) {
      // A sign-in changes something, so it is sent once; the job comes back to it.
      if (outcome.status === 'rejected') expect(outcome.reason.fault).toBe('rate-limited');
    }
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
  });

  it('rows are read in the order of the fields that were asked for', async () => {
    const found = await people();
    for (const entry of stand.event.entries) {
      const person = found.find(({ remoteId }) => remoteId === stand.fake.idOf(stand.event, entry));
      expect(person, entry.id).toMatchObject({
        firstName: entry.firstName,
        lastName: entry.lastName,
        bib: entry.bib,
        chips: [entry.chip],
        sex: entry.sex,
        raceId: String(stand.fake.contestOf(stand.event, entry.raceId)),
        foreignIds: entry.kind === 'plain' ? [`7${entry.id}`] : [],
      });
    }
  });

  it('rows of another length are not guessed at', async () => {
    const context = contextOf(stand) as Parameters<typeof raceresult.list>[0];
    const cut = {
      ...context,
      http: { call: async (call: never) => shortened(await context.http.call(call)) },
    };
    const pages = raceresult.list(cut, { ...stand.list.results, sinceMs: null, resume: null });
    await expect(drained(pages)).rejects.toMatchObject({ fault: 'contract-drift' });
  });

  it('a time, a word and a star share a column', async () => {
    const found = (await mapped(stand.list.results)) as ProviderResult[];
    for (const entry of stand.event.entries) {
      const result = found.find(({ remoteId }) => remoteId === stand.fake.idOf(stand.event, entry));
      expect(result, entry.id).toMatchObject({
        gunTimeMs: entry.run.gunTimeMs,
        chipTimeMs: entry.run.chipTimeMs,
        state: entry.run.state,
        places: entry.run.places,
        splits: entry.run.splits,
      });
    }
    stand.provider.nowMs = stand.event.startsAtMs - 1;
    const before = (await mapped(stand.list.results)) as ProviderResult[];
    expect(before.every(({ state, gunTimeMs }) => state === 'unknown' && gunTimeMs === null)).toBe(true);
  });

  it('30 December 1899 is no birth date, and 0 is no bib', async () => {
    stand.provider.nowMs = stand.event.startsAtMs - 200 * DAY_MS;
    const found = await people();
    expect(found.every(({ bib }) => bib === '')).toBe(true);
    const nobody = stand.event.entries.find(({ kind }) => kind === 'namesake');
    if (nobody === undefined) throw new Error('the scenario has no namesakes');
    const person = found.find(({ remoteId }) => remoteId === stand.fake.idOf(stand.event, nobody));
    expect(person?.birthDate).toBeNull();
  });

  it('a message tells where to look, the same one twice is one, and anything else is none', () => {
    const deliver = (text: string) => raceresult.webhook?.read({ headers: {}, body: Buffer.from(text) }, []);
    const told = '{"EventID":310000,"WebHookID":4,"TimeStamp":"2031-06-07T09:00:00Z","Values":{"Bib":7}}';
    expect(deliver(told)).toEqual(deliver(told));
    expect(deliver(told)?.refs).toEqual([
      { stream: 'participants', partition: '310000' },
      { stream: 'results', partition: '310000' },
    ]);
    for (const other of ['', '<html>', '[]', '{"EventID":"../x","WebHookID":1}', '{"EventID":null}']) {
      expect(deliver(other)).toBeNull();
    }
  });
});

/** The same answer, of which each row has lost its last field. */
function shortened<T extends { text: string }>(answer: T): T {
  if (!answer.text.startsWith('[[')) return answer;
  const rows = (JSON.parse(answer.text) as unknown[][]).map((row) => row.slice(0, -1));
  return { ...answer, text: JSON.stringify(rows) };
}

async function drained(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const _page of pages);
}
