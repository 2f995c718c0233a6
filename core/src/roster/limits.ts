/**
 * Longest texts of a row, in characters. They are far above real names (the longest in the lists we tested had 61
 * characters) and keep a row small enough for 100,000 of them in memory and for one frame on a screen.
 */
export const TEXT_LIMITS = {
  bib: 20,
  chip: 40,
  sex: 20,
  name: 100,
  place: 100,
  group: 100,
  note: 300,
} as const;

/** Chips per entry: two on the shoes and two on the bib are in use; relays carry one each. */
export const CHIPS_PER_ENTRY = 8;

/** Oldest age in years; the oldest known marathon finisher was 100. */
export const OLDEST_AGE = 120;

/** Splits of one result; a 24-hour race on a short loop has about 250 laps. */
export const SPLITS_PER_RESULT = 400;

/** Longest race time in milliseconds: 40 days, above the longest certified foot races in stages. */
export const LONGEST_TIME_MS = 40 * 24 * 3_600_000;

/** Highest place: ten times the largest field of a road race. */
export const HIGHEST_PLACE = 1_000_000;
