import { FIRST_NAMES, LAST_NAMES, PLACES } from './names.ts';
import { type Random, seededRandom } from './random.ts';

/** What is really so: events, people and how they run. Providers tell parts of it, each in its own way. */
export interface Scenario {
  events: TrueEvent[];
}

export interface TrueEvent {
  id: string;
  name: string;
  /** `YYYY-MM-DD` */
  startDate: string;
  timeZone: string;
  city: string;
  region: string;
  country: string;
  /** The first gun, in ms. */
  startsAtMs: number;
  races: TrueRace[];
  entries: TrueEntry[];
}

export interface TrueRace {
  id: string;
  name: string;
  distanceM: number;
  /** As a registration form writes it: `5K`. */
  distanceText: string;
  startsAtMs: number;
  splits: { name: string; distanceM: number }[];
}

/** What makes an entry hard to tell from another. `group` is shared by those who belong together. */
export type EntryKind = 'plain' | 'twin' | 'shared-buyer' | 'relay-leg' | 'namesake';

/** One registration of one person. */
export interface TrueEntry {
  id: string;
  kind: EntryKind;
  /** '' for plain ones. */
  group: string;
  raceId: string;
  firstName: string;
  lastName: string;
  sex: 'M' | 'F';
  birthDate: string;
  /** Whole years on the day of the race. */
  age: number;
  email: string;
  phone: string;
  city: string;
  region: string;
  country: string;
  team: string;
  wave: string;
  division: string;
  bib: string;
  chip: string;
  registeredAtMs: number;
  /** From then on the bib is known, in ms. */
  bibAtMs: number;
  run: TrueRun;
}

/** How somebody really ran. Times in ms; null where there is none. */
export interface TrueRun {
  state: 'finished' | 'did-not-finish' | 'did-not-start';
  gunTimeMs: number | null;
  chipTimeMs: number | null;
  splits: { name: string; timeMs: number }[];
  places: { overall: number | null; sex: number | null; division: number | null };
}

export interface ScenarioSize {
  events?: number;
  /** Entries per event. */
  entries?: number;
  /** Share of entries that are hard to tell apart. */
  tricky?: number;
}

const DAY_MS = 86_400_000;
/** A Saturday, 07:00 in New York: the first gun of the first event, in ms. */
export const FIRST_GUN_MS = Date.parse('2031-06-07T11:00:00Z');

const RACES = [
  { name: '5K Run', distanceM: 5_000, distanceText: '5K', splits: [2_500] },
  { name: 'Half Marathon', distanceM: 21_098, distanceText: '13.1 Miles', splits: [5_000, 10_000, 15_000] },
] as const;

/** The same seed and size make the same scenario, on every machine. */
export function makeScenario(
  seed: number,
  { events = 1, entries = 60, tricky = 0.2 }: ScenarioSize = {},
): Scenario {
  const random = seededRandom(seed);
  return { events: Array.from({ length: events }, (_, at) => makeEvent(random, at, entries, tricky)) };
}

function makeEvent(random: Random, at: number, count: number, tricky: number): TrueEvent {
  const [city, region, country] = random.pick(PLACES);
  const startsAtMs = FIRST_GUN_MS + at * 7 * DAY_MS;
  const id = `e${at + 1}`;
  const races = RACES.map((race, order) => ({
    ...race,
    id: `${id}r${order + 1}`,
    startsAtMs: startsAtMs + order * 1_800_000,
    splits: race.splits.map((distanceM) => ({ name: `${distanceM / 1000}K`, distanceM })),
  }));
  const startDate = new Date(startsAtMs).toISOString().slice(0, 10);
  const maker = new EntryMaker(random, id, races, startDate);
  while (maker.entries.length < count) maker.add(random.chance(tricky));
  rank(maker.entries);
  const name = `${city} Races ${at + 1}`;
  return {
    id,
    name,
    startDate,
    timeZone: 'America/New_York',
    city,
    region,
    country,
    startsAtMs,
    races,
    entries: maker.entries,
  };
}

/** Makes the entries of one event, so that no two plain people share a name. */
class EntryMaker {
  readonly entries: TrueEntry[] = [];
  readonly #random: Random;
  readonly #eventId: string;
  readonly #races: readonly TrueRace[];
  readonly #day: string;

  constructor(random: Random, eventId: string, races: readonly TrueRace[], day: string) {
    this.#random = random;
    this.#eventId = eventId;
    this.#races = races;
    this.#day = day;
  }

  /** Add one plain entry, or a few that are hard to tell apart. */
  add(isTricky: boolean): void {
    const kind = isTricky
      ? this.#random.pick(['twin', 'shared-buyer', 'relay-leg', 'namesake'] as const)
      : 'plain';
    const first = this.#entry(kind);
    this.entries.push(first);
    if (kind === 'plain') return;
    first.group = `${first.id}-${kind}`;
    const second = { ...this.#entry(kind, first.raceId), group: first.group, ...SHARED[kind](first) };
    if (second.firstName === first.firstName && kind !== 'namesake') second.firstName = otherFirstName(first);
    this.entries.push({ ...second, ...this.#bornAs(second.birthDate, second.sex) });
  }

  #entry(kind: EntryKind, raceId = this.#random.pick(this.#races).id): TrueEntry {
    const random = this.#random;
    const number = this.entries.length + 1;
    const id = `${this.#eventId}p${number}`;
    const sex = random.pick(['F', 'M'] as const);
    const race = this.#races.find(({ id: known }) => known === raceId) ?? random.pick(this.#races);
    const [city, region, country] = random.pick(PLACES);
    const birthDate = `${random.integer(1951, 2013)}-${two(random.integer(2, 12))}-${two(random.integer(1, 28))}`;
    const registeredAtMs = race.startsAtMs - random.integer(2 * DAY_MS, 120 * DAY_MS);
    return {
      ...{ id, kind, group: '', raceId: race.id, sex, birthDate, city, region, country },
      firstName: random.pick(FIRST_NAMES[sex]),
      // A second name that counts up keeps plain people apart, however many there are.
      lastName: `${random.pick(LAST_NAMES)} ${letters(number)}`,
      ...this.#bornAs(birthDate, sex),
      email: `${id}@runners.example`,
      phone: `+1 555 01${String(number).padStart(5, '0')}`,
      team: random.chance(0.3) ? `${city} Striders` : '',
      wave: random.pick(['A', 'B']),
      bib: random.chance(0.05) ? `${number}A` : random.chance(0.05) ? `0${number}` : String(1000 + number),
      chip: `C${this.#eventId}${String(number).padStart(6, '0')}`,
      registeredAtMs,
      bibAtMs: random.chance(0.7) ? registeredAtMs : race.startsAtMs - random.integer(1, 24) * 3_600_000,
      run: makeRun(random, race),
    };
  }

  #bornAs(birthDate: string, sex: 'M' | 'F'): Pick<TrueEntry, 'age' | 'division'> {
    const years = Number(this.#day.slice(0, 4)) - Number(birthDate.slice(0, 4));
    const age = this.#day.slice(5) < birthDate.slice(5) ? years - 1 : years;
    return { age, division: `${sex} ${Math.floor(age / 10) * 10}-${Math.floor(age / 10) * 10 + 9}` };
  }
}

/** What the second of two has of the first. */
const SHARED: Record<Exclude<EntryKind, 'plain'>, (first: TrueEntry) => Partial<TrueEntry>> = {
  twin: ({ lastName, birthDate, email, phone, city, region, country }) => ({
    ...{ lastName, birthDate, email, phone, city, region, country },
  }),
  'shared-buyer': ({ email, phone, city, region, country }) => ({ email, phone, city, region, country }),
  'relay-leg': ({ bib, team, lastName }) => ({ bib, team: team === '' ? 'Relay' : team, lastName }),
  namesake: ({ firstName, lastName, sex }) => ({ firstName, lastName, sex }),
};

function otherFirstName({ firstName, sex }: TrueEntry): string {
  return (
    FIRST_NAMES[sex].find((name) => name !== firstName && !name.startsWith(firstName.slice(0, 1))) ??
    firstName
  );
}

function makeRun(random: Random, race: TrueRace): TrueRun {
  const nobody = {
    gunTimeMs: null,
    chipTimeMs: null,
    splits: [],
    places: { overall: null, sex: null, division: null },
  };
  if (random.chance(0.05)) return { ...nobody, state: 'did-not-start' };
  // 3:30 to 9:00 a kilometre, and up to four minutes from the gun to the start mat.
  const msPerMetre = random.integer(210, 540);
  const jitter = random.integer(0, 999);
  const timeAt = (distanceM: number) => distanceM * msPerMetre + jitter;
  const splits = race.splits.map(({ name, distanceM }) => ({ name, timeMs: timeAt(distanceM) }));
  if (random.chance(0.05)) return { ...nobody, state: 'did-not-finish', splits: splits.slice(0, 1) };
  const chipTimeMs = timeAt(race.distanceM);
  return {
    ...nobody,
    state: 'finished',
    chipTimeMs,
    gunTimeMs: chipTimeMs + random.integer(0, 240_000),
    splits,
  };
}

/** Places by gun time, in the race, its sex and its division. */
function rank(entries: readonly TrueEntry[]): void {
  const finished = entries
    .filter(({ run }) => run.gunTimeMs !== null)
    .sort((a, b) => Number(a.run.gunTimeMs) - Number(b.run.gunTimeMs) || (a.id < b.id ? -1 : 1));
  const counts = new Map<string, number>();
  const next = (key: string) => {
    const place = (counts.get(key) ?? 0) + 1;
    counts.set(key, place);
    return place;
  };
  for (const { raceId, sex, division, run } of finished) {
    run.places = {
      overall: next(raceId),
      sex: next(`${raceId} ${sex}`),
      division: next(`${raceId} ${division}`),
    };
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** 1 is `Aa`, 27 is `Ba`: a word that is different for every number. */
function letters(number: number): string {
  const letter = (value: number) => String.fromCharCode(97 + (value % 26));
  return `${letter(Math.floor(number / 676)).toUpperCase()}${letter(Math.floor(number / 26))}${letter(number)}`;
}
