import { DAY_MS } from './calendar.ts';

/** A clock reading: milliseconds since midnight, and how many midnights the clock has passed. */
export interface ClockReading {
  dayOffset: number;
  /** 0 to 86,399,999. */
  timeOfDayMs: number;
}

const ZERO = 48;
const COLON = 58;
const DOT = 46;

/** What the number parsers of this folder answer when the text is not such a number. */
export const NOT_A_NUMBER = -1;

/** Whole days and the rest of a length of time since midnight. */
export function splitDays(totalMs: number): ClockReading {
  const dayOffset = Math.floor(totalMs / DAY_MS);
  return { dayOffset, timeOfDayMs: totalMs - dayOffset * DAY_MS };
}

/**
 * The part of `text` between two positions, read as `HH:MM:SS[.f…]`, in milliseconds. Hours may run past 24, since
 * controllers count on from the first midnight of their session; `splitDays` tells the days apart. `NOT_A_NUMBER` when
 * it is no such time: minutes and seconds above 59, signs and stray text are refused. Runs for every chip read, hence
 * positions instead of slices and a number instead of an object.
 */
export function parseClockMs(text: string, from: number, to: number): number {
  const hoursEnd = text.indexOf(':', from);
  if (hoursEnd < from + 1 || hoursEnd > from + 3 || hoursEnd + 6 > to) return NOT_A_NUMBER;
  const hours = parseDigits(text, from, hoursEnd);
  const minutes = parseDigits(text, hoursEnd + 1, hoursEnd + 3);
  const seconds = parseDigits(text, hoursEnd + 4, hoursEnd + 6);
  const fractionMs = parseFractionMs(text, hoursEnd + 6, to);
  if (text.charCodeAt(hoursEnd + 3) !== COLON || minutes > 59 || seconds > 59) return NOT_A_NUMBER;
  if (hours < 0 || minutes < 0 || seconds < 0 || fractionMs < 0) return NOT_A_NUMBER;
  return hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + fractionMs;
}

/** Decimal digits between two positions as a number; `NOT_A_NUMBER` when empty or anything else stands there. */
export function parseDigits(text: string, from: number, to: number): number {
  if (to <= from || to - from > 15) return NOT_A_NUMBER;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return NOT_A_NUMBER;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * `.f…` between two positions in milliseconds, nothing at all as 0. Digits below the millisecond are cut, not rounded:
 * rounding up could carry a read into the next second, or the next day.
 */
export function parseFractionMs(text: string, from: number, to: number): number {
  if (from === to) return 0;
  if (text.charCodeAt(from) !== DOT) return NOT_A_NUMBER;
  const digits = parseDigits(text, from + 1, to);
  if (digits === NOT_A_NUMBER) return NOT_A_NUMBER;
  return Math.floor((digits * 1000) / 10 ** (to - from - 1));
}

/** Milliseconds since midnight as `HH:MM:SS`, as a clock on the wall shows it: begun seconds do not count. */
export function formatTimeOfDay(timeOfDayMs: number): string {
  const seconds = Math.floor(timeOfDayMs / 1000);
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}
