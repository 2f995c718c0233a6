import { type FakeAnswer, type FakeCall, FakeProvider, json } from '../kit/fakeProvider.ts';
import type { Scenario, TrueEntry, TrueEvent } from '../kit/scenario.ts';

export const RACERESULT_KEY = { apiKey: 'rr-key-very-quiet' };

/** RACE RESULT's interface as its own client has it, over a scenario. */
export class FakeRaceResult {
  readonly provider: FakeProvider;
  readonly scenario: Scenario;
  /** Sign-ins that count. */
  signIns = new Set<string>();
  #made = 0;

  private constructor(provider: FakeProvider, scenario: Scenario) {
    this.provider = provider;
    this.scenario = scenario;
  }

  static async open(scenario: Scenario, nowMs: number): Promise<FakeRaceResult> {
    const provider = await FakeProvider.open((call, atOnce) => fake.#answer(call, atOnce), nowMs);
    const fake = new FakeRaceResult(provider, scenario);
    return fake;
  }

  eventIdOf(event: TrueEvent): string {
    return String(310_000 + this.scenario.events.indexOf(event));
  }

  contestOf(event: TrueEvent, raceId: string): number {
    return event.races.findIndex(({ id }) => id === raceId) + 1;
  }

  idOf(event: TrueEvent, entry: TrueEntry): string {
    return String(event.entries.indexOf(entry) + 1);
  }

  #answer(call: FakeCall, atOnce: number): FakeAnswer {
    // More than one at a time is too fast, which is 406 here.
    if (atOnce > 1) return { status: 406, body: 'Not Acceptable' };
    if (call.path === '/api/public/login') return this.#login(call);
    const signIn = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1] ?? '';
    if (!this.signIns.has(signIn)) return json({ Error: 'session not found or expired' }, 401);
    if (call.path === '/api/public/eventlist')
      return json(this.scenario.events.map((event) => this.#event(event)));
    const [, id = '', command = ''] = /^\/_(\d+)\/api\/(.+)$/.exec(call.path) ?? [];
    const event = this.scenario.events.find((each) => this.eventIdOf(each) === id);
    if (event === undefined) return json({ Error: 'Event not found' }, 404);
    if (command === 'contests/get') {
      return json(
        event.races.map(({ name, distanceM }, at) => ({ ID: at + 1, Name: name, Length: distanceM })),
      );
    }
    return command === 'data/list' ? this.#list(call, event) : json({ Error: 'no right to do this' }, 403);
  }

  /** Plain text, no JSON. */
  #login({ method, body }: FakeCall): FakeAnswer {
    if (method !== 'POST' || new URLSearchParams(body).get('apikey') !== RACERESULT_KEY.apiKey) {
      return json({ Error: 'wrong API key' }, 401);
    }
    this.#made += 1;
    const signIn = `sign-in-${this.#made}-of-this-key`;
    this.signIns.add(signIn);
    return { status: 200, type: 'text/plain', body: signIn };
  }

  /** Arrays in the order of the fields that were asked for. */
  #list({ query }: FakeCall, event: TrueEvent): FakeAnswer {
    const fields = (query.get('fields') ?? '').split(',');
    const rows = event.entries.slice(Number(query.get('limitFrom')), Number(query.get('limitTo')));
    return json(rows.map((entry) => fields.map((field) => this.#value(event, entry, field))));
  }

  #value(event: TrueEvent, entry: TrueEntry, field: string): string | number {
    const { run } = entry;
    const hasBib = this.provider.nowMs >= entry.bibAtMs;
    const hasRun = this.provider.nowMs >= event.startsAtMs;
    const values: Record<string, string | number | null> = {
      ID: Number(this.idOf(event, entry)),
      Contest: this.contestOf(event, entry.raceId),
      Bib: hasBib ? entry.bib : 0,
      Firstname: entry.firstName,
      Lastname: entry.lastName,
      Sex: entry.sex === 'M' ? 'm' : 'f',
      DateOfBirth: entry.kind === 'namesake' ? '1899-12-30' : entry.birthDate,
      AGE: entry.age,
      Email: entry.email,
      CellPhone: entry.phone,
      City: entry.city,
      State2: entry.region,
      Nation: entry.country,
      Club: entry.team,
      AgeGroup1: entry.division,
      Transponder1: hasBib ? entry.chip : '',
      Transponder2: '',
      ForeignKey: entry.kind === 'plain' ? `7${entry.id}` : '',
      RegNo: 0,
      Modified: '2031-06-01 10:00:00',
      OverallRank: hasRun ? (run.places.overall ?? '*') : '*',
      GenderRank: hasRun && run.places.sex !== null ? `${entry.sex} (${run.places.sex})` : '',
      AgeGroupRank1: hasRun && run.places.division !== null ? `${run.places.division}.` : '',
      GunTime: hasRun ? timeOrStatus(run.gunTimeMs, run.state) : '*',
      ChipTime: hasRun ? timeOrStatus(run.chipTimeMs, run.state) : '*',
    };
    const split = run.splits.find(({ name }) => `[${name}]` === field);
    if (field.startsWith('[')) return split === undefined ? '' : clockText(split.timeMs);
    return values[field] ?? '';
  }

  #event(event: TrueEvent) {
    return {
      ID: Number(this.eventIdOf(event)),
      EventName: event.name,
      EventDate: `${event.startDate}T00:00:00Z`,
      EventDate2: '1899-12-30T00:00:00Z',
      EventLocation: event.city,
    };
  }
}

const WORD = { 'did-not-finish': 'DNF', 'did-not-start': 'DNS', finished: '*' } as const;

/** Times and words share a column. */
function timeOrStatus(timeMs: number | null, state: TrueEntry['run']['state']): string {
  return timeMs === null ? WORD[state] : clockText(timeMs);
}

function clockText(timeMs: number): string {
  const seconds = Math.floor(timeMs / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(timeMs % 1_000).padStart(3, '0')}`;
  return seconds >= 3_600 ? `${Math.floor(seconds / 3_600)}:${clock}` : clock;
}
