import { type RowProblem, type RowProblemCode, rowProblem } from './problems.ts';
import { cleanText } from './text.ts';

/** Reads the fields of one row and collects what is wrong with them, so that a row reports all its problems at once. */
export class FieldReader<Field extends string> {
  readonly problems: RowProblem[] = [];
  readonly #row: number;
  readonly #cells: Partial<Record<Field, unknown>>;

  constructor(row: number, cells: Partial<Record<Field, unknown>>) {
    this.#row = row;
    this.#cells = cells;
  }

  /** The value as it came. */
  raw(field: Field): unknown {
    return this.#cells[field];
  }

  /** The field as clean text of at most `limit` characters; '' when it is absent or wrong. */
  text(field: Field, limit: number): string {
    return this.clean(this.#cells[field], field, limit);
  }

  /** Any value as clean text, its problems noted under `field`. */
  clean(value: unknown, field: string, limit: number): string {
    const outcome = cleanText(value, limit);
    if (outcome.ok) return outcome.text;
    this.note(field, outcome.code, { limit });
    return '';
  }

  note(field: string, code: RowProblemCode, params: Record<string, string | number> = {}): void {
    this.problems.push(rowProblem(this.#row, field, code, params));
  }

  /** The bib; a missing one is noted unless something else is already wrong with it. */
  bib(field: Field, limit: number): string {
    const before = this.problems.length;
    const bib = this.text(field, limit);
    if (bib === '' && this.problems.length === before) this.note(field, 'bib-missing');
    return bib;
  }
}
