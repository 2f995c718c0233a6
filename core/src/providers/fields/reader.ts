import { HIGHEST_PLACE, TEXT_LIMITS } from '../../roster/limits.ts';
import type { InstantMs } from '../../time/units.ts';
import type { DataIssue, IssueCode } from '../issues.ts';
import type { EntityKind } from '../names.ts';
import type { EntryState, ResultState, Sex } from '../vocabulary.ts';
import { readAge } from './age.ts';
import { readBib } from './bib.ts';
import { type ClockUnit, type ClockValue, readClock } from './clock.ts';
import { readCountry } from './country.ts';
import { type DateOrder, isZone, readDate, readInstant } from './dates.ts';
import { faulty, fine, type Outcome } from './outcome.ts';
import { readSex } from './sex.ts';
import { readEntryState, readResultState } from './states.ts';
import { readName, readText } from './text.ts';
import type { WordTable } from './words.ts';

/** Longest text that an issue repeats, in characters: enough to recognise it, not a copy of the row. */
const ISSUE_VALUE_CHARACTERS = 120;
/** Longest identifier, in characters: four times a UUID. */
const ID_CHARACTERS = 150;

/**
 * Reads the fields of one row and collects what is wrong with them, so that a row tells all its issues at once. Every
 * method takes the name of the field in our words and the value as it came, and never throws.
 */
export class Reader {
  readonly issues: DataIssue[] = [];
  readonly remoteId: string;
  readonly #kind: EntityKind;

  /** `remoteId` is the value that identifies the row at its provider; a row without one has an issue. */
  constructor(kind: EntityKind, remoteId: unknown) {
    this.#kind = kind;
    this.remoteId = idText(remoteId);
    if (this.remoteId === '') this.note('id-missing', '', remoteId);
  }

  /** Clean text of at most `limit` characters. */
  text(field: string, value: unknown, limit: number = TEXT_LIMITS.place): string {
    return this.#keep(field, value, readText(value, limit));
  }

  /** A name of a person. */
  name(field: string, value: unknown): string {
    return this.#keep(field, value, readName(value, TEXT_LIMITS.name));
  }

  /** Another row's identifier as text; '' for none. */
  id(field: string, value: unknown): string {
    const id = idText(value);
    const isWrong = id === '' && value !== null && value !== undefined && value !== '';
    return this.#keep(field, value, isWrong ? faulty('', 'value-unreadable') : fine(id));
  }

  bib(value: unknown, field = 'bib'): string {
    return this.#keep(field, value, readBib(value));
  }

  /** Chips out of several values, each once; `;`, `|`, `,` and blanks part more than one in a text. */
  chips(...values: unknown[]): string[] {
    const texts = values.flat().map((value) => this.text('chips', value, TEXT_LIMITS.note));
    const chips = texts.flatMap((text) => text.split(/[\s;|,]+/)).filter((chip) => chip !== '');
    return [...new Set(chips)];
  }

  /** Two letters where we know the country. */
  country(value: unknown): string {
    return this.#keep('country', value, readCountry(value));
  }

  sex(value: unknown, table?: WordTable<Sex>): Sex {
    return this.#keep('sex', value, readSex(value, table));
  }

  age(value: unknown): number | null {
    return this.#keep('age', value, readAge(value));
  }

  /** `YYYY-MM-DD`. */
  date(field: string, value: unknown, order?: DateOrder): string | null {
    return this.#keep(field, value, readDate(value, order));
  }

  /** A moment in ms; `zone` is the IANA name for texts that have none. */
  instant(field: string, value: unknown, zone: string | null, order?: DateOrder): InstantMs | null {
    return this.#keep(field, value, readInstant(value, zone, order));
  }

  /** An IANA name that we know. */
  timeZone(value: unknown): string | null {
    const name = this.text('timeZone', value);
    if (name === '') return null;
    return this.#keep('timeZone', value, isZone(name) ? fine(name) : faulty(null, 'value-unknown'));
  }

  /** A time in ms, or the word in its place. */
  clock(field: string, value: unknown, unit?: ClockUnit): ClockValue {
    return this.#keep(field, value, readClock(value, unit));
  }

  /** A time in ms where a word in its place is of no interest. */
  timeMs(field: string, value: unknown, unit?: ClockUnit): number | null {
    return this.clock(field, value, unit).timeMs;
  }

  /** A place from 1; of `1 / 46`, `1.` or `F (1)` the first number. Nothing, 0 and words in its place are none. */
  place(field: string, value: unknown): number | null {
    const [digits] = /\d+/.exec(this.text(field, value)) ?? [];
    const place = Number(digits ?? 0);
    return this.#keep(
      field,
      value,
      place > HIGHEST_PLACE ? faulty(null, 'value-unreadable') : fine(place || null),
    );
  }

  entryState(value: unknown, table?: WordTable<EntryState>): EntryState {
    return this.#keep('state', value, readEntryState(value, table));
  }

  resultState(value: unknown, table?: WordTable<ResultState>): ResultState {
    return this.#keep('state', value, readResultState(value, table));
  }

  /** Note something that only the caller can see. */
  note(code: IssueCode, field: string, value: unknown): void {
    this.issues.push({
      code,
      kind: this.#kind,
      remoteId: this.remoteId,
      field,
      value: shown(value).slice(0, ISSUE_VALUE_CHARACTERS),
    });
  }

  #keep<T>(field: string, value: unknown, outcome: Outcome<T>): T {
    if (outcome.issue !== null) this.note(outcome.issue, field, value);
    return outcome.value;
  }
}

/** Identifiers stay as they came: no repair and no cutting. A number beyond exactness has lost digits and is none. */
function idText(value: unknown): string {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : '';
  if (typeof value !== 'string') return '';
  const id = value.trim();
  return id.length <= ID_CHARACTERS ? id : '';
}

function shown(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return typeof value;
  }
}
