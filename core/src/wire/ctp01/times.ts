import { DAY_MS, daysFromCivil, daysInMonth } from '../../time/calendar.ts';
import { NOT_A_NUMBER, parseClockMs, parseDigits, parseFractionMs, splitDays } from '../../time/timeOfDay.ts';
import { type WallMs, wallMs } from '../../time/units.ts';
import { FIRST_CREDIBLE_YEAR, MAX_CLOCK_HOURS } from './limits.ts';

/** The four ways in which the client may write a time; which one is recognised row by row. */
export type TimeFormat = 'normal' | 'iso' | 'unix' | 'msecs';

/** A time of a row. All formats are local wall clock with 10 ms steps; none carries a zone. */
export interface RowTime {
  format: TimeFormat;
  /** Local date and time, or null for `normal` and `msecs`, which count from a day that they do not tell. */
  wallMs: WallMs | null;
  /** Milliseconds since local midnight, 0 to 86,399,999. */
  timeOfDayMs: number;
  /** Midnights since the first day of the timing session; 0 when the date is known. */
  dayOffset: number;
  /** The date lies before 2000: nobody has set the controller's clock. The read is kept all the same. */
  clockNotSet: boolean;
}

const DASH = 45;
const ISO_TIME_AT = 11;
/** Last second that four-digit years can write; a unix time beyond it is no time. */
const LAST_UNIX_S = 253_402_300_799;
const FIRST_CREDIBLE_WALL = daysFromCivil({ year: FIRST_CREDIBLE_YEAR, month: 1, day: 1 }) * DAY_MS;
const MAX_CLOCK_MS = MAX_CLOCK_HOURS * 3_600_000;

/**
 * Recognise and read the time of a row; null when it is no possible time. A whole number is `msecs` up to ten days
 * and `unix` above; with a fraction it is `unix`.
 */
export function parseRowTime(text: string): RowTime | null {
  if (text.charCodeAt(4) === DASH) return parseIso(text);
  if (text.includes(':')) return sinceFirstMidnight('normal', parseClockMs(text, 0, text.length));
  const dot = text.indexOf('.');
  const whole = parseDigits(text, 0, dot === -1 ? text.length : dot);
  if (dot === -1 && whole < MAX_CLOCK_MS) return sinceFirstMidnight('msecs', whole);
  return parseUnix(whole, dot === -1 ? 0 : parseFractionMs(text, dot, text.length));
}

/** The local date and time of a row once the first day of its timing session is known. */
export function wallWithDay(time: RowTime, firstMidnight: WallMs): WallMs {
  return time.wallMs ?? wallMs(firstMidnight + time.dayOffset * DAY_MS + time.timeOfDayMs);
}

/** `YYYY-MM-DDTHH:MM:SS[.f…]`, without a zone. */
function parseIso(text: string): RowTime | null {
  const separator = text.charAt(10);
  if (text.charCodeAt(7) !== DASH || (separator !== 'T' && separator !== ' ')) return null;
  const year = parseDigits(text, 0, 4);
  const month = parseDigits(text, 5, 7);
  const day = parseDigits(text, 8, 10);
  const clockMs = parseClockMs(text, ISO_TIME_AT, text.length);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if (clockMs === NOT_A_NUMBER || clockMs >= DAY_MS) return null;
  return onDate('iso', daysFromCivil({ year, month, day }) * DAY_MS, clockMs);
}

function parseUnix(seconds: number, fractionMs: number): RowTime | null {
  if (seconds < 0 || seconds > LAST_UNIX_S || fractionMs < 0) return null;
  const timeOfDayMs = (seconds * 1000 + fractionMs) % DAY_MS;
  return onDate('unix', seconds * 1000 + fractionMs - timeOfDayMs, timeOfDayMs);
}

function onDate(format: TimeFormat, midnight: number, timeOfDayMs: number): RowTime {
  const clockNotSet = midnight < FIRST_CREDIBLE_WALL;
  return { format, wallMs: wallMs(midnight + timeOfDayMs), timeOfDayMs, dayOffset: 0, clockNotSet };
}

function sinceFirstMidnight(format: TimeFormat, totalMs: number): RowTime | null {
  if (totalMs < 0 || totalMs >= MAX_CLOCK_MS) return null;
  const { dayOffset, timeOfDayMs } = splitDays(totalMs);
  return { format, wallMs: null, timeOfDayMs, dayOffset, clockNotSet: false };
}
