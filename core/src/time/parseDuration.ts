import { type DurationMs, durationMs } from './units.ts';

/** Hours, minutes, seconds, fraction; hours or hours and minutes may be left out. */
const DURATION = /^(?:(?:(\d{1,4}):)?(\d{1,5}):)?(\d{1,7})(?:[.,](\d{1,9}))?$/;

/**
 * Parse a race time as people write it: `1:02:03.4`, `59:59`, `90:00` (minutes alone may pass 59), `3600` (seconds).
 * A comma is a decimal point too. Digits after the millisecond are cut off. Null when it is not a time.
 */
export function parseDuration(text: string): DurationMs | null {
  const match = DURATION.exec(text.trim());
  if (match === null) return null;
  const [, hours, minutes, seconds = '', fraction = ''] = match;
  if (minutes !== undefined && (seconds.length > 2 || Number(seconds) > 59)) return null;
  if (hours !== undefined && (minutes === undefined || minutes.length > 2 || Number(minutes) > 59))
    return null;
  const wholeSeconds = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds);
  return durationMs(wholeSeconds * 1_000 + Number(fraction.slice(0, 3).padEnd(3, '0')));
}
