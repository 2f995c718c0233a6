import { Reader } from '@project88/core/providers/fields/reader.ts';
import type { MapContext, Mapped, RawRow } from '../connector.ts';
import { type Fields, fieldsOf, textOf } from '../raw.ts';
import type { RaceResultSettings } from './declaration.ts';
import { PERSON_FIELDS, RESULT_FIELDS, resultFields } from './fields.ts';

/** What stands in for "no date" (seen in the provider's own client). */
const NO_DATE = '1899-12-30';

/** Turn one row into our words. */
export function map(row: RawRow, { partition, settings, timeZone }: MapContext<RaceResultSettings>): Mapped {
  if (row.kind === 'event') return mapEvent(fieldsOf(row.raw));
  if (row.kind === 'race') return mapContest(fieldsOf(row.raw), partition);
  if (row.kind === 'participant') return mapPerson(named(row.raw, PERSON_FIELDS), partition, timeZone);
  return mapResult(named(row.raw, resultFields(settings)), row.raw, partition, settings);
}

/** The values of a row by the names of the fields that were asked for. */
function named(raw: unknown, fields: readonly string[]): Fields {
  const values = Array.isArray(raw) ? raw : [];
  return Object.fromEntries(fields.map((field, at) => [field, values[at]]));
}

function mapEvent(row: Fields): Mapped {
  const reader = new Reader('event', row.ID);
  const date = textOf(row.EventDate).startsWith(NO_DATE) ? null : row.EventDate;
  const entity = {
    kind: 'event',
    remoteId: reader.remoteId,
    seriesId: '',
    name: reader.text('name', row.EventName),
    startDate: reader.date('startDate', date),
    timeZone: null,
    city: reader.text('city', row.EventLocation),
    region: '',
    country: '',
    changedAtMs: null,
  } as const;
  return { entities: reader.remoteId === '' ? [] : [entity], issues: reader.issues };
}

function mapContest(row: Fields, eventId: string): Mapped {
  const reader = new Reader('race', row.ID);
  const metres = Number(textOf(row.Length));
  const entity = {
    kind: 'race',
    remoteId: reader.remoteId,
    eventId,
    name: reader.text('name', row.Name),
    distanceM: metres > 0 ? Math.round(metres) : null,
    startsAtMs: null,
    changedAtMs: null,
  } as const;
  return { entities: reader.remoteId === '' ? [] : [entity], issues: reader.issues };
}

function mapPerson(row: Fields, eventId: string, timeZone: string | null): Mapped {
  const reader = new Reader('participant', row.ID);
  const birth = textOf(row.DateOfBirth).startsWith(NO_DATE) ? null : row.DateOfBirth;
  const entity = {
    kind: 'participant',
    remoteId: reader.remoteId,
    eventId,
    raceId: reader.id('race', row.Contest),
    personId: '',
    foreignIds: foreignIds(reader, row),
    ...nameOf(reader, row),
    bib: bibOf(reader, row),
    chips: reader.chips(row.Transponder1, row.Transponder2),
    sex: reader.sex(row.Sex),
    birthDate: reader.date('birthDate', birth),
    age: reader.age(row.AGE),
    email: reader.text('email', row.Email),
    phone: reader.text('phone', row.CellPhone),
    ...homeOf(reader, row),
    wave: '',
    division: reader.text('division', row.AgeGroup1),
    state: 'registered',
    becameId: '',
    isIdentityShared: false,
    changedAtMs: timeZone === null ? null : reader.instant('changedAt', row.Modified, timeZone),
  } as const;
  return { entities: reader.remoteId === '' ? [] : [entity], issues: reader.issues };
}

function mapResult(row: Fields, raw: unknown, eventId: string, settings: RaceResultSettings): Mapped {
  const reader = new Reader('result', row.ID);
  const gun = reader.clock('gunTime', row[settings.gunTime]);
  const chip = reader.clock('chipTime', row[settings.chipTime]);
  const times = Array.isArray(raw) ? raw.slice(RESULT_FIELDS.length + 2) : [];
  const entity = {
    kind: 'result',
    remoteId: reader.remoteId,
    eventId,
    raceId: reader.id('race', row.Contest),
    participantId: reader.remoteId,
    foreignIds: foreignIds(reader, row),
    bib: bibOf(reader, row),
    ...nameOf(reader, row),
    sex: reader.sex(row.Sex),
    age: reader.age(row.AGE),
    ...homeOf(reader, row),
    division: reader.text('division', row.AgeGroup1),
    gunTimeMs: gun.timeMs,
    chipTimeMs: chip.timeMs,
    splits: settings.splits.flatMap(({ name }, at) => {
      const timeMs = reader.timeMs('split', times[at]);
      return timeMs === null ? [] : [{ name, timeMs }];
    }),
    places: {
      overall: reader.place('place', row.OverallRank),
      sex: reader.place('placeSex', row.GenderRank),
      division: reader.place('placeDivision', row.AgeGroupRank1),
    },
    // Times and words share a column: DNF, DNS, DSQ, and a star for whoever has not come.
    state: gun.state ?? chip.state ?? ((gun.timeMs ?? chip.timeMs) ? 'finished' : 'unknown'),
    isProvisional: false,
    isRetracted: false,
    changedAtMs: null,
  } as const;
  return { entities: reader.remoteId === '' ? [] : [entity], issues: reader.issues };
}

/** Identifiers of the registration system that the row came from. */
function foreignIds(reader: Reader, row: Fields): string[] {
  const ids = [reader.id('foreignId', row.ForeignKey), reader.id('foreignId', row.RegNo)];
  return [...new Set(ids.filter((id) => id !== '' && id !== '0'))];
}

/** 0 is nobody's bib here. */
function bibOf(reader: Reader, row: Fields): string {
  return textOf(row.Bib) === '0' ? '' : reader.bib(row.Bib);
}

function nameOf(reader: Reader, row: Fields) {
  return {
    firstName: reader.name('firstName', row.Firstname),
    lastName: reader.name('lastName', row.Lastname),
  };
}

function homeOf(reader: Reader, row: Fields) {
  return {
    city: reader.text('city', row.City),
    region: reader.text('region', row.State2),
    country: reader.country(row.Nation),
    team: reader.text('team', row.Club),
  };
}
