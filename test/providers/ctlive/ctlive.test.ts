import type { ProviderParticipant, ProviderResult } from '@project88/core/providers/vocabulary.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ctlive } from '../../../server/src/providers/ctlive/index.ts';
import { conformance } from '../kit/conformance.ts';
import { makeScenario, type TrueEvent } from '../kit/scenario.ts';
import { contextOf, readAll, type Subject, type SubjectList } from '../kit/subject.ts';
import { CTLIVE_ACCOUNT, FakeCtLive } from './fake.ts';

const DAY_MS = 86_400_000;
const { clientId, clientSecret, user, password, passwordSha1 } = CTLIVE_ACCOUNT;
const OAUTH = { kind: 'oauth', clientId, clientSecret, user, password } as const;
const BASIC = { kind: 'basic', clientId, user, password } as const;
const SHA1 = { kind: 'sha1', clientId, user, passwordSha1 } as const;

interface Stand extends Subject {
  fake: FakeCtLive;
  event: TrueEvent;
  list: Record<'events' | 'participants' | 'results', SubjectList>;
}

async function open(entries = 230): Promise<Stand> {
  const scenario = makeScenario(23, { events: 2, entries });
  const [event] = scenario.events;
  if (event === undefined) throw new Error('the scenario has no event');
  const fake = await FakeCtLive.open(scenario, event.startsAtMs + DAY_MS);
  const partition = fake.eventIdOf(event);
  const hasRow = ({ run }: TrueEvent['entries'][number]) => run.gunTimeMs !== null || run.splits.length > 0;
  const list = {
    events: {
      stream: 'events',
      partition: '',
      expected: () => scenario.events.map((each) => fake.eventIdOf(each)),
    },
    participants: {
      stream: 'participants',
      partition,
      expected: () => [
        ...event.races.map(({ id }) => fake.raceIdOf(event, id)),
        ...event.entries.map((entry) => fake.entryIdOf(event, entry)),
      ],
    },
    results: {
      stream: 'results',
      partition,
      expected: () =>
        event.entries
          .filter(hasRow)
          .map((entry) => `${fake.raceIdOf(event, entry.raceId)}/${fake.entryIdOf(event, entry)}`),
    },
  } as const satisfies Record<string, SubjectList>;
  return {
    connector: ctlive,
    provider: fake.provider,
    fake,
    event,
    list,
    credential: OAUTH,
    secrets: [clientSecret, password, passwordSha1],
    settings: {},
    lists: Object.values(list),
    ownFaults: [
      {
        name: 'a wrong password',
        arrange: () => ({ credential: { ...BASIC, password: 'another one' } }),
        fault: 'auth-invalid',
      },
    ],
    skips: {},
    close: () => fake.provider.close(),
  };
}

conformance('ChronoTrack Live', open);

describe('the traps of ChronoTrack Live', () => {
  let stand: Stand;
  beforeEach(async () => {
    stand = await open(130);
  });
  afterEach(() => stand.close());

  const mapped = async (list: SubjectList) => {
    const { rows } = await readAll(stand, list);
    const context = { settings: {}, partition: list.partition, timeZone: null };
    return rows.flatMap((row) => ctlive.map(row, context).entities);
  };
  const results = async () => (await mapped(stand.list.results)) as ProviderResult[];

  it.each([
    ['a token', OAUTH],
    ['name and password', BASIC],
    ['the hash of an old account', SHA1],
  ])('signs in with %s', async (_what, credential) => {
    const context = contextOf(stand, credential) as Parameters<typeof ctlive.check>[0];
    await expect(ctlive.check(context)).resolves.toMatchObject({ account: user });
  });

  it('a token that ended or was taken back is renewed, by one of many who find it so', async () => {
    const context = contextOf(stand) as Parameters<typeof ctlive.check>[0];
    await ctlive.check(context);
    stand.fake.tokens.clear();
    await ctlive.check(context);
    stand.provider.nowMs += 3_600_000;
    await Promise.all([ctlive.check(context), ctlive.check(context)]);
    const asked = stand.provider.log.filter(({ path }) => path === '/oauth2/token');
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(stand.provider.log.every(({ path }) => !path.endsWith('/'))).toBe(true);
  });

  it.each(['mixed case', 'lower case', 'none'] as const)('totals in headers: %s', async (headers) => {
    stand.fake.headers = headers;
    const found = await mapped(stand.list.participants);
    expect(found).toHaveLength(stand.list.participants.expected().length);
  });

  it('a list that has less than it counts is none', async () => {
    stand.fake.missing = 3;
    await expect(results()).rejects.toMatchObject({ fault: 'incomplete-listing' });
  });

  it('one row for each interval becomes one result with its splits', async () => {
    const found = await results();
    for (const entry of stand.event.entries) {
      const id = stand.fake.entryIdOf(stand.event, entry);
      const result = found.find(({ participantId }) => participantId === id);
      if (entry.run.gunTimeMs === null && entry.run.splits.length === 0) {
        expect(result, entry.id).toBeUndefined();
        continue;
      }
      expect(result, entry.id).toMatchObject({
        gunTimeMs: entry.run.gunTimeMs,
        chipTimeMs: entry.run.chipTimeMs,
        splits: entry.run.splits,
        places: { overall: entry.run.places.overall },
        city: entry.city,
      });
    }
  });

  it('whoever has no finish is unknown, and not somebody who gave up', async () => {
    const gaveUp = stand.event.entries.filter(
      ({ run }) => run.state === 'did-not-finish' && run.splits.length > 0,
    );
    expect(gaveUp.length).toBeGreaterThan(0);
    const found = await results();
    for (const entry of gaveUp) {
      const id = stand.fake.entryIdOf(stand.event, entry);
      expect(found.find(({ participantId }) => participantId === id)?.state).toBe('unknown');
    }
  });

  it('an entry without a bib has none, and never the entry’s own number', async () => {
    stand.provider.nowMs = stand.event.startsAtMs - 200 * DAY_MS;
    const people = (await mapped(stand.list.participants)).filter(
      (each): each is ProviderParticipant => each.kind === 'participant',
    );
    expect(people.length).toBeGreaterThan(0);
    expect(people.every(({ bib }) => bib === '')).toBe(true);
  });

  it('every value is a text, and is read as what it means', async () => {
    const [race] = (await mapped(stand.list.participants)).filter(({ kind }) => kind === 'race');
    expect(race).toMatchObject({ startsAtMs: stand.event.startsAtMs, distanceM: 5_000 });
    const [event] = await mapped(stand.list.events);
    expect(event).toMatchObject({ name: stand.event.name, startDate: stand.event.startDate });
  });

  it('the number of the registration elsewhere travels along', async () => {
    const people = (await mapped(stand.list.participants)) as ProviderParticipant[];
    const plain = stand.event.entries.find(({ kind }) => kind === 'plain');
    if (plain === undefined) throw new Error('nobody is plain');
    const id = stand.fake.entryIdOf(stand.event, plain);
    expect(people.find(({ remoteId }) => remoteId === id)?.foreignIds).toEqual([`7${id}`]);
  });
});
