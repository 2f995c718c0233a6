import { formatDuration } from '../../time/duration.ts';
import { durationMs } from '../../time/units.ts';
import type { FieldName, Values } from '../resolve/values.ts';
import type { ChangeKind, FieldChange, PersonChange } from './changes.ts';

/** What people call the fields. */
const FIELD_WORDS: Readonly<Record<FieldName, string>> = {
  ...{
    raceId: 'race',
    firstName: 'first name',
    lastName: 'last name',
    bib: 'bib',
    chips: 'chips',
    sex: 'sex',
  },
  ...{ birthDate: 'birth date', age: 'age', email: 'e-mail', phone: 'phone', city: 'city', region: 'region' },
  ...{ country: 'country', team: 'team', wave: 'wave', division: 'division', state: 'registration' },
  ...{ gunTimeMs: 'gun time', chipTimeMs: 'chip time', splits: 'splits', places: 'places' },
  ...{ resultState: 'status', isProvisional: 'provisional' },
};

const KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  created: 'is new',
  updated: '',
  withdrawn: 'is out',
  returned: 'is back',
  unchanged: 'has not changed',
};

/**
 * A change in a sentence: `Ada Dunmore (12): bib 12 → 15, city none → Saltmarsh`. `raceName` turns our race into its name.
 */
export function changeWords(
  { kind, values, fields }: PersonChange,
  raceName: (raceId: string) => string,
): string {
  const name = `${values.firstName} ${values.lastName}`.trim() || 'Somebody without a name';
  const who = values.bib === '' ? name : `${name} (${values.bib})`;
  const what = fields.map((change) => fieldWords(change, raceName)).join(', ');
  const fate = KIND_WORDS[kind];
  if (fate === '') return `${who}: ${what}`;
  return what === '' ? `${who} ${fate}` : `${who} ${fate}: ${what}`;
}

function fieldWords({ field, before, after }: FieldChange, raceName: (raceId: string) => string): string {
  const shown = (value: Values[FieldName]) => valueWords(field, value, raceName);
  return `${FIELD_WORDS[field]} ${shown(before)} → ${shown(after)}`;
}

function valueWords(
  field: FieldName,
  value: Values[FieldName],
  raceName: (raceId: string) => string,
): string {
  if (value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number')
    return field.endsWith('TimeMs') ? formatDuration(durationMs(value)) : String(value);
  if (typeof value === 'string')
    return field === 'raceId' ? raceName(value) : value.replaceAll('-', field.endsWith('tate') ? ' ' : '-');
  if (Array.isArray(value)) return value.length === 0 ? 'none' : listWords(value);
  return placeWords(value);
}

function listWords(list: readonly (string | { name: string; timeMs: number })[]): string {
  return list
    .map((item) =>
      typeof item === 'string' ? item : `${item.name} ${formatDuration(durationMs(item.timeMs))}`,
    )
    .join(' ');
}

function placeWords(places: object): string {
  const told = Object.entries(places).filter(([, place]) => place !== null);
  return told.length === 0 ? 'none' : told.map(([list, place]) => `${list} ${place}`).join(' ');
}
