import { formatDuration } from '../../time/duration.ts';
import { durationMs, type InstantMs } from '../../time/units.ts';
import type { ClockBlock } from '../document/blocks.ts';

/** What a clock counts from and where it hangs. */
export interface ClockBasis {
  gunAtMs: InstantMs | null;
  /** Guns of waves by their names. */
  guns?: Readonly<Record<string, InstantMs>>;
  /** IANA zone of the venue. */
  timeZone: string;
}

type Clock = Pick<ClockBlock, 'source' | 'beforeGun' | 'wave' | 'until' | 'precision'>;

/** What a clock block shows at a moment of the server's clock. Derived, never counted: a late frame cannot drift. */
export function clockText(block: Clock, basis: ClockBasis, nowMs: InstantMs): string {
  const { source, beforeGun, precision } = block;
  if (source === 'time-of-day') return dayText(nowMs, basis.timeZone, precision);
  if (source === 'countdown') return countdownText(block, basis.timeZone, nowMs);
  const gunAtMs = block.wave ? (basis.guns?.[block.wave] ?? null) : basis.gunAtMs;
  if (gunAtMs !== null && nowMs >= gunAtMs) return spanText(nowMs - gunAtMs, precision);
  return source === 'race' ? beforeGun : dayText(nowMs, basis.timeZone, precision);
}

/** Time until a time of day of today; a countdown shows begun seconds in full, so that zero is the moment itself. */
function countdownText({ until, beforeGun, precision }: Clock, timeZone: string, nowMs: InstantMs): string {
  const day = timeOfDay(nowMs, timeZone);
  if (until === undefined || day === '') return beforeGun;
  const restMs = secondsOfDay(until) * SECOND_MS - (secondsOfDay(day) * SECOND_MS + (nowMs % SECOND_MS));
  if (restMs <= 0) return beforeGun;
  const shownMs = precision === 'tenths' ? restMs : Math.ceil(restMs / SECOND_MS) * SECOND_MS;
  return spanText(shownMs, precision);
}

const SECOND_MS = 1_000;
const TENTH_MS = 100;

function spanText(spanMs: number, precision: Clock['precision']): string {
  const text = formatDuration(durationMs(spanMs));
  if (precision === 'short') return text.slice(0, -3);
  if (precision === 'tenths') return `${text}.${Math.floor((spanMs % SECOND_MS) / TENTH_MS)}`;
  return text;
}

function dayText(nowMs: InstantMs, timeZone: string, precision: Clock['precision']): string {
  const text = timeOfDay(nowMs, timeZone);
  if (precision === 'short') return text.slice(0, -3);
  return precision === 'tenths' && text !== ''
    ? `${text}.${Math.floor((nowMs % SECOND_MS) / TENTH_MS)}`
    : text;
}

function secondsOfDay(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
}

/** One formatter per zone: making one costs more than a frame may take. Null: this machine does not know the zone. */
const formatters = new Map<string, Intl.DateTimeFormat | null>();

/** `HH:MM:SS` at the venue; empty when the zone is unknown here, because a wrong hour is worse than none. */
function timeOfDay(nowMs: InstantMs, timeZone: string): string {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = makeFormatter(timeZone);
    formatters.set(timeZone, formatter);
  }
  return formatter?.format(nowMs) ?? '';
}

function makeFormatter(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', timeStyle: 'medium' });
  } catch {
    return null;
  }
}
