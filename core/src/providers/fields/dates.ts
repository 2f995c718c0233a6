import { civilFromDays, DAY_MS, daysFromCivil, daysInMonth } from '../../time/calendar.ts';
import { type InstantMs, instantMs, wallMs } from '../../time/units.ts';
import { wallToInstant } from '../../time/zone.ts';
import { faulty, fine, type Outcome } from './outcome.ts';

/** Which number comes first in `7/4/2026`. Providers of this world write the month first. */
export type DateOrder = 'month-first' | 'day-first';

/** A date and time as it is written, and how far it is from UTC when the text says so. */
interface Written {
  year: number;
  month: number;
  day: number;
  /** Milliseconds since local midnight. */
  timeOfDayMs: number;
  /** Local minus UTC; null: a local time of a place that the text does not name. */
  offsetMs: number | null;
}

const CLOCK = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp])?\.?(?:[Mm]\.?)?)?`;
const OFFSET = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${CLOCK}${OFFSET}$`);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})${CLOCK}${OFFSET}$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const DOT_NET = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;
const UNIX = /^-?\d{1,15}$/;

/** Dates that programs write for none. */
const NO_DATES = new Set(['1899-12-30', '1899-12-31', '0001-01-01', '0000-00-00']);
/** Numbers up to this size are seconds: until the year 5138 as seconds, from March 1973 as milliseconds. */
const MOST_UNIX_SECONDS = 99_999_999_999;

/** The date alone as `YYYY-MM-DD`, without regard to its time; null for none. A moment (Unix, `/Date()/`) is taken in UTC. */
export function readDate(value: unknown, order: DateOrder = 'month-first'): Outcome<string | null> {
  const outcome = readWritten(value, order, isCompactDate(value));
  return { value: outcome.value === null ? null : dateText(outcome.value), issue: outcome.issue };
}

/**
 * The moment in ms. A text without an offset is a local time in `zone` (IANA name); without a zone it is an issue. A date
 * without a time is its midnight.
 */
export function readInstant(
  value: unknown,
  zone: string | null,
  order: DateOrder = 'month-first',
): Outcome<InstantMs | null> {
  const { value: written, issue } = readWritten(value, order, false);
  if (written === null) return { value: null, issue };
  const wall = daysFromCivil(written) * DAY_MS + written.timeOfDayMs;
  if (written.offsetMs !== null) return fine(instantMs(wall - written.offsetMs));
  if (zone === null || !isZone(zone)) return faulty(null, 'zone-unknown');
  return fine(wallToInstant(wallMs(wall), zone));
}

/** Whether this is the name of a time zone that we know. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    wallToInstant(wallMs(0), name);
    return true;
  } catch {
    return false;
  }
}

function readWritten(value: unknown, order: DateOrder, isCompact: boolean): Outcome<Written | null> {
  if (value === null || value === undefined || value === 0) return fine(null);
  if (typeof value !== 'string' && typeof value !== 'number') return faulty(null, 'value-unreadable');
  const text = String(value).trim();
  if (/^(0|null|n\/a|-+|0+[-/]0+[-/]0+.*)?$/i.test(text)) return fine(null);
  const written = isCompact ? fromCompact(text) : (fromMoment(text) ?? fromText(text, order));
  if (written === null) return faulty(null, 'value-unreadable');
  if (!isPossible(written)) return faulty(null, 'date-impossible');
  return NO_DATES.has(dateText(written)) ? fine(null) : fine(written);
}

function isCompactDate(value: unknown): boolean {
  return typeof value === 'string' && COMPACT.test(value.trim());
}

function fromCompact(text: string): Written | null {
  const [, year, month, day] = COMPACT.exec(text) ?? [];
  return { year: Number(year), month: Number(month), day: Number(day), timeOfDayMs: 0, offsetMs: null };
}

function fromMoment(text: string): Written | null {
  const [, milliseconds] = DOT_NET.exec(text) ?? [];
  if (milliseconds !== undefined) return writtenAt(Number(milliseconds));
  if (!UNIX.test(text)) return null;
  const number = Number(text);
  return writtenAt(Math.abs(number) <= MOST_UNIX_SECONDS ? number * 1000 : number);
}

function writtenAt(atMs: number): Written {
  const days = Math.floor(atMs / DAY_MS);
  return { ...civilFromDays(days), timeOfDayMs: atMs - days * DAY_MS, offsetMs: 0 };
}

function fromText(text: string, order: DateOrder): Written | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    const [, year, month, day, ...rest] = yearFirst;
    return withClock(Number(year), Number(month), Number(day), rest);
  }
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast === null) return null;
  const [, one, separator, two, year, ...rest] = yearLast;
  // A dot parts day from month wherever it is used.
  const isDayFirst = order === 'day-first' || separator === '.';
  const [month, day] = isDayFirst ? [two, one] : [one, two];
  return withClock(Number(year), Number(month), Number(day), rest);
}

function withClock(year: number, month: number, day: number, rest: readonly (string | undefined)[]): Written {
  const [hours = '0', minutes = '0', seconds = '0', fraction = '', half, offset] = rest;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0);
  const isWrongHour = half !== undefined && (Number(hours) < 1 || Number(hours) > 12);
  const timeOfDayMs = clockMs(isWrongHour ? 99 : hour, Number(minutes), Number(seconds));
  const fractionMs = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return { year, month, day, timeOfDayMs: timeOfDayMs + fractionMs, offsetMs: offsetMs(offset) };
}

/** Out of the day when minutes or seconds are none, so that the whole is found impossible. */
function clockMs(hours: number, minutes: number, seconds: number): number {
  return minutes > 59 || seconds > 59 ? 2 * DAY_MS : ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function offsetMs(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[A-Z]/.test(text)) return 0;
  const digits = text.replace(/\D/g, '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}

function isPossible({ year, month, day, timeOfDayMs, offsetMs: offset }: Written): boolean {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return false;
  return timeOfDayMs < DAY_MS && Math.abs(offset ?? 0) <= 14 * 3_600_000;
}

function dateText({ year, month, day }: Written): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
