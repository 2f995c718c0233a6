import type { Cells, RosterField } from './columns.ts';
import type { RosterEntry } from './entry.ts';
import { FieldReader } from './fields.ts';
import { CHIPS_PER_ENTRY, OLDEST_AGE, TEXT_LIMITS } from './limits.ts';
import { splitName } from './names.ts';
import type { RowOutcome } from './problems.ts';

/** Fields of a roster that several columns may fill. */
export const MANY_ROSTER_FIELDS: ReadonlySet<string> = new Set<RosterField>(['chips']);

const SEX_WORDS = new Map([
  ...['m', 'male', 'man', 'men', 'boy', 'maennlich', 'mannlich', 'hombre', 'homme'].map(
    (word) => [word, 'M'] as const,
  ),
  ...['f', 'w', 'female', 'woman', 'women', 'girl', 'weiblich', 'mujer', 'femme'].map(
    (word) => [word, 'F'] as const,
  ),
  ...['x', 'nb', 'nonbinary', 'non-binary', 'divers', 'd'].map((word) => [word, 'X'] as const),
]);

/**
 * Checks the rows of one roster, one after the other, and remembers bibs and chips so that a second row with the same
 * one is found. A refused row keeps its bib and chips too: which of two rows is right is for people to decide.
 */
export class RosterCheck {
  readonly #rowOfBib = new Map<string, number>();
  readonly #rowOfChip = new Map<string, number>();

  /** Check one row; `row` counts data rows from 1. Never throws. */
  check(row: number, cells: Cells<RosterField>): RowOutcome<RosterEntry> {
    const fields = new FieldReader(row, cells);
    const entry = readEntry(fields);
    this.#claim(fields, row, 'bib', entry.bib, this.#rowOfBib);
    for (const chip of entry.chips) this.#claim(fields, row, 'chips', chip, this.#rowOfChip);
    return fields.problems.length === 0 ? { ok: true, entry } : { ok: false, problems: fields.problems };
  }

  #claim(
    fields: FieldReader<RosterField>,
    row: number,
    field: 'bib' | 'chips',
    value: string,
    taken: Map<string, number>,
  ): void {
    if (value === '') return;
    const key = field === 'chips' ? value.toUpperCase() : value;
    const otherRow = taken.get(key);
    if (otherRow === undefined) taken.set(key, row);
    else fields.note(field, field === 'bib' ? 'bib-twice' : 'chip-twice', { value, otherRow });
  }
}

function readEntry(fields: FieldReader<RosterField>): RosterEntry {
  return {
    bib: fields.bib('bib', TEXT_LIMITS.bib),
    chips: readChips(fields),
    ...readNames(fields),
    sex: readSex(fields),
    age: readAge(fields),
    city: fields.text('city', TEXT_LIMITS.place),
    region: fields.text('region', TEXT_LIMITS.place),
    country: fields.text('country', TEXT_LIMITS.place),
    club: fields.text('club', TEXT_LIMITS.group),
    race: fields.text('race', TEXT_LIMITS.group),
    wave: fields.text('wave', TEXT_LIMITS.group),
    division: fields.text('division', TEXT_LIMITS.group),
    note: fields.text('note', TEXT_LIMITS.note),
  };
}

/** Given names win; a full name fills in only when both are empty. */
function readNames(fields: FieldReader<RosterField>): { firstName: string; lastName: string } {
  const firstName = fields.text('firstName', TEXT_LIMITS.name);
  const lastName = fields.text('lastName', TEXT_LIMITS.name);
  if (firstName !== '' || lastName !== '') return { firstName, lastName };
  return splitName(fields.text('fullName', TEXT_LIMITS.name));
}

/** Chips come as a list, or in one text separated by `;`, `|`, `,` or spaces. The same chip twice in a row is one. */
function readChips(fields: FieldReader<RosterField>): string[] {
  const values = [fields.raw('chips')].flat();
  const longest = (TEXT_LIMITS.chip + 1) * CHIPS_PER_ENTRY;
  const parts = values.flatMap((value) => fields.clean(value, 'chips', longest).split(/[;|,\s]+/));
  const chips = new Map(parts.filter(Boolean).map((chip) => [chip.toUpperCase(), chip] as const));
  if (chips.size > CHIPS_PER_ENTRY) fields.note('chips', 'too-many-chips', { limit: CHIPS_PER_ENTRY });
  return [...chips.values()].map((chip) => fields.clean(chip, 'chips', TEXT_LIMITS.chip)).filter(Boolean);
}

function readSex(fields: FieldReader<RosterField>): string {
  const text = fields.text('sex', TEXT_LIMITS.sex);
  return SEX_WORDS.get(text.toLowerCase()) ?? text;
}

function readAge(fields: FieldReader<RosterField>): number | null {
  const text = fields.text('age', TEXT_LIMITS.note);
  if (text === '') return null;
  const age = Number(text);
  if (/^\d{1,3}$/.test(text) && age <= OLDEST_AGE) return age;
  fields.note('age', 'age-invalid', { value: text, limit: OLDEST_AGE });
  return null;
}
