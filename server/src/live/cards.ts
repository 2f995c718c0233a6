import type { ResultEntryView, RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { Card, CardId, CardSplit } from '@project88/core/displays/screen/card.ts';
import type { Read } from '@project88/core/reads/read.ts';
import { formatTimeOfDay } from '@project88/core/time/timeOfDay.ts';
import { wallToInstant } from '@project88/core/time/zone.ts';

/** One value for all: cards without splits are equal. */
const NO_SPLITS: readonly CardSplit[] = [];

/** What of a card comes from the read alone and never changes. */
type CardOfRead = Pick<Card, 'id' | 'location' | 'timeOfDay' | 'atMs' | 'receivedAtMs'>;

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
    note: entry?.note ?? '',
    status: result?.status ?? null,
    gunTimeMs: result?.gunTimeMs ?? null,
    chipTimeMs: result?.chipTimeMs ?? null,
    placeOverall: result?.places.overall ?? null,
    placeSex: result?.places.sex ?? null,
    placeDivision: result?.places.division ?? null,
    splits: result?.splits ?? NO_SPLITS,
    vip: false,
    pronunciation: '',
  };
}
