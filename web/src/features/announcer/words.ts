import type { RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import { formatDuration, roundUpToSecond } from '@project88/core/time/duration.ts';
import { durationMs } from '@project88/core/time/units.ts';
import type { RunnerWords } from './RunnerRow.tsx';

/** What an announcer says of a card. */
export function wordsOfCard(card: Card): RunnerWords {
  return {
    ...wordsOf(card),
    name: card.known ? nameOf(card) : 'Not on the start list',
    pronunciation: card.pronunciation,
    vip: card.vip,
  };
}

/** What an announcer says of somebody on the roster. */
export function wordsOfEntry(entry: RosterEntryView): RunnerWords {
  return { ...wordsOf(entry), name: nameOf(entry) };
}

type Person = Pick<
  RosterEntryView,
  | 'bib'
  | 'firstName'
  | 'lastName'
  | 'city'
  | 'region'
  | 'country'
  | 'club'
  | 'age'
  | 'division'
  | 'race'
  | 'note'
>;

function wordsOf(person: Person): Omit<RunnerWords, 'name'> {
  const { bib, city, region, country, club, age, division, race, note } = person;
  const home = [city, region || country].filter((part) => part !== '').join(', ');
  return { bib, facts: [home, club, age === null ? '' : `age ${age}`, division, race], note };
}

function nameOf({ firstName, lastName }: Pick<Person, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`.trim();
}

/** A race time as it is published; null when there is none. */
export function timeOf({ gunTimeMs, chipTimeMs }: Pick<Card, 'gunTimeMs' | 'chipTimeMs'>): string | null {
  const timeMs = gunTimeMs ?? chipTimeMs;
  return timeMs === null ? null : formatDuration(roundUpToSecond(durationMs(timeMs)));
}
