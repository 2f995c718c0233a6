import type { InstantMs } from '../time/units.ts';

/** `U`: the provider does not tell, or in words that nobody knows. */
export type Sex = 'M' | 'F' | 'X' | 'U';

/** Where a registration stands. */
export const ENTRY_STATES = ['registered', 'withdrawn', 'transferred', 'deferred', 'unpaid'] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** Where somebody stands in the race, as providers tell it. A missing finish time alone is `unknown`, never DNF. */
export const RESULT_STATES = [
  'finished',
  'started',
  'not-started',
  'did-not-finish',
  'did-not-start',
  'disqualified',
  'unofficial',
  'unknown',
] as const;
export type ResultState = (typeof RESULT_STATES)[number];

/** One gathering on one day or weekend, as one provider tells it. Identifiers are the provider's own. */
export interface ProviderEvent {
  kind: 'event';
  remoteId: string;
  /** What comes back every year; '' when the provider knows no such thing. */
  seriesId: string;
  name: string;
  /** The local date of its beginning, `YYYY-MM-DD`; null when the provider does not tell. */
  startDate: string | null;
  /** IANA name; null when the provider does not tell. */
  timeZone: string | null;
  city: string;
  region: string;
  /** ISO 3166 alpha-2 where it is known, else as the provider writes it. */
  country: string;
  changedAtMs: InstantMs | null;
}

/** One competition in an event. */
export interface ProviderRace {
  kind: 'race';
  remoteId: string;
  eventId: string;
  name: string;
  /** Whole metres; null when the text tells none. */
  distanceM: number | null;
  startsAtMs: InstantMs | null;
  changedAtMs: InstantMs | null;
}

/** One registration: the same person in two races is two of them. */
export interface ProviderParticipant {
  kind: 'participant';
  remoteId: string;
  eventId: string;
  raceId: string;
  /** The provider's account of the person, when it has one. Several registrations may share it. */
  personId: string;
  /** Identifiers of other systems that travel with the row, in clear: the strongest link there is. */
  foreignIds: readonly string[];
  firstName: string;
  lastName: string;
  /** Text: `007` and `12A` are bibs. '' before one is given. */
  bib: string;
  chips: readonly string[];
  sex: Sex;
  /** `YYYY-MM-DD` */
  birthDate: string | null;
  /** Whole years on the day of the race. */
  age: number | null;
  email: string;
  phone: string;
  city: string;
  region: string;
  country: string;
  team: string;
  wave: string;
  division: string;
  state: EntryState;
  /** The registration that this one became, of the same provider; ''. */
  becameId: string;
  /** The data is that of whoever paid, not of the one who runs. */
  isIdentityShared: boolean;
  changedAtMs: InstantMs | null;
}

/** One row of a result list. Times are integer milliseconds from the gun or from the person's own start. */
export interface ProviderResult {
  kind: 'result';
  remoteId: string;
  eventId: string;
  raceId: string;
  /** The registration at the same provider, when the row names it. */
  participantId: string;
  foreignIds: readonly string[];
  bib: string;
  firstName: string;
  lastName: string;
  sex: Sex;
  age: number | null;
  city: string;
  region: string;
  country: string;
  team: string;
  division: string;
  gunTimeMs: number | null;
  chipTimeMs: number | null;
  /** In the order of the course. */
  splits: readonly { name: string; timeMs: number }[];
  places: { overall: number | null; sex: number | null; division: number | null };
  state: ResultState;
  isProvisional: boolean;
  /** The provider took the row back. */
  isRetracted: boolean;
  changedAtMs: InstantMs | null;
}

export type ProviderEntity = ProviderEvent | ProviderRace | ProviderParticipant | ProviderResult;
