import { DAY_MS, daysFromCivil } from './calendar.ts';
import { type InstantMs, instantMs, type WallMs, wallMs } from './units.ts';

/** No zone changes its clock within a quarter of an hour as seen from UTC, so one look-up serves for all of it. */
const OFFSET_STEP_MS = 900_000;

/** Quarters of an hour remembered per zone: 100 days. Beyond it the memory starts afresh. */
const OFFSETS_KEPT = 9_600;

interface Zone {
  format: Intl.DateTimeFormat;
  offsetsMs: Map<number, number>;
}

/** A memory, not a state: what it holds depends on nothing but the zone. */
const zones = new Map<string, Zone>();

/**
 * The one place where a local wall time becomes an instant. `zone` is an IANA name; an unknown one throws RangeError,
 * since names are checked where they enter. An hour that comes twice is taken the first time; a time in an hour that
 * is skipped is moved forward by what was skipped (2:30 becomes 3:30), as a clock that nobody set would show it.
 */
export function wallToInstant(wall: WallMs, zone: string): InstantMs {
  const before = offsetAt(wall - DAY_MS, zone);
  const after = offsetAt(wall + DAY_MS, zone);
  if (before === after) return instantMs(wall - before);
  // The clock changes nearby. Going back: both offsets fit, and the one from before gives the earlier instant.
  // Going forward into the gap: none fits, and the offset from before moves the time on.
  const fitsAfterOnly = !fits(wall, before, zone) && fits(wall, after, zone);
  return instantMs(wall - (fitsAfterOnly ? after : before));
}

/** The date and time that clocks in `zone` show at an instant. */
export function instantToWall(instant: InstantMs, zone: string): WallMs {
  return wallMs(instant + offsetAt(instant, zone));
}

function fits(wall: number, offsetMs: number, zone: string): boolean {
  return offsetAt(wall - offsetMs, zone) === offsetMs;
}

/** Local minus UTC at a moment, in milliseconds. */
function offsetAt(atMs: number, name: string): number {
  const zone = zones.get(name) ?? openZone(name);
  const step = Math.floor(atMs / OFFSET_STEP_MS);
  const known = zone.offsetsMs.get(step);
  if (known !== undefined) return known;
  const offsetMs = lookUpOffset(zone.format, step * OFFSET_STEP_MS);
  if (zone.offsetsMs.size >= OFFSETS_KEPT) zone.offsetsMs.clear();
  zone.offsetsMs.set(step, offsetMs);
  return offsetMs;
}

function openZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: name,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone = { format, offsetsMs: new Map<number, number>() };
  zones.set(name, zone);
  return zone;
}

function lookUpOffset(format: Intl.DateTimeFormat, atMs: number): number {
  const parts = new Map(format.formatToParts(atMs).map((part) => [part.type, part.value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
  const days = daysFromCivil({ year, month: part('month'), day: part('day') });
  const localMs = days * DAY_MS + part('hour') * 3_600_000 + part('minute') * 60_000 + part('second') * 1000;
  return localMs - Math.floor(atMs / 1000) * 1000;
}
