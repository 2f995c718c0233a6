import {
  type LinkRecord,
  recordOfParticipant,
  recordOfResult,
} from '@project88/core/providers/link/record.ts';
import type { ProviderName } from '@project88/core/providers/names.ts';
import type { ProviderParticipant, ProviderResult } from '@project88/core/providers/vocabulary.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { seededRandom } from './random.ts';
import type { TrueEntry, TrueEvent } from './scenario.ts';

/** What one provider tells of an event, in our words, and whose rows they are. */
export interface View {
  provider: ProviderName;
  rows: ViewRow[];
}

export interface ViewRow {
  key: string;
  /** The true entry. */
  entryId: string;
  row: ProviderParticipant | ProviderResult;
  record: LinkRecord;
}

/** The providers that know an event, and what they are to it. */
export const VIEW_PROVIDERS = ['runsignup', 'eventbrite', 'ctlive', 'copernico'] as const;
type ViewProvider = (typeof VIEW_PROVIDERS)[number];

/** Where the registration provider's numbers begin; a scoring provider carries them as foreign identifiers. */
const RUNSIGNUP_BASE = 70_000_000;

/**
 * The event as a provider tells it, with the differences that are normal between them: registration knows no bib before
 * it is given and nobody who came on the day; the shop knows of whole families the one who paid; scoring writes in capitals without accents, and carries the registration's
 * identifier for some; the second scoring provider mixes up columns and dates, and has no registrations at all.
 */
export function viewOf(event: TrueEvent, provider: ViewProvider, nowMs: number): View {
  const known = event.entries
    .map((entry, at) => ({ entry, at }))
    .filter(({ entry }) => entry.registeredAtMs <= nowMs);
  const rows = known.flatMap(({ entry, at }) => VIEWERS[provider](event, entry, at, nowMs));
  return { provider, rows: rows.map((row) => viewRow(provider, row)) };
}

interface Told {
  entryId: string;
  row: ProviderParticipant | ProviderResult;
}

const VIEWERS: Record<
  ViewProvider,
  (event: TrueEvent, entry: TrueEntry, at: number, nowMs: number) => Told[]
> = {
  runsignup: (event, entry, at, nowMs) => {
    if (isWalkUp(entry, at)) return [];
    const bib = nowMs >= entry.bibAtMs ? entry.bib : '';
    return [
      { entryId: entry.id, row: { ...participantOf(event, entry, String(RUNSIGNUP_BASE + at), nowMs), bib } },
    ];
  },
  eventbrite: (event, entry, at, nowMs) => {
    if (isWalkUp(entry, at) || entry.kind === 'relay-leg') return [];
    const buyer = event.entries.find(({ group }) => group === entry.group && group !== '') ?? entry;
    const isIdentityShared = entry.kind === 'shared-buyer';
    const { firstName, lastName, sex, birthDate, age } = isIdentityShared ? buyer : entry;
    const bib = nowMs >= entry.bibAtMs ? entry.bib : '';
    const row = participantOf(event, entry, `${900_000 + at}`, nowMs);
    return [
      { entryId: entry.id, row: { ...row, firstName, lastName, sex, birthDate, age, bib, isIdentityShared } },
    ];
  },
  ctlive: (event, entry, at, nowMs) => {
    const random = seededRandom(at * 31 + 7);
    const id = String(5_000 + at);
    const told = shout({
      ...participantOf(event, entry, id, nowMs),
      foreignIds: !isWalkUp(entry, at) && random.chance(0.6) ? [String(RUNSIGNUP_BASE + at)] : [],
      ...(random.chance(0.5) ? { birthDate: null } : {}),
      ...(entry.kind === 'plain' && random.chance(0.1) ? { firstName: entry.firstName.slice(0, 1) } : {}),
      ...{ email: '', phone: '' },
    });
    const rows: Told[] = [{ entryId: entry.id, row: told }];
    const result = { ...shout(resultOf(event, entry, `f${id}`, nowMs)), participantId: id };
    return nowMs < event.startsAtMs ? rows : [...rows, { entryId: entry.id, row: result }];
  },
  copernico: (event, entry, at, nowMs) => {
    if (nowMs < event.startsAtMs) return [];
    const random = seededRandom(at * 17 + 3);
    const row = resultOf(event, entry, `${at}`, nowMs);
    const { firstName, lastName } = row;
    const isSwapped = random.chance(0.1);
    return [
      {
        entryId: entry.id,
        row: { ...row, ...(isSwapped ? { firstName: lastName, lastName: firstName } : {}) },
      },
    ];
  },
};

/** Came on the day: registration does not know them. */
export function isWalkUp(entry: TrueEntry, at: number): boolean {
  return entry.kind === 'plain' && at % 20 === 19;
}

function participantOf(
  event: TrueEvent,
  entry: TrueEntry,
  remoteId: string,
  nowMs: number,
): ProviderParticipant {
  const { raceId, firstName, lastName, sex, birthDate, age, email, phone, city, region, country } = entry;
  return {
    ...{ raceId, firstName, lastName, sex, birthDate, age, email, phone, city, region, country },
    ...{ team: entry.team, wave: entry.wave, division: entry.division, bib: entry.bib, chips: [entry.chip] },
    kind: 'participant',
    remoteId,
    eventId: event.id,
    personId: '',
    foreignIds: [],
    state: 'registered',
    becameId: '',
    isIdentityShared: false,
    changedAtMs: instantMs(Math.min(nowMs, entry.registeredAtMs)),
  };
}

function resultOf(event: TrueEvent, entry: TrueEntry, remoteId: string, nowMs: number): ProviderResult {
  const { raceId, bib, firstName, lastName, sex, age, city, region, country, team, division, run } = entry;
  return {
    ...{ raceId, bib, firstName, lastName, sex, age, city, region, country, team, division },
    ...{
      gunTimeMs: run.gunTimeMs,
      chipTimeMs: run.chipTimeMs,
      splits: run.splits,
      places: run.places,
      state: run.state,
    },
    kind: 'result',
    remoteId,
    eventId: event.id,
    participantId: '',
    foreignIds: [],
    isProvisional: false,
    isRetracted: false,
    changedAtMs: instantMs(nowMs),
  };
}

/** In capitals without accents. */
function shout<Row extends { firstName: string; lastName: string; city: string }>(row: Row): Row {
  const loud = (text: string) =>
    text
      .toUpperCase()
      .normalize('NFD')
      .replace(/\p{Mark}/gu, '');
  return { ...row, firstName: loud(row.firstName), lastName: loud(row.lastName), city: loud(row.city) };
}

function viewRow(provider: ViewProvider, { entryId, row }: Told): ViewRow {
  const key = `${provider}/${row.kind}/${row.remoteId}`;
  const place = { key, provider, sourceId: `source-${provider}`, raceId: row.raceId };
  const record = row.kind === 'participant' ? recordOfParticipant(row, place) : recordOfResult(row, place);
  return { key, entryId, row, record };
}
