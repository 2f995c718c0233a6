/** Where an entry stands in its race. */
export const RACE_STATUSES = [
  'finished',
  'on-course',
  'not-started',
  'did-not-finish',
  'disqualified',
] as const;
export type RaceStatus = (typeof RACE_STATUSES)[number];
