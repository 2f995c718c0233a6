/** Limits of what platform administrators decide: name, unit, reason. */
export const PLATFORM_LIMITS = {
  /** Time to restore a deleted partner, in ms: long enough to notice over a holiday, short enough to be a deletion. */
  restoreWithinMs: 30 * 24 * 3_600_000,
} as const;
