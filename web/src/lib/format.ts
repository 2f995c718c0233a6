import { formatDuration } from '@project88/core/time/duration.ts';
import { durationMs } from '@project88/core/time/units.ts';

/** Numbers and times as people read them. All pure; instants are epoch milliseconds, zones are IANA names. */

const NUMBER = new Intl.NumberFormat('en');

/** `12345` → `12,345`. */
export function formatCount(value: number): string {
  return NUMBER.format(value);
}

/** A count with its noun: `1 screen`, `3 screens`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** How long ago, in the one unit that matters: `now`, `8 s`, `3 min`, `2 h`, `4 d`. Negative ages read as `now`. */
export function formatAge(ageMs: number): string {
  const seconds = Math.floor(ageMs / 1000);
  if (seconds < 1) return 'now';
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** A clock offset with its sign: `+0.42 s`, `−1:02:00`. */
export function formatOffset(offsetMs: number): string {
  const sign = offsetMs < 0 ? '−' : '+';
  const size = Math.abs(offsetMs);
  if (size < 60_000) return `${sign}${(size / 1000).toFixed(size < 10_000 ? 2 : 1)} s`;
  return `${sign}${formatDuration(durationMs(size))}`;
}

/** Date and time at the venue with the zone: `4 May, 12:09 EEST`. */
export function formatInstant(instant: number | string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant));
}

/** The day at the venue, with its year: `4 May 2031`. */
export function formatDay(instant: number | string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(new Date(instant));
}

/** Time of day at the venue: `12:09:33`. The zone stands in the heading of the column. */
export function formatClock(instant: number | string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(new Date(instant));
}

/** Short name of a zone at an instant: `EEST`, `GMT+3`. */
export function zoneName(timeZone: string, instant: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' }).formatToParts(instant);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** `1536` → `1.5 kB`. Decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
