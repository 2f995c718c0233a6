import { ageIssue } from '../fields/age.ts';
import type { DataIssue, IssueCode } from '../issues.ts';
import { PLACES_SHOWN, SPEED_LIMITS, TIME_SLACK_MS } from './limits.ts';
import type { Values } from './values.ts';

/** A resolved person, by our identifier. */
export interface Person {
  id: string;
  values: Values;
}

/** A race as far as it matters for the checks. */
export interface RaceFacts {
  /** Whole metres; null: unknown. */
  distanceM: number | null;
  /** Local date `YYYY-MM-DD`; null: unknown. */
  day: string | null;
  /** On foot; wheels and bicycles are faster. */
  isOnFoot: boolean;
}

/** What is wrong with the people of one event, beyond what is wrong with single rows. `remoteId` is our identifier. */
export function checkEvent(people: readonly Person[], races: ReadonlyMap<string, RaceFacts>): DataIssue[] {
  return [
    ...bibsTwice(people),
    ...people.flatMap((person) => checkPerson(person, races.get(person.values.raceId) ?? UNKNOWN_RACE)),
    ...placesWithGaps(people),
  ];
}

/** Bibs that several people of one race wear, as `race bib`: nothing is published under them until somebody has decided. */
export function blockedBibs(people: readonly Person[]): ReadonlySet<string> {
  return new Set([...wearers(people)].filter(([, ids]) => ids.length > 1).map(([bib]) => bib));
}

const UNKNOWN_RACE: RaceFacts = { distanceM: null, day: null, isOnFoot: true };

function bibsTwice(people: readonly Person[]): DataIssue[] {
  const blocked = [...wearers(people).values()].filter((group) => group.length > 1);
  return blocked.flatMap((group) =>
    group.map((person) => issue('bib-twice', person, 'bib', person.values.bib)),
  );
}

/** Those who still start, by race and bib. */
function wearers(people: readonly Person[]): Map<string, Person[]> {
  const wearing = new Map<string, Person[]>();
  for (const person of people) {
    const { bib, raceId, state } = person.values;
    if (bib === '' || (state !== 'registered' && state !== 'unpaid')) continue;
    const key = `${raceId} ${bib}`;
    const others = wearing.get(key);
    if (others === undefined) wearing.set(key, [person]);
    else others.push(person);
  }
  return wearing;
}

function checkPerson(person: Person, race: RaceFacts): DataIssue[] {
  const { values } = person;
  const { bib, resultState, gunTimeMs, chipTimeMs, birthDate, age } = values;
  const issues: DataIssue[] = [];
  if (resultState === 'finished' && bib === '') issues.push(issue('finish-without-bib', person, 'bib', ''));
  if (gunTimeMs !== null && chipTimeMs !== null && chipTimeMs - gunTimeMs > TIME_SLACK_MS) {
    issues.push(issue('chip-time-after-gun-time', person, 'chipTimeMs', `${chipTimeMs} > ${gunTimeMs}`));
  }
  const wrongSplit = splitOutOfOrder(values);
  if (wrongSplit !== null) issues.push(issue('splits-out-of-order', person, 'splits', wrongSplit));
  if (isTooFast(values, race))
    issues.push(issue('pace-impossible', person, 'chipTimeMs', `${chipTimeMs ?? gunTimeMs}`));
  const ageCode = ageIssue(birthDate, age, race.day);
  if (ageCode !== null) issues.push(issue(ageCode, person, 'birthDate', `${birthDate} ${age ?? ''}`.trim()));
  return issues;
}

/** The first split that is not later than the one before it, or that lies after the finish; null: all grow. */
function splitOutOfOrder({ splits, gunTimeMs, chipTimeMs }: Values): string | null {
  const wrong = splits.find(({ timeMs }, at) => timeMs <= (splits[at - 1]?.timeMs ?? -1));
  if (wrong !== undefined) return `${wrong.name} ${wrong.timeMs}`;
  const last = splits.at(-1);
  const finishMs = Math.max(gunTimeMs ?? 0, chipTimeMs ?? 0);
  return last !== undefined && finishMs > 0 && last.timeMs > finishMs ? `${last.name} ${last.timeMs}` : null;
}

function isTooFast({ chipTimeMs, gunTimeMs }: Values, { distanceM, isOnFoot }: RaceFacts): boolean {
  const timeMs = chipTimeMs ?? gunTimeMs;
  if (timeMs === null || distanceM === null || !isOnFoot) return false;
  const limit = SPEED_LIMITS.find(({ upToM }) => distanceM <= upToM);
  return limit !== undefined && (distanceM * 1000) / timeMs > limit.metresPerSecond;
}

/** One issue per race, with the first places that are missing or there twice. Ties are neither: 3, 3, 5. */
function placesWithGaps(people: readonly Person[]): DataIssue[] {
  const byRace = new Map<string, number[]>();
  for (const { values } of people) {
    const { overall } = values.places;
    if (overall === null) continue;
    const known = byRace.get(values.raceId);
    if (known === undefined) byRace.set(values.raceId, [overall]);
    else known.push(overall);
  }
  return [...byRace].flatMap(([raceId, places]) => {
    const wrong = wrongPlaces(places);
    if (wrong.length === 0) return [];
    const value = wrong.slice(0, PLACES_SHOWN).join(', ');
    return [{ code: 'places-with-gap', kind: 'race', remoteId: raceId, field: 'places', value } as const];
  });
}

/** The nth person has place n, or that of the one before. */
function wrongPlaces(places: readonly number[]): number[] {
  const sorted = [...places].sort((a, b) => a - b);
  return sorted.filter((place, at) => place !== at + 1 && place !== sorted[at - 1]);
}

function issue(code: IssueCode, { id }: Person, field: string, value: string): DataIssue {
  const kind = field.endsWith('TimeMs') || field === 'splits' ? 'result' : 'participant';
  return { code, kind, remoteId: id, field, value };
}
