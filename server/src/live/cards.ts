import type { ResultEntryView, RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { EntryNote } from '@project88/core/contract/program.ts';
import type { Card, CardId, CardSplit } from '@project88/core/displays/screen/card.ts';
import type { Read } from '@project88/core/reads/read.ts';
import { formatTimeOfDay } from '@project88/core/time/timeOfDay.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { wallToInstant } from '@project88/core/time/zone.ts';

/** One value for all: cards without splits are equal. */
const NO_SPLITS: readonly CardSplit[] = [];

/** What operators know of a runner. Their note goes before the roster's. */
export type RunnerNote = Pick<EntryNote, 'vip' | 'note' | 'pronunciation'>;

/** What of a card comes from the read alone and never changes. */
export type CardOfRead = Pick<Card, 'id' | 'location' | 'timeOfDay' | 'atMs' | 'receivedAtMs'>;

/** The fixed part of a card: where and when the crossing was. `zone` is the venue's IANA zone. */
export function cardOfRead(id: CardId, read: Read, zone: string): CardOfRead {
  return {
    id,
    location: read.location,
    timeOfDay: formatTimeOfDay(read.timeOfDayMs),
    atMs: read.wallMs === null ? null : wallToInstant(read.wallMs, zone),
    receivedAtMs: read.receivedAtMs,
  };
}

/** Fill a card with the person and the result, as far as they are known. An unknown chip shows its tag and nobody. */
export function fillCard(
  fixed: CardOfRead,
  tag: string,
  entry: RosterEntryView | null,
  result: ResultEntryView | null,
  note: RunnerNote | null,
): Card {
  return {
    ...fixed,
    known: entry !== null,
    bib: entry?.bib ?? tag,
    firstName: entry?.firstName ?? '',
    lastName: entry?.lastName ?? '',
    sex: entry?.sex ?? '',
    age: entry?.age ?? null,
    city: entry?.city ?? '',
    region: entry?.region ?? '',
    country: entry?.country ?? '',
    club: entry?.club ?? '',
    race: entry?.race ?? '',
    wave: entry?.wave ?? '',
    division: entry?.division ?? '',
    note: note?.note || (entry?.note ?? ''),
    status: result?.status ?? null,
    gunTimeMs: result?.gunTimeMs ?? null,
    chipTimeMs: result?.chipTimeMs ?? null,
    placeOverall: result?.places.overall ?? null,
    placeSex: result?.places.sex ?? null,
    placeDivision: result?.places.division ?? null,
    splits: result?.splits ?? NO_SPLITS,
    vip: note?.vip ?? false,
    pronunciation: note?.pronunciation ?? '',
  };
}

/** The fixed part of a card that comes from no crossing: a row of a list. Such cards have numbers below zero. */
export function cardOfRow(id: CardId, location: string, atMs: InstantMs | null): CardOfRead {
  return { id, location, timeOfDay: '', atMs, receivedAtMs: instantMs(0) };
}

/** Whether two cards show the same. */
export function sameCard(a: Card, b: Card): boolean {
  return (Object.keys(a) as (keyof Card)[]).every(
    (key) => a[key] === b[key] || (key === 'splits' && sameSplits(a.splits, b.splits)),
  );
}

/** Whether two lists show the same cards in the same order. */
export function sameCards(a: readonly Card[], b: readonly Card[]): boolean {
  return a === b || (a.length === b.length && a.every((card, index) => isSame(card, b[index])));
}

function isSame(a: Card, b: Card | undefined): boolean {
  return a === b || (b !== undefined && sameCard(a, b));
}

function sameSplits(a: readonly CardSplit[], b: readonly CardSplit[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ name, timeMs }, at) => b[at]?.name === name && b[at].timeMs === timeMs)
  );
}
