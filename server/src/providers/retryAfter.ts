import type { InstantMs } from '@project88/core/time/units.ts';

/** How long a provider wants us to wait, in ms: seconds or a date (RFC 9110 §10.2.3); null when it does not say. */
export function readRetryAfterMs(value: string | undefined, nowMs: InstantMs): number | null {
  const text = (value ?? '').trim();
  if (text === '') return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  // A bare number that is none of ours must not be taken for a year.
  const atMs = /^[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}
