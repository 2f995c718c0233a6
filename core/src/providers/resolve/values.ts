import type { EntryState, ProviderParticipant, ProviderResult, ResultState, Sex } from '../vocabulary.ts';

/** What we say about one registration of one person, and how it ended. Empty: '' or null, `U` for sex, no members. */
export interface Values {
  /** Our race; '' as long as nobody has said which one. */
  raceId: string;
  firstName: string;
  lastName: string;
  bib: string;
  chips: readonly string[];
  sex: Sex;
  birthDate: string | null;
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
  gunTimeMs: number | null;
  chipTimeMs: number | null;
  splits: readonly { name: string; timeMs: number }[];
  places: { overall: number | null; sex: number | null; division: number | null };
  resultState: ResultState;
  isProvisional: boolean;
}

export type FieldName = keyof Values;

const NO_PLACES = { overall: null, sex: null, division: null };

export const NO_VALUES: Values = {
  ...{ raceId: '', firstName: '', lastName: '', bib: '', chips: [], sex: 'U', birthDate: null, age: null },
  ...{ email: '', phone: '', city: '', region: '', country: '', team: '', wave: '', division: '' },
  ...{ gunTimeMs: null, chipTimeMs: null, splits: [], places: NO_PLACES, isProvisional: false },
  state: 'registered',
  resultState: 'unknown',
};

export const FIELD_NAMES = Object.keys(NO_VALUES) as readonly FieldName[];

/** What one row says, with our race. */
export function valuesOf(row: ProviderParticipant | ProviderResult, raceId: string): Values {
  const person = row.kind === 'participant' ? row : null;
  const result = row.kind === 'result' ? row : null;
  return {
    raceId,
    firstName: row.firstName,
    lastName: row.lastName,
    bib: row.bib,
    chips: person?.chips ?? NO_VALUES.chips,
    sex: row.sex,
    birthDate: person?.birthDate ?? null,
    age: row.age,
    email: person?.email ?? '',
    phone: person?.phone ?? '',
    city: row.city,
    region: row.region,
    country: row.country,
    team: row.team,
    wave: person?.wave ?? '',
    division: row.division,
    state: person?.state ?? 'registered',
    gunTimeMs: result?.gunTimeMs ?? null,
    chipTimeMs: result?.chipTimeMs ?? null,
    splits: result?.splits ?? NO_VALUES.splits,
    places: result?.places ?? NO_VALUES.places,
    resultState: result?.state ?? 'unknown',
    isProvisional: result?.isProvisional ?? false,
  };
}

/** Whether a row says nothing in this field. */
export function isEmpty(values: Values, field: FieldName): boolean {
  const value = values[field];
  if (field === 'places') return Object.values(values.places).every((place) => place === null);
  if (Array.isArray(value)) return value.length === 0;
  return (
    value === null ||
    value === '' ||
    (field === 'sex' && value === 'U') ||
    (field === 'resultState' && value === 'unknown')
  );
}

/** Take one field over. */
export function copyField<F extends FieldName>(
  target: Pick<Values, F>,
  source: Pick<Values, F>,
  field: F,
): void {
  target[field] = source[field];
}

/** Whether two rows say the same in a field. */
export function isSameValue(a: Values, b: Values, field: FieldName): boolean {
  return a[field] === b[field] || JSON.stringify(a[field]) === JSON.stringify(b[field]);
}
