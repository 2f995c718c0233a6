/** Times of two scoring sources that still are the same, in ms: one rounds to whole seconds, the other does not. */
export const TIME_SLACK_MS = 1_000;

/** Fastest speeds on foot by distance, a tenth above the world records of their range. */
export const SPEED_LIMITS: readonly { upToM: number; metresPerSecond: number }[] = [
  { upToM: 400, metresPerSecond: 11.5 },
  { upToM: 1_000, metresPerSecond: 9 },
  { upToM: 3_000, metresPerSecond: 8 },
  { upToM: 10_000, metresPerSecond: 7.3 },
  { upToM: 42_200, metresPerSecond: 6.8 },
  { upToM: 5_000_000, metresPerSecond: 6.4 },
];

/** Places named in one issue: enough to find the spot. */
export const PLACES_SHOWN = 10;
