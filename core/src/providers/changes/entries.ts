import type { ResultEntry } from '../../results/entry.ts';
import type { RaceStatus } from '../../results/status.ts';
import type { RosterEntry } from '../../roster/entry.ts';
import { CHIPS_PER_ENTRY } from '../../roster/limits.ts';
import type { Resolved } from '../resolve/resolve.ts';
import type { Values } from '../resolve/values.ts';
import type { ResultState } from '../vocabulary.ts';

/** Why somebody is not on a start list. */
export const LEFT_OUT_REASONS = {
  'no-bib': 'No bib yet.',
  'bib-twice': 'Several people have this bib; a wrong name is worse than none.',
  'not-starting': 'Withdrawn, transferred or deferred.',
} as const;
export type LeftOutReason = keyof typeof LEFT_OUT_REASONS;

/** What a display session gets of an event. */
export interface DisplayEntries {
  roster: RosterEntry[];
  results: ResultEntry[];
  /** By our identifier. */
  leftOut: { id: string; reason: LeftOutReason }[];
}

/** A person, by our identifier. */
export interface DisplayPerson {
  id: string;
  resolved: Pick<Resolved, 'values' | 'hasResult' | 'isRetracted'>;
}

/**
 * The start list and results of the people of one display session, of one race or several. A bib or chip that two of them
 * have belongs to nobody. Contact data and birth dates stay behind.
 */
export function displayEntries(
  people: readonly DisplayPerson[],
  raceName: (raceId: string) => string,
): DisplayEntries {
  const starting = people.filter(({ resolved }) => isStarting(resolved.values));
  const bibs = countOf(starting.map(({ resolved }) => resolved.values.bib));
  const chips = countOf(starting.flatMap(({ resolved }) => ownChips(resolved.values)));
  const entries: DisplayEntries = { roster: [], results: [], leftOut: [] };
  for (const { id, resolved } of people) {
    const { values, hasResult, isRetracted } = resolved;
    const reason = leftOutReason(values, bibs);
    if (reason !== null) {
      entries.leftOut.push({ id, reason });
      continue;
    }
    const own = ownChips(values).filter((chip) => chips.get(chip) === 1);
    entries.roster.push(rosterEntry(values, own, raceName(values.raceId)));
    if (hasResult && !isRetracted) entries.results.push(resultEntry(values));
  }
  return entries;
}

function leftOutReason(values: Values, bibs: ReadonlyMap<string, number>): LeftOutReason | null {
  if (!isStarting(values)) return 'not-starting';
  if (values.bib === '') return 'no-bib';
  return bibs.get(values.bib) === 1 ? null : 'bib-twice';
}

function isStarting({ state }: Values): boolean {
  return state === 'registered' || state === 'unpaid';
}

function ownChips({ chips }: Values): string[] {
  return [...new Set(chips.map((chip) => chip.toUpperCase()))].slice(0, CHIPS_PER_ENTRY);
}

function countOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function rosterEntry(values: Values, chips: string[], race: string): RosterEntry {
  const { bib, firstName, lastName, sex, age, city, region, country, team, wave, division } = values;
  const shown = { bib, chips, firstName, lastName, age, city, region, country, race, wave, division };
  return { ...shown, sex: sex === 'U' ? '' : sex, club: team, note: '' };
}

function resultEntry(values: Values): ResultEntry {
  const { bib, gunTimeMs, chipTimeMs, splits, places } = values;
  return {
    bib,
    status: statusOf(values),
    gunTimeMs,
    chipTimeMs,
    splits: splits.map((split) => ({ ...split })),
    places,
  };
}

const STATUS_OF: Readonly<Record<Exclude<ResultState, 'unknown'>, RaceStatus>> = {
  finished: 'finished',
  unofficial: 'finished',
  started: 'on-course',
  'not-started': 'not-started',
  'did-not-start': 'not-started',
  'did-not-finish': 'did-not-finish',
  disqualified: 'disqualified',
};

/** Where the provider tells no status, the times do. */
function statusOf({ resultState, gunTimeMs, chipTimeMs, splits }: Values): RaceStatus {
  if (resultState !== 'unknown') return STATUS_OF[resultState];
  if (gunTimeMs !== null || chipTimeMs !== null) return 'finished';
  return splits.length > 0 ? 'on-course' : 'not-started';
}
