import type { InstantMs } from '@project88/core/time/units.ts';

/**
 * An instant as a parameter for a `timestamptz` column. The other way needs no call: columns arrive as `InstantMs`
 * already (`tenancy/columnTypes.ts`).
 */
export function timestamp(atMs: InstantMs): string {
  return new Date(atMs).toISOString();
}

/** The same for a column that may be null. */
export function timestampOrNull(atMs: InstantMs | null): string | null {
  return atMs === null ? null : timestamp(atMs);
}
