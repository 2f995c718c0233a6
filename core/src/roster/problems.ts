/** Everything that can be wrong with a row of an upload, with its sentence. `{name}` is replaced by a parameter. */
export const ROW_PROBLEMS = {
  'not-an-object': 'The row is not a set of named fields.',
  'bib-missing': 'The row has no bib.',
  'not-text': 'This field must be text or a number.',
  'too-long': 'This field is longer than {limit} characters.',
  'control-character': 'This field holds a character that cannot be shown.',
  'too-many-chips': 'More than {limit} chips for one entry.',
  'age-invalid': '“{value}” is not an age from 0 to {limit}.',
  'bib-twice': 'Bib {value} is already in row {otherRow}.',
  'chip-twice': 'Chip {value} is already in row {otherRow}.',
  'columns-differ': 'The row has {found} fields, the header has {expected}.',
  'status-unknown': '“{value}” is not a status such as finished, DNF, DNS or DSQ.',
  'time-invalid':
    '“{value}” is not a time such as 1:02:03.4, nor whole milliseconds in a field that ends in Ms.',
  'place-invalid': '“{value}” is not a place from 1 up.',
  'splits-invalid': 'Splits must be a list of names with times.',
  'too-many-splits': 'More than {limit} splits.',
} as const satisfies Record<string, string>;

export type RowProblemCode = keyof typeof ROW_PROBLEMS;

/** What is wrong with one row. `row` counts data rows from 1, the header not counted. */
export interface RowProblem {
  row: number;
  /** The field by our name, or null when the whole row is meant. */
  field: string | null;
  code: RowProblemCode;
  message: string;
}

/** What a check of one row gives: the entry, or all that is wrong with it. */
export type RowOutcome<Entry> = { ok: true; entry: Entry } | { ok: false; problems: RowProblem[] };

/** Characters of a wrong value that a message repeats. */
const SHOWN_VALUE_LENGTH = 40;

/** A problem with its sentence filled in. */
export function rowProblem(
  row: number,
  field: string | null,
  code: RowProblemCode,
  params: Record<string, string | number> = {},
): RowProblem {
  const message = ROW_PROBLEMS[code].replace(/\{(\w+)\}/g, (whole, name: string) =>
    shown(params[name] ?? whole),
  );
  return { row, field, code, message };
}

function shown(value: string | number): string {
  const text = String(value);
  return text.length > SHOWN_VALUE_LENGTH ? `${text.slice(0, SHOWN_VALUE_LENGTH)}…` : text;
}
