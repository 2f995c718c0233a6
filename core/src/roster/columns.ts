/** The fields that a roster column can fill. `fullName` is split into first and last name. */
export type RosterField =
  | 'bib'
  | 'chips'
  | 'firstName'
  | 'lastName'
  | 'fullName'
  | 'sex'
  | 'age'
  | 'city'
  | 'region'
  | 'country'
  | 'club'
  | 'race'
  | 'wave'
  | 'division'
  | 'note';

/** Which headers mean which field. Compared by `normaliseHeader`; our own field names are among them. */
export const ROSTER_COLUMNS: Readonly<Record<RosterField, readonly string[]>> = {
  bib: [
    'bib',
    'bib number',
    'bib no',
    'bib nr',
    'race no',
    'race nr',
    'race number',
    'runner number',
    'start no',
    'start nr',
    'start number',
    'start nummer',
    'dorsal',
    'dossard',
    'pettorale',
    'number',
    'no',
    'nr',
  ],
  chips: [
    ...['chip', 'chips', 'chip code', 'chip codes', 'chip id', 'chip no', 'chip number', 'chip 1', 'chip 2'],
    ...[
      'chip 3',
      'chip 4',
      'tag',
      'tags',
      'tag id',
      'tag code',
      'transponder',
      'transponder id',
      'rfid',
      'epc',
    ],
  ],
  firstName: [
    'first name',
    'first',
    'given name',
    'forename',
    'vorname',
    'prenom',
    'nombre',
    'nome',
    'fname',
  ],
  lastName: [
    ...['last name', 'last', 'surname', 'family name', 'nachname', 'familienname', 'nom', 'nom de famille'],
    ...['apellido', 'apellidos', 'cognome', 'lname'],
  ],
  fullName: [
    'name',
    'full name',
    'runner',
    'runner name',
    'athlete',
    'athlete name',
    'participant',
    'display name',
  ],
  sex: ['sex', 'gender', 'geschlecht', 'sexe', 'sexo', 'sesso', 'm f', 'male female'],
  age: ['age', 'race age', 'age on race day', 'alter', 'edad', 'eta'],
  city: [
    'city',
    'town',
    'hometown',
    'home town',
    'place',
    'ort',
    'wohnort',
    'stadt',
    'ville',
    'ciudad',
    'citta',
  ],
  region: ['region', 'state', 'province', 'county', 'prov', 'bundesland', 'provincia', 'state province'],
  country: ['country', 'nation', 'nationality', 'nat', 'land', 'pays', 'pais', 'paese', 'country code'],
  club: ['club', 'team', 'team name', 'club name', 'verein', 'equipe', 'equipo', 'squadra', 'organisation'],
  race: [
    'race',
    'race name',
    'distance',
    'event',
    'event name',
    'course',
    'wettbewerb',
    'strecke',
    'carrera',
  ],
  wave: ['wave', 'wave name', 'start wave', 'corral', 'pen', 'block', 'start block', 'startblock', 'ola'],
  division: [
    ...['division', 'category', 'age group', 'age division', 'class', 'cat', 'ak', 'altersklasse', 'klasse'],
    ...['categorie', 'categoria'],
  ],
  note: ['note', 'notes', 'comment', 'announcer note', 'announcer notes', 'fun fact', 'bemerkung', 'remark'],
};

/** Turns a header as written into the field that it names, or null when it names none. */
export type HeaderMatcher<Field extends string> = (header: string) => Field | null;

/** A header reduced to its letters and digits: no case, spaces, punctuation or accents. `Bib #` is `bibnumber`. */
export function normaliseHeader(header: string): string {
  return header
    .replaceAll('#', ' number')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A matcher for a table of synonyms; the field's own name always matches. Throws when a header means two fields. */
export function headerMatcher<Field extends string>(
  synonyms: Readonly<Record<Field, readonly string[]>>,
): HeaderMatcher<Field> {
  const fields = new Map<string, Field>();
  for (const field of Object.keys(synonyms) as Field[]) {
    for (const synonym of [field, ...synonyms[field]]) {
      const key = normaliseHeader(synonym);
      const other = fields.get(key);
      if (other !== undefined && other !== field) throw new Error(`“${synonym}” means ${other} and ${field}`);
      fields.set(key, field);
    }
  }
  return (header) => fields.get(normaliseHeader(header)) ?? null;
}

export const matchRosterHeader: HeaderMatcher<RosterField> = headerMatcher(ROSTER_COLUMNS);

/** Where each column of a table goes: a field, or null when it is left out. */
export interface ColumnPlan<Field extends string> {
  targets: (Field | null)[];
  /** Headers that are not used: unknown ones, and a second column for a field that takes one. */
  ignored: string[];
  fields: ReadonlySet<Field>;
}

/**
 * Decide what each header of a file means. The leftmost column of a field wins; only fields in `many` (such as chips)
 * take several columns.
 */
export function planColumns<Field extends string>(
  headers: readonly string[],
  match: HeaderMatcher<Field>,
  many: ReadonlySet<string>,
): ColumnPlan<Field> {
  const fields = new Set<Field>();
  const ignored: string[] = [];
  const targets = headers.map((header) => {
    const field = match(header);
    if (field !== null && (!fields.has(field) || many.has(field))) {
      fields.add(field);
      return field;
    }
    if (header.trim() !== '') ignored.push(header.trim());
    return null;
  });
  return { targets, ignored, fields };
}

/** The values of one row by field. Fields that take several columns hold a list. */
export type Cells<Field extends string> = Partial<Record<Field, unknown>>;

/** Put the values of a row where the plan says. */
export function cellsOf<Field extends string>(
  plan: ColumnPlan<Field>,
  values: readonly unknown[],
  many: ReadonlySet<string>,
): Cells<Field> {
  const cells: Cells<Field> = {};
  plan.targets.forEach((field, index) => {
    if (field === null) return;
    const value = values[index];
    const before: unknown = cells[field];
    cells[field] = many.has(field) && before !== undefined ? [before, value].flat() : value;
  });
  return cells;
}
