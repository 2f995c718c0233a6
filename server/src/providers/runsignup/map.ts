import { distanceMetres } from '@project88/core/providers/fields/distance.ts';
import { Reader } from '@project88/core/providers/fields/reader.ts';
import type { ResultState } from '@project88/core/providers/vocabulary.ts';
import type { MapContext, Mapped, RawRow } from '../connector.ts';
import { type Fields, fieldsOf, textOf } from '../raw.ts';
import { partitionOf } from './client.ts';
import { PROVIDER_ZONE, type RunSignUpSettings } from './declaration.ts';

/** Turn one row into our words. */
export function map(row: RawRow, context: MapContext<RunSignUpSettings>): Mapped {
  const raw = fieldsOf(row.raw);
  if (row.kind === 'event') return mapRace(raw);
  return row.kind === 'participant' ? mapParticipant(raw, context) : mapResult(raw, context);
}

/** A race is what comes back every year; each date of its events is an event of ours, each of these one of our races. */
function mapRace(race: Fields): Mapped {
  const reader = new Reader('event', race.race_id);
  const timeZone = reader.timeZone(race.timezone);
  const address = fieldsOf(race.address);
  const shared = {
    kind: 'event',
    seriesId: reader.remoteId,
    name: reader.text('name', race.name),
    timeZone,
    city: reader.text('city', address.city),
    region: reader.text('region', address.state),
    country: reader.country(address.country_code),
    changedAtMs: reader.instant('changedAt', race.last_modified, PROVIDER_ZONE),
  } as const;
  const events = (Array.isArray(race.events) ? race.events : []).map(fieldsOf);
  const dates = new Map<string, Fields[]>();
  for (const event of events) {
    const date = reader.date('startDate', event.start_time);
    if (date !== null) dates.set(date, [...(dates.get(date) ?? []), event]);
  }
  const entities = [...dates].flatMap(([startDate, ofDay]) => {
    const eventId = partitionOf(reader.remoteId, startDate);
    return [
      { ...shared, remoteId: eventId, startDate },
      ...ofDay.map((event) => ({
        kind: 'race' as const,
        remoteId: reader.id('race', event.event_id),
        eventId,
        name: reader.text('name', event.name),
        distanceM: distanceMetres(event.distance),
        startsAtMs: reader.instant('startsAt', event.start_time, timeZone),
        changedAtMs: null,
      })),
    ];
  });
  return { entities, issues: reader.issues };
}

function mapParticipant(raw: Fields, { partition }: MapContext<RunSignUpSettings>): Mapped {
  const row = fieldsOf(raw.row);
  const user = fieldsOf(row.user);
  const address = fieldsOf(user.address);
  const reader = new Reader('participant', row.registration_id);
  const isRemoved = raw.removed === true;
  const state = isRemoved ? reader.entryState(row.removed_reason ?? 'removed') : 'registered';
  const entity = {
    kind: 'participant',
    remoteId: reader.remoteId,
    eventId: partition,
    raceId: reader.id('race', row.event_id ?? raw.eventId),
    personId: reader.id('person', user.user_id),
    foreignIds: [],
    firstName: reader.name('firstName', user.first_name),
    lastName: reader.name('lastName', user.last_name),
    bib: reader.bib(row.bib_num),
    chips: reader.chips(row.chip_num),
    sex: reader.sex(user.gender),
    birthDate: reader.date('birthDate', user.dob),
    age: reader.age(row.age),
    email: reader.text('email', user.email),
    phone: reader.text('phone', user.phone),
    city: reader.text('city', address.city),
    region: reader.text('region', address.state),
    country: reader.country(address.country_code),
    team: reader.text('team', row.team_name),
    wave: '',
    division: '',
    // Still listed among the removed, so gone in any case.
    state: isRemoved && state === 'registered' ? 'withdrawn' : state,
    becameId: reader.id('became', row.new_registration_id),
    isIdentityShared: false,
    changedAtMs: reader.instant('changedAt', row.last_modified, PROVIDER_ZONE),
  } as const;
  return { entities: reader.remoteId === '' ? [] : [entity], issues: reader.issues };
}

function mapResult(raw: Fields, { partition }: MapContext<RunSignUpSettings>): Mapped {
  const row = fieldsOf(raw.row);
  const registrationId = textOf(raw.registrationId);
  const own = registrationId || textOf(row.registration_id) || `bib ${String(row.bib ?? '')}`;
  const reader = new Reader('result', own === 'bib ' ? null : `${String(raw.setId)}/${own}`);
  const gun = reader.clock('gunTime', row.clock_time);
  const chip = reader.clock('chipTime', row.chip_time);
  const entity = {
    kind: 'result',
    remoteId: reader.remoteId,
    eventId: partition,
    raceId: reader.id('race', raw.eventId),
    participantId: registrationId,
    foreignIds: [],
    bib: reader.bib(row.bib),
    firstName: reader.name('firstName', row.first_name),
    lastName: reader.name('lastName', row.last_name),
    sex: reader.sex(row.gender),
    age: reader.age(row.age),
    city: reader.text('city', row.city),
    region: reader.text('region', row.state),
    country: reader.country(row.country_code),
    team: '',
    division: '',
    gunTimeMs: gun.timeMs,
    chipTimeMs: chip.timeMs,
    splits: splitsOf(reader, row, fieldsOf(raw.headers)),
    places: { overall: reader.place('place', row.place), sex: null, division: null },
    state: stateOf(gun, chip),
    isProvisional: raw.isProvisional === true,
    isRetracted: false,
    changedAtMs: null,
  } as const;
  return { entities: reader.remoteId === '' ? [] : [entity], issues: reader.issues };
}

type Clock = ReturnType<Reader['clock']>;

/** A word in place of a time counts before a time; a row without either tells nothing, and never DNF. */
function stateOf(gun: Clock, chip: Clock): ResultState {
  return gun.state ?? chip.state ?? ((gun.timeMs ?? chip.timeMs) ? 'finished' : 'unknown');
}

/** `split-<number>` fields, named by the set's headers. */
function splitsOf(reader: Reader, row: Fields, headers: Fields) {
  return Object.keys(row)
    .filter((key) => /^split-\d+$/.test(key))
    .flatMap((key) => {
      const timeMs = reader.timeMs(key, row[key]);
      const name = typeof headers[key] === 'string' ? reader.text('split', headers[key]) : key;
      return timeMs === null ? [] : [{ name, timeMs }];
    });
}
