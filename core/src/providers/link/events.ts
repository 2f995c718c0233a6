import { daysFromCivil } from '../../time/calendar.ts';
import { EVENT_DAYS_APART, EVENT_LIKENESS } from './limits.ts';
import { titleLikeness, titleWords } from './titles.ts';

/** An event of one provider, with what tells whether another provider's is the same. */
export interface EventToMatch {
  key: string;
  /** Events of one connection are different ones. */
  sourceId: string;
  name: string;
  /** `YYYY-MM-DD`; null: unknown, and then nothing fits. */
  startDate: string | null;
  city: string;
  region: string;
  country: string;
}

/** Two events of different connections that look like one. People confirm it: an event is too much to join by guess. */
export interface EventSuggestion {
  a: string;
  b: string;
  /** From 0 to 1, how many words of their titles agree. */
  likeness: number;
}

/** Which events of several connections may be one, best first: about the same day, not another place, a similar title. */
export function suggestEvents(events: readonly EventToMatch[]): EventSuggestion[] {
  const prepared = events
    .flatMap((event) =>
      event.startDate === null ? [] : [{ event, day: dayOf(event.startDate), words: titleWords(event.name) }],
    )
    .sort((a, b) => a.day - b.day || (a.event.key < b.event.key ? -1 : 1));
  const found: EventSuggestion[] = [];
  for (const [at, a] of prepared.entries()) {
    for (let next = at + 1; next < prepared.length; next += 1) {
      const b = prepared[next];
      if (b === undefined || b.day - a.day > EVENT_DAYS_APART) break;
      if (a.event.sourceId === b.event.sourceId || isElsewhere(a.event, b.event)) continue;
      const likeness = titleLikeness(a.words, b.words);
      if (likeness >= EVENT_LIKENESS) found.push({ ...inOrder(a.event.key, b.event.key), likeness });
    }
  }
  return found.sort(
    (one, other) => other.likeness - one.likeness || (one.a + one.b < other.a + other.b ? -1 : 1),
  );
}

function dayOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return daysFromCivil({ year, month, day });
}

/** Places that are known and different; a city may be written in two ways, a country or region hardly. */
function isElsewhere(a: EventToMatch, b: EventToMatch): boolean {
  const differ = (one: string, other: string) =>
    one !== '' && other !== '' && one.toLowerCase() !== other.toLowerCase();
  return differ(a.country, b.country) || (isCode(a.region) && isCode(b.region) && differ(a.region, b.region));
}

/** `CO` against `Colorado` would be no contradiction. */
function isCode(region: string): boolean {
  return /^[A-Za-z]{2,3}$/.test(region);
}

function inOrder(a: string, b: string): { a: string; b: string } {
  return a < b ? { a, b } : { a: b, b: a };
}
