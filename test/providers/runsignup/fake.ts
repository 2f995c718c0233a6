import { type FakeAnswer, type FakeCall, FakeProvider, json } from '../kit/fakeProvider.ts';
import type { Scenario, TrueEntry, TrueEvent } from '../kit/scenario.ts';
import { isWalkUp } from '../kit/views.ts';

export const RUNSIGNUP_KEY = { apiKey: 'rsu-key-4711', apiSecret: 'rsu-secret-very-quiet' };
const FIRST_RACE = 100;
const FIRST_REGISTRATION = 70_000_000;
/** More calls at once than the provider bears. */
const MOST_AT_ONCE = 2;

/** RunSignUp as its documentation and recorded answers have it, over a scenario. */
export class FakeRunSignUp {
  readonly provider: FakeProvider;
  readonly scenario: Scenario;
  /** Registrations that were taken back: when, why, and what they became. */
  readonly removed = new Map<number, { atMs: number; reason: string; became: number | null }>();
  /** Result sets are shown as the organiser's draft. */
  isPreliminary = false;

  private constructor(provider: FakeProvider, scenario: Scenario) {
    this.provider = provider;
    this.scenario = scenario;
  }

  static async open(scenario: Scenario, nowMs: number): Promise<FakeRunSignUp> {
    const provider = await FakeProvider.open((call, atOnce) => fake.#answer(call, atOnce), nowMs);
    const fake = new FakeRunSignUp(provider, scenario);
    return fake;
  }

  partition(event: TrueEvent): string {
    return `${this.raceIdOf(event)}@${event.startDate}`;
  }

  raceIdOf(event: TrueEvent): number {
    return FIRST_RACE + this.scenario.events.indexOf(event);
  }

  /** Of one of the races of a scenario's event, which this provider calls events. */
  eventIdOf(event: TrueEvent, raceId: string): number {
    return this.raceIdOf(event) * 10 + event.races.findIndex(({ id }) => id === raceId);
  }

  registrationOf(event: TrueEvent, entry: TrueEntry): number {
    return FIRST_REGISTRATION + this.scenario.events.indexOf(event) * 100_000 + event.entries.indexOf(entry);
  }

  /** Who is registered at the fake's moment. */
  entriesOf(event: TrueEvent): TrueEntry[] {
    return event.entries.filter(
      (entry, at) =>
        !isWalkUp(entry, at) &&
        entry.registeredAtMs <= this.provider.nowMs &&
        !this.removed.has(this.registrationOf(event, entry)),
    );
  }

  #answer(call: FakeCall, atOnce: number): FakeAnswer {
    if (atOnce > MOST_AT_ONCE) return { status: 429, body: 'too many calls at once' };
    if (call.query.get('format') !== 'json') {
      return { status: 200, type: 'application/xml', body: '<?xml version="1.0"?><races><race/></races>' };
    }
    const { apiKey, apiSecret } = RUNSIGNUP_KEY;
    if (call.query.get('api_key') !== apiKey || call.query.get('api_secret') !== apiSecret) {
      return error(6, 'Key not recognised');
    }
    if (call.path === '/races') return this.#races(call);
    const [, id = '', rest = ''] = /^\/race\/(\d+)(\/.*)?$/.exec(call.path) ?? [];
    const event = this.scenario.events.find((each) => String(this.raceIdOf(each)) === id);
    if (event === undefined) return error(201, 'Race not found');
    if (rest === '') return json({ race: this.#race(event) });
    const wanted = (call.query.get('event_id') ?? '').split(',');
    const known = event.races.filter(({ id: raceId }) =>
      wanted.includes(String(this.eventIdOf(event, raceId))),
    );
    if (known.length === 0) return error(301, 'Event not found');
    const raceIds = known.map(({ id: raceId }) => raceId);
    if (rest === '/participants') return this.#participants(call, event, raceIds);
    if (rest === '/removed-participants') return this.#removedOnes(call, event);
    if (rest === '/results/get-result-sets')
      return json({ individual_results_sets: this.#sets(event, raceIds) });
    if (rest === '/results/get-results') return this.#results(call, event, raceIds);
    return error(7, 'Permission denied');
  }

  #races({ query }: FakeCall): FakeAnswer {
    const page = pageOf(this.scenario.events, query);
    return json({ races: page.map((event) => ({ race: this.#race(event) })) });
  }

  #race(event: TrueEvent) {
    return {
      race_id: this.raceIdOf(event),
      name: `  ${event.name}   `,
      last_date: null,
      last_modified: '1/2/2031 9:05',
      timezone: event.timeZone,
      address: {
        street: '1 Harbour Street',
        city: event.city,
        state: event.region,
        country_code: event.country,
      },
      logo_url: 'https://cdn.runsignup.example/',
      events: event.races.map((race) => ({
        event_id: this.eventIdOf(event, race.id),
        name: race.name,
        start_time: localText(race.startsAtMs, event.timeZone),
        end_time: null,
        event_type: 'running_race',
        distance: race.distanceText,
        registration_periods: [{ race_fee: '$11.00' }],
      })),
    };
  }

  /** The people stand beside the event, whose own list is always empty; more than one element may come. */
  #participants({ query }: FakeCall, event: TrueEvent, raceIds: readonly string[]): FakeAnswer {
    const since = Number(query.get('modified_after_timestamp') ?? 0);
    const after = Number(query.get('after_registration_id') ?? 0);
    const most = Number(query.get('results_per_page') ?? 50);
    const rows = this.entriesOf(event)
      .filter(({ raceId }) => raceIds.includes(raceId))
      .map((entry) => this.#participant(event, entry))
      // On or after: the second itself counts.
      .filter(({ last_modified: seconds }) => seconds >= since)
      .filter(({ registration_id: id }) => id > after)
      .sort((one, other) => one.registration_id - other.registration_id)
      .slice(0, most);
    const element = (raceId: string) => {
      const eventId = this.eventIdOf(event, raceId);
      const own = rows.filter((row) => row.event_id === eventId);
      const people = own.length === 0 ? {} : { participants: own };
      return { event: { event_id: eventId, participants: [] }, ...people };
    };
    return json(raceIds.map(element));
  }

  #participant(event: TrueEvent, entry: TrueEntry) {
    const hasBib = this.provider.nowMs >= entry.bibAtMs;
    const changedAtMs = hasBib ? entry.bibAtMs : entry.registeredAtMs;
    return {
      user: {
        user_id: this.registrationOf(event, entry) % 1_000_000,
        first_name: entry.firstName,
        middle_name: null,
        last_name: entry.lastName,
        email: entry.email,
        address: { street: '', city: entry.city, state: entry.region, country_code: entry.country },
        dob: entry.birthDate,
        gender: entry.sex,
        phone: entry.phone,
      },
      registration_id: this.registrationOf(event, entry),
      event_id: this.eventIdOf(event, entry.raceId),
      bib_num: hasBib ? (/^[1-9]\d*$/.test(entry.bib) ? Number(entry.bib) : entry.bib) : null,
      chip_num: hasBib ? entry.chip : null,
      age: entry.age,
      registration_date: localText(entry.registeredAtMs, 'America/New_York'),
      team_name: entry.team === '' ? null : entry.team,
      last_modified: Math.floor(changedAtMs / 1_000),
      imported: 'F',
      amount_paid: '$55.00',
    };
  }

  #removedOnes({ query }: FakeCall, event: TrueEvent): FakeAnswer {
    const since = Number(query.get('modified_after_timestamp') ?? 0);
    const gone = event.entries
      .map((entry) => ({ entry, removal: this.removed.get(this.registrationOf(event, entry)) }))
      .flatMap(({ entry, removal }) => (removal === undefined ? [] : [{ entry, ...removal }]))
      .filter(({ atMs }) => atMs <= this.provider.nowMs && Math.floor(atMs / 1_000) >= since);
    const rows = pageOf(gone, query).map(({ entry, atMs, reason, became }) => ({
      ...this.#participant(event, entry),
      last_modified: Math.floor(atMs / 1_000),
      removed_reason: reason,
      new_registration_id: became,
    }));
    const [first] = rows;
    return json([{ event: { event_id: first?.event_id ?? 0, participants: rows } }]);
  }

  #sets(event: TrueEvent, raceIds: readonly string[]) {
    if (this.provider.nowMs < event.startsAtMs) return [];
    return raceIds.flatMap((raceId) => {
      const id = this.eventIdOf(event, raceId) * 10;
      const set = { preliminary_results: this.isPreliminary ? 'T' : 'F' };
      return [
        { individual_result_set_id: id, individual_result_set_name: 'Overall', public_results: 'T', ...set },
        {
          individual_result_set_id: id + 1,
          individual_result_set_name: 'Draft',
          public_results: 'F',
          ...set,
        },
      ];
    });
  }

  /** `registration_ids` runs parallel to `results`. */
  #results({ query }: FakeCall, event: TrueEvent, raceIds: readonly string[]): FakeAnswer {
    const setId = Number(query.get('individual_result_set_id'));
    const raceId = raceIds.find((each) => Math.floor(setId / 10) === this.eventIdOf(event, each));
    const race = event.races.find(({ id }) => id === raceId);
    const entries = event.entries.filter((entry, at) => entry.raceId === raceId && !isWalkUp(entry, at));
    const page = pageOf(entries, query);
    return json({
      individual_results_sets: [
        {
          individual_result_set_id: setId,
          results_headers: Object.fromEntries(
            (race?.splits ?? []).map(({ name }, at) => [`split-${at + 1}`, name]),
          ),
          registration_ids: page.map((entry) => this.registrationOf(event, entry)),
          results: page.map(resultRow),
        },
      ],
    });
  }
}

const WORD = { 'did-not-finish': 'DNF', 'did-not-start': 'DNS' } as const;

function resultRow({ run, bib, firstName, lastName, sex, age, city, region, country }: TrueEntry) {
  const word = run.state === 'finished' ? null : WORD[run.state];
  return {
    place: run.places.overall,
    bib,
    first_name: firstName,
    last_name: lastName,
    gender: sex,
    age,
    city,
    state: region,
    country_code: country,
    clock_time: word ?? clockText(run.gunTimeMs),
    chip_time: word ?? clockText(run.chipTimeMs),
    ...Object.fromEntries(run.splits.map(({ timeMs }, at) => [`split-${at + 1}`, clockText(timeMs)])),
  };
}

function clockText(timeMs: number | null): string {
  if (timeMs === null) return '';
  const seconds = Math.floor(timeMs / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const thousandths = String(timeMs % 1_000).padStart(3, '0');
  return `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${thousandths}`;
}

/** `n/j/Y H:i` */
function localText(atMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(atMs);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('month')}/${of('day')}/${of('year')} ${of('hour')}:${of('minute')}`;
}

function pageOf<T>(rows: readonly T[], query: URLSearchParams): T[] {
  const size = Number(query.get('results_per_page') ?? 50);
  const from = (Number(query.get('page') ?? 1) - 1) * size;
  return rows.slice(from, from + size);
}

/** With status 200. */
function error(code: number, message: string): FakeAnswer {
  return json({ error: { error_code: code, error_msg: message } });
}
