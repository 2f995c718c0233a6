import { Reader } from '@project88/core/providers/fields/reader.ts';
import type { MapContext, Mapped, RawRow } from '../connector.ts';
import { type Fields, fieldsOf, textOf } from '../raw.ts';
import type { CtLiveSettings } from './declaration.ts';

/** The interval that is the race itself; all others are splits. */
const WHOLE = 'Full Course';

/** Turn one row into our words. Every value is a text at this provider. */
export function map(row: RawRow, { partition }: MapContext<CtLiveSettings>): Mapped {
  const raw = fieldsOf(row.raw);
  if (row.kind === 'event') return mapEvent(raw);
  if (row.kind === 'race') return mapRace(raw, partition);
  return row.kind === 'participant' ? mapEntry(raw, partition) : mapResult(raw, partition);
}

function mapEvent(row: Fields): Mapped {
  const reader = new Reader('event', row.event_id);
  const timeZone = reader.timeZone(row.event_time_zone);
  const entity = {
    kind: 'event',
    remoteId: reader.remoteId,
    seriesId: '',
    name: reader.text('name', row.event_name),
    startDate: reader.date('startDate', row.event_start_time),
    timeZone,
    city: reader.text('city', row.event_location_city),
    region: reader.text('region', row.event_location_region),
    country: reader.country(row.event_location_country),
    changedAtMs: null,
  } as const;
  return { entities: reader.remoteId === '' ? [] : [entity], issues: reader.issues };
}

function mapRace(row: Fields, eventId: string): Mapped {
  const reader = new Reader('race', row.race_id);
  const start = row.race_actual_start_time ?? row.race_planned_start_time;
  const metres = Number(reader.text('distance', row.race_course_distance));
  const entity = {
    kind: 'race',
    remoteId: reader.remoteId,
    eventId,
    name: reader.text('name', row.race_name),
    distanceM: Number.isFinite(metres) && metres > 0 ? Math.round(metres) : null,
    startsAtMs: reader.instant('startsAt', start, null),
    changedAtMs: null,
  } as const;
  return { entities: reader.remoteId === '' ? [] : [entity], issues: reader.issues };
}

function mapEntry(row: Fields, eventId: string): Mapped {
  const reader = new Reader('participant', row.entry_id);
  const external = reader.id('foreignId', row.entry_external_id);
  const entity = {
    kind: 'participant',
    remoteId: reader.remoteId,
    eventId,
    raceId: reader.id('race', row.race_id),
    personId: reader.id('person', row.athlete_id),
    foreignIds: external === '' ? [] : [external],
    firstName: reader.name('firstName', row.athlete_first_name),
    lastName: reader.name('lastName', row.athlete_last_name),
    // Null before one is given, and then there is none: the entry's number is no bib.
    bib: reader.bib(row.entry_bib),
    chips: [],
    sex: reader.sex(row.athlete_sex),
    birthDate: reader.date('birthDate', row.athlete_birthdate),
    age: reader.age(row.entry_race_age),
    email: reader.text('email', row.athlete_email),
    phone: reader.text('phone', row.athlete_mobile_phone || row.athlete_home_phone),
    city: reader.text('city', row.location_city),
    region: reader.text('region', row.location_region),
    country: reader.country(row.country_name),
    team: reader.text('team', row.team_name),
    wave: reader.text('wave', row.wave_name),
    division: reader.text('division', row.bracket_name),
    state: reader.entryState(row.entry_status),
    becameId: '',
    isIdentityShared: false,
    changedAtMs: null,
  } as const;
  return { entities: reader.remoteId === '' ? [] : [entity], issues: reader.issues };
}

/** All rows of one athlete in one race: the finish, and one for each split. */
function mapResult(raw: Fields, eventId: string): Mapped {
  const rows = (Array.isArray(raw.rows) ? raw.rows : []).map(fieldsOf);
  const finish = rows.find((row) => row.results_interval_name === WHOLE);
  const any = finish ?? rows[0] ?? {};
  const entryId = textOf(any.results_entry_id);
  const own = entryId || textOf(any.results_bib);
  const reader = new Reader('result', own === '' ? null : `${textOf(raw.raceId)}/${own}`);
  const gun = reader.clock('gunTime', finish?.results_gun_time);
  const chip = reader.clock('chipTime', finish?.results_time);
  const [city = '', region = '', country = ''] = reader
    .text('hometown', any.results_hometown)
    .split(/\s*,\s*/);
  const entity = {
    kind: 'result',
    remoteId: reader.remoteId,
    eventId,
    raceId: textOf(raw.raceId),
    participantId: entryId,
    foreignIds: [],
    bib: reader.bib(any.results_bib),
    firstName: reader.name('firstName', any.results_first_name),
    lastName: reader.name('lastName', any.results_last_name),
    sex: reader.sex(any.results_sex),
    age: reader.age(any.results_age),
    city,
    region,
    country: reader.country(country),
    team: '',
    division: reader.text('division', any.results_primary_bracket_name),
    gunTimeMs: gun.timeMs,
    chipTimeMs: chip.timeMs,
    splits: rows
      .filter((row) => row !== finish)
      .flatMap((row) => {
        const timeMs = reader.timeMs('split', row.results_time);
        return timeMs === null ? [] : [{ name: reader.text('split', row.results_interval_name), timeMs }];
      })
      .sort((one, other) => one.timeMs - other.timeMs),
    places: { overall: reader.place('place', finish?.results_rank), sex: null, division: null },
    // Without a finish nothing is known: not that somebody gave up.
    state: gun.state ?? chip.state ?? ((gun.timeMs ?? chip.timeMs) ? 'finished' : 'unknown'),
    isProvisional: false,
    isRetracted: false,
    changedAtMs: null,
  } as const;
  return { entities: reader.remoteId === '' ? [] : [entity], issues: reader.issues };
}
