import type { ProviderName } from '../names.ts';
import type { ProviderParticipant, ProviderResult, Sex } from '../vocabulary.ts';

/** One row of one source, with what tells whose it is. */
export interface LinkRecord {
  /** The same row has the same key for ever. */
  key: string;
  provider: ProviderName;
  /** The connection that the row came by. */
  sourceId: string;
  kind: 'participant' | 'result';
  remoteId: string;
  /** For a result: the registration of the same provider that it names; ''. */
  participantId: string;
  foreignIds: readonly string[];
  /** Our race; '' as long as nobody has said which one it is. */
  raceId: string;
  bib: string;
  firstName: string;
  lastName: string;
  sex: Sex;
  birthDate: string | null;
  /** Whole years on the day of the race. */
  age: number | null;
  email: string;
  city: string;
  region: string;
  /** The name is that of whoever paid. */
  isIdentityShared: boolean;
  /** False for a registration that was withdrawn, transferred or deferred. */
  isActive: boolean;
}

/** Where a row came from, and which of our races it belongs to. */
export type RecordPlace = Pick<LinkRecord, 'key' | 'provider' | 'sourceId' | 'raceId'>;

// Both are written out: there are hundreds of thousands of rows, and spreading costs five times as much.

export function recordOfParticipant(row: ProviderParticipant, place: RecordPlace): LinkRecord {
  return {
    key: place.key,
    provider: place.provider,
    sourceId: place.sourceId,
    kind: 'participant',
    remoteId: row.remoteId,
    participantId: '',
    foreignIds: row.foreignIds,
    raceId: place.raceId,
    bib: row.bib,
    firstName: row.firstName,
    lastName: row.lastName,
    sex: row.sex,
    birthDate: row.birthDate,
    age: row.age,
    email: row.email,
    city: row.city,
    region: row.region,
    isIdentityShared: row.isIdentityShared,
    isActive: row.state === 'registered' || row.state === 'unpaid',
  };
}

export function recordOfResult(row: ProviderResult, place: RecordPlace): LinkRecord {
  return {
    key: place.key,
    provider: place.provider,
    sourceId: place.sourceId,
    kind: 'result',
    remoteId: row.remoteId,
    participantId: row.participantId,
    foreignIds: row.foreignIds,
    raceId: place.raceId,
    bib: row.bib,
    firstName: row.firstName,
    lastName: row.lastName,
    sex: row.sex,
    birthDate: null,
    age: row.age,
    email: '',
    city: row.city,
    region: row.region,
    isIdentityShared: false,
    isActive: !row.isRetracted,
  };
}

/** Whose identifiers these are. Two spreadsheets number their rows each for itself. */
export function originOf({ provider, sourceId }: Pick<LinkRecord, 'provider' | 'sourceId'>): string {
  return provider === 'file' ? `file:${sourceId}` : provider;
}
