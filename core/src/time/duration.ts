import { type DurationMs, durationMs } from './units.ts';

const SECOND_MS = 1_000;

/**
 * Round a finish time up to the next whole second, as it is published: the athletics rulebook rounds times of road races
 * up (World Athletics Technical Rules, rule 19). A whole second stays as it is.
 */
export function roundUpToSecond(duration: DurationMs): DurationMs {
  return durationMs(Math.ceil(duration / SECOND_MS) * SECOND_MS);
}

/**
 * A duration as `h:mm:ss`, begun seconds not counted, as a running clock shows it. Hours may have more than two digits;
 * a negative duration has a minus sign and counts down.
 */
export function formatDuration(duration: DurationMs): string {
  if (duration < 0) return `-${formatDuration(durationMs(Math.ceil(-duration / SECOND_MS) * SECOND_MS))}`;
  const seconds = Math.floor(duration / SECOND_MS);
  return `${Math.floor(seconds / 3600)}:${twoDigits((seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
