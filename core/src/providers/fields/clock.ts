import { LONGEST_TIME_MS } from '../../roster/limits.ts';
import { parseDuration } from '../../time/parseDuration.ts';
import type { ResultState } from '../vocabulary.ts';
import { faulty, fine, type Outcome } from './outcome.ts';
import { readResultState } from './states.ts';

/** What a bare number means in a time field. A text with colons is always hours, minutes and seconds. */
export type ClockUnit = 'seconds' | 'milliseconds';

/** A time field: a time, or a word that stands in its place, or nothing. */
export interface ClockValue {
  /** Integer milliseconds. */
  timeMs: number | null;
  state: ResultState | null;
}

const NOTHING: ClockValue = { timeMs: null, state: null };
const DAYS = /^(\d{1,2})\s*d(?:ays?)?[\s,]+(.+)$/i;
const NUMBER = /^\d{1,12}(?:[.,]\d{1,20})?$/;

/**
 * Read a time of a result: `ss.s`, `m:ss`, `h:mm:ss.fff` with hours past 24, `1d 2:03:04`, or a number in `unit`. Nothing,
 * 0, `*` and dashes are no time: providers send them for whoever has not come. DNF and the like are a state.
 */
export function readClock(value: unknown, unit: ClockUnit = 'seconds'): Outcome<ClockValue> {
  if (value === null || value === undefined) return fine(NOTHING);
  if (typeof value !== 'string' && typeof value !== 'number') return faulty(NOTHING, 'value-unreadable');
  const text = String(value).trim();
  if (/^[*\-–—:.0\s]*$/.test(text) || /^(null|n\/a)$/i.test(text)) return fine(NOTHING);
  const timeMs = NUMBER.test(text) ? bareNumber(text, unit) : clockText(text);
  if (timeMs !== null) return inRange(timeMs);
  const { value: state, issue } = readResultState(text);
  return issue === null && state !== 'unknown'
    ? fine({ timeMs: null, state })
    : faulty(NOTHING, 'value-unreadable');
}

function bareNumber(text: string, unit: ClockUnit): number {
  const number = Number(text.replace(',', '.'));
  // Cut like every time: a thousandth that was not complete does not count. The tiny addend undoes binary fractions.
  return Math.floor(unit === 'seconds' ? number * 1000 + 1e-6 : number);
}

function clockText(text: string): number | null {
  const [, days = '0', rest = text] = DAYS.exec(text) ?? [];
  const timeMs = parseDuration(rest);
  return timeMs === null ? null : timeMs + Number(days) * 86_400_000;
}

function inRange(timeMs: number): Outcome<ClockValue> {
  if (timeMs > LONGEST_TIME_MS) return faulty(NOTHING, 'value-unreadable');
  return fine(timeMs === 0 ? NOTHING : { timeMs, state: null });
}
