import { formatDuration } from '../../time/duration.ts';
import { durationMs, type InstantMs } from '../../time/units.ts';
import type { ClockBlock } from '../document/blocks.ts';

/** What a clock counts from and where it hangs. */
export interface ClockBasis {
  gunAtMs: InstantMs | null;
  /** IANA zone of the venue. */
  timeZone: string;
}

/** What a clock block shows at a moment of the server's clock. Derived, never counted: a late frame cannot drift. */
export function clockText(
  block: Pick<ClockBlock, 'source' | 'beforeGun'>,
  { gunAtMs, timeZone }: ClockBasis,
  nowMs: InstantMs,
): string {
  if (block.source === 'time-of-day') return timeOfDay(nowMs, timeZone);
  if (gunAtMs !== null && nowMs >= gunAtMs) return formatDuration(durationMs(nowMs - gunAtMs));
  return block.source === 'race' ? block.beforeGun : timeOfDay(nowMs, timeZone);
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
