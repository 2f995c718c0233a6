import { type FakeAnswer, type FakeCall, FakeProvider, json } from '../kit/fakeProvider.ts';
import type { Scenario, TrueEntry, TrueEvent } from '../kit/scenario.ts';

export const CTLIVE_ACCOUNT = {
  clientId: 'client-77',
  clientSecret: 'client-secret-quiet',
  user: 'timer@lakeside.example',
  password: 'password-very-quiet',
  passwordSha1: '0123456789abcdef0123456789abcdef01234567',
};
const TOKEN_LIFE_MS = 3_600_000;

/** ChronoTrack Live as client programs were seen to use it, over a scenario. */
export class FakeCtLive {
  readonly provider: FakeProvider;
  readonly scenario: Scenario;
  /** Totals in the headers: with these names, or not at all. */
  headers: 'mixed case' | 'lower case' | 'none' = 'mixed case';
  /** Lists say that they have so many rows more than they send. */
  missing = 0;
  tokens = new Map<string, number>();

  private constructor(provider: FakeProvider, scenario: Scenario) {
    this.provider = provider;
    this.scenario = scenario;
  }

  static async open(scenario: Scenario, nowMs: number): Promise<FakeCtLive> {
    const provider = await FakeProvider.open((call) => fake.#answer(call), nowMs);
    const fake = new FakeCtLive(provider, scenario);
    return fake;
  }

  eventIdOf(event: TrueEvent): string {
    return String(500 + this.scenario.events.indexOf(event));
  }

  raceIdOf(event: TrueEvent, raceId: string): string {
    return `${this.eventIdOf(event)}${event.races.findIndex(({ id }) => id === raceId)}`;
  }

  entryIdOf(event: TrueEvent, entry: TrueEntry): string {
    return `${this.eventIdOf(event)}${String(event.entries.indexOf(entry)).padStart(5, '0')}`;
  }

  #answer(call: FakeCall): FakeAnswer {
    if (call.path.length > 1 && call.path.endsWith('/')) return { status: 404, body: 'no such path' };
    if (call.path === '/oauth2/token') return this.#token(call);
    if (!this.#isKnown(call)) return json({ error: 'invalid_request' }, 401);
    if (call.path === '/event')
      return this.#list(
        call,
        'event',
        this.scenario.events.map((event) => this.#event(event)),
      );
    const [, kind = '', id = '', what = ''] = /^\/(event|race)\/(\d+)\/(\w+)$/.exec(call.path) ?? [];
    const event = this.scenario.events.find((each) => id.startsWith(this.eventIdOf(each)));
    if (event === undefined) return json({ error: 'not found' }, 404);
    if (kind === 'event' && what === 'race') {
      return this.#list(
        call,
        'event_race',
        event.races.map((race) => this.#race(event, race.id)),
      );
    }
    if (kind === 'event' && what === 'entry') {
      return this.#list(
        call,
        'event_entry',
        event.entries.map((entry) => this.#entry(event, entry)),
      );
    }
    if (kind === 'race' && what === 'results') {
      const race = event.races.find((each) => this.raceIdOf(event, each.id) === id);
      const rows = event.entries
        .filter(({ raceId }) => raceId === race?.id)
        .flatMap((entry) => this.#resultRows(event, entry));
      // Interval by interval, as the list really comes: the rows of one athlete lie far apart.
      const byInterval = rows.toSorted((one, other) =>
        one.results_interval_name < other.results_interval_name ? -1 : 1,
      );
      return this.#list(call, 'race_results', byInterval);
    }
    return json({ error: 'not found' }, 404);
  }

  #token({ query, headers }: FakeCall): FakeAnswer {
    const { clientId, clientSecret, user, password } = CTLIVE_ACCOUNT;
    const isClient =
      headers.authorization === `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const isUser = query.get('username') === user && query.get('password') === password;
    if (!isClient || !isUser || query.get('grant_type') !== 'password')
      return json({ error: 'invalid_grant' }, 401);
    const token = `token-${this.tokens.size + 1}`;
    this.tokens.set(token, this.provider.nowMs + TOKEN_LIFE_MS);
    return json({ access_token: token, expires_in: TOKEN_LIFE_MS / 1_000, token_type: 'Bearer' });
  }

  #isKnown({ query, headers }: FakeCall): boolean {
    const { clientId, user, password, passwordSha1 } = CTLIVE_ACCOUNT;
    if (query.get('client_id') !== clientId) return false;
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (token !== undefined) return (this.tokens.get(token) ?? 0) > this.provider.nowMs;
    const isBasic =
      headers.authorization === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    return isBasic || (query.get('user_id') === user && query.get('user_pass') === passwordSha1);
  }

  /** `size` is obeyed, `per_page` is not; totals stand in headers alone. */
  #list({ query }: FakeCall, wrapper: string, rows: readonly unknown[]): FakeAnswer {
    const size = Math.min(100, Number(query.get('size') ?? 50));
    const page = Number(query.get('page') ?? 1);
    const shown = rows.slice((page - 1) * size, page * size);
    const counts = {
      'X-Ctlive-Row-Count': String(rows.length + this.missing),
      'X-Ctlive-Page-Count': String(Math.max(1, Math.ceil(rows.length / size))),
    };
    const lower = Object.fromEntries(
      Object.entries(counts).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const headers = this.headers === 'none' ? {} : this.headers === 'mixed case' ? counts : lower;
    return { ...json({ [wrapper]: shown }), headers };
  }

  #event(event: TrueEvent) {
    return {
      event_id: this.eventIdOf(event),
      event_name: event.name,
      event_start_time: String(event.startsAtMs / 1_000),
      event_is_published: '1',
      event_time_zone: event.timeZone,
      event_location_city: event.city,
      event_location_region: event.region,
      event_location_country: event.country,
    };
  }

  #race(event: TrueEvent, raceId: string) {
    const race = event.races.find(({ id }) => id === raceId);
    return {
      race_id: this.raceIdOf(event, raceId),
      race_name: race?.name,
      race_course_distance: String(race?.distanceM),
      race_planned_start_time: String(Number(race?.startsAtMs) / 1_000),
    };
  }

  #entry(event: TrueEvent, entry: TrueEntry) {
    const hasBib = this.provider.nowMs >= entry.bibAtMs;
    return {
      entry_id: this.entryIdOf(event, entry),
      entry_external_id: entry.kind === 'plain' ? `7${this.entryIdOf(event, entry)}` : null,
      entry_bib: hasBib ? entry.bib : null,
      entry_race_age: String(entry.age),
      race_id: this.raceIdOf(event, entry.raceId),
      athlete_id: `9${this.entryIdOf(event, entry)}`,
      athlete_first_name: entry.firstName.toUpperCase(),
      athlete_last_name: entry.lastName.toUpperCase(),
      athlete_sex: entry.sex,
      athlete_birthdate: entry.birthDate,
      athlete_email: entry.email,
      athlete_mobile_phone: entry.phone,
      team_name: entry.team,
      bracket_name: entry.division,
      wave_name: entry.wave,
    };
  }

  #resultRows(event: TrueEvent, entry: TrueEntry) {
    const { run } = entry;
    const shared = {
      results_entry_id: this.entryIdOf(event, entry),
      results_bib: entry.bib,
      results_first_name: entry.firstName.toUpperCase(),
      results_last_name: entry.lastName.toUpperCase(),
      results_sex: entry.sex,
      results_age: String(entry.age),
      results_hometown: `${entry.city}, ${entry.region}, ${entry.country}`,
      results_primary_bracket_name: entry.division,
    };
    const splits = run.splits.map(({ name, timeMs }) => ({
      ...shared,
      results_interval_name: name,
      results_time: clockText(timeMs),
      results_gun_time: clockText(timeMs),
      results_rank: '1',
    }));
    if (run.gunTimeMs === null || run.chipTimeMs === null) return splits;
    const finish = {
      ...shared,
      results_interval_name: 'Full Course',
      results_time: clockText(run.chipTimeMs),
      results_gun_time: clockText(run.gunTimeMs),
      results_rank: String(run.places.overall),
    };
    return [...splits, finish];
  }
}

function clockText(timeMs: number): string {
  const seconds = Math.floor(timeMs / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = two(Math.floor(seconds / 3_600));
  return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(timeMs % 1_000).padStart(3, '0')}`;
}
