import type { Cells } from '../roster/columns.ts';
import { FieldReader } from '../roster/fields.ts';
import { HIGHEST_PLACE, LONGEST_TIME_MS, SPLITS_PER_RESULT, TEXT_LIMITS } from '../roster/limits.ts';
import type { RowOutcome } from '../roster/problems.ts';
import { parseDuration } from '../time/parseDuration.ts';
import type { ResultField, SplitField } from './columns.ts';
import type { ResultEntry } from './entry.ts';
import { RACE_STATUSES, type RaceStatus } from './status.ts';

/** No field of a result is filled by several columns; splits have a column each. */
export const MANY_RESULT_FIELDS: ReadonlySet<string> = new Set();

const STATUS_WORDS = new Map<string, RaceStatus>([
  ...RACE_STATUSES.map((status) => [letters(status), status] as const),
  ...(['finisher', 'fin', 'ok', 'official', 'f'] as const).map((word) => [word, 'finished'] as const),
  ...(['running', 'started', 'oncourse'] as const).map((word) => [word, 'on-course'] as const),
  ...(['dns', 'nonstarter'] as const).map((word) => [word, 'not-started'] as const),
  ...(['dnf', 'retired', 'dropped'] as const).map((word) => [word, 'did-not-finish'] as const),
  ...(['dsq', 'dq', 'disq'] as const).map((word) => [word, 'disqualified'] as const),
  ['didnotstart', 'not-started'],
]);

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}

/** Checks the rows of one set of results, one after the other, and finds bibs that come twice. */
export class ResultCheck {
  readonly #rowOfBib = new Map<string, number>();

  /** Check one row; `row` counts data rows from 1. Never throws. */
  check(row: number, cells: Cells<ResultField>): RowOutcome<ResultEntry> {
    const fields = new FieldReader<ResultField>(row, cells);
    const entry = readEntry(fields, cells);
    const otherRow = this.#rowOfBib.get(entry.bib);
    if (entry.bib !== '' && otherRow !== undefined)
      fields.note('bib', 'bib-twice', { value: entry.bib, otherRow });
    if (otherRow === undefined) this.#rowOfBib.set(entry.bib, row);
    return fields.problems.length === 0 ? { ok: true, entry } : { ok: false, problems: fields.problems };
  }
}

function readEntry(fields: FieldReader<ResultField>, cells: Cells<ResultField>): ResultEntry {
  const bib = fields.bib('bib', TEXT_LIMITS.bib);
  const gunTimeMs = readTime(fields, 'gunTimeMs', 'gunTime');
  const chipTimeMs = readTime(fields, 'chipTimeMs', 'chipTime');
  const splits = [...readSplitList(fields), ...readSplitColumns(fields, cells)];
  const hasTime = gunTimeMs !== null || chipTimeMs !== null;
  if (splits.length > SPLITS_PER_RESULT)
    fields.note('splits', 'too-many-splits', { limit: SPLITS_PER_RESULT });
  const status = readStatus(fields) ?? statusFrom(hasTime, splits.length > 0);
  return { bib, status, gunTimeMs, chipTimeMs, splits, places: readPlaces(fields) };
}

/** Where a row has no status: a time means finished, a split means on the course, else there is no sign of a start. */
function statusFrom(hasTime: boolean, hasSplits: boolean): RaceStatus {
  if (hasTime) return 'finished';
  return hasSplits ? 'on-course' : 'not-started';
}

function readStatus(fields: FieldReader<ResultField>): RaceStatus | null {
  const text = fields.text('status', TEXT_LIMITS.group);
  const word = letters(text);
  if (word === '') return null;
  const status = STATUS_WORDS.get(word);
  if (status === undefined) fields.note('status', 'status-unknown', { value: text });
  return status ?? null;
}

/** Whole milliseconds win over a written time. */
function readTime(
  fields: FieldReader<ResultField>,
  msField: 'gunTimeMs' | 'chipTimeMs',
  textField: 'gunTime' | 'chipTime',
): number | null {
  const ms = toTimeMs(fields, msField, fields.raw(msField), null);
  return ms ?? toTimeMs(fields, textField, null, fields.raw(textField));
}

/** A time from whole milliseconds or from a text such as `1:02:03.4`. A bare number as text would be ambiguous. */
function toTimeMs(
  fields: FieldReader<ResultField>,
  field: string,
  ms: unknown,
  time: unknown,
): number | null {
  const value = ms ?? time;
  const text = fields.clean(value, field, TEXT_LIMITS.group);
  if (text === '') return null;
  const isMs = ms !== null && ms !== undefined;
  const parsed = isMs ? wholeNumber(text) : typeof value === 'string' ? parseDuration(text) : null;
  if (parsed !== null && parsed <= LONGEST_TIME_MS) return parsed;
  fields.note(field, 'time-invalid', { value: text });
  return null;
}

function wholeNumber(text: string): number | null {
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** Splits as a list of `{name, timeMs}` or `{name, time}`. */
function readSplitList(fields: FieldReader<ResultField>): ResultEntry['splits'] {
  const list = fields.raw('splits') ?? [];
  if (list === '') return [];
  if (!Array.isArray(list)) {
    fields.note('splits', 'splits-invalid');
    return [];
  }
  return list.slice(0, SPLITS_PER_RESULT + 1).flatMap((item: unknown) => {
    const split = asRecord(item);
    const name = fields.clean(split?.name, 'splits', TEXT_LIMITS.group);
    if (name === '') {
      fields.note('splits', 'splits-invalid');
      return [];
    }
    return splitOf(name, toTimeMs(fields, 'splits', split?.timeMs, split?.time));
  });
}

function readSplitColumns(
  fields: FieldReader<ResultField>,
  cells: Cells<ResultField>,
): ResultEntry['splits'] {
  const columns = Object.keys(cells).filter((field): field is SplitField => field.startsWith('split:'));
  return columns.flatMap((field) => {
    const name = fields.clean(field.slice('split:'.length), field, TEXT_LIMITS.group);
    return splitOf(name, toTimeMs(fields, field, null, cells[field]));
  });
}

function splitOf(name: string, timeMs: number | null): ResultEntry['splits'] {
  return timeMs === null ? [] : [{ name, timeMs }];
}

/** Places as columns of their own, or as one object `{overall, sex, division}`. */
function readPlaces(fields: FieldReader<ResultField>): ResultEntry['places'] {
  const places = asRecord(fields.raw('places'));
  return {
    overall: readPlace(fields, 'placeOverall', places?.overall),
    sex: readPlace(fields, 'placeSex', places?.sex),
    division: readPlace(fields, 'placeDivision', places?.division),
  };
}

function readPlace(
  fields: FieldReader<ResultField>,
  field: 'placeOverall' | 'placeSex' | 'placeDivision',
  nested: unknown,
): number | null {
  const text = fields.clean(fields.raw(field) ?? nested, field, TEXT_LIMITS.group);
  if (text === '') return null;
  const place = wholeNumber(text);
  if (place !== null && place >= 1 && place <= HIGHEST_PLACE) return place;
  fields.note(field, 'place-invalid', { value: text });
  return null;
}

function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
