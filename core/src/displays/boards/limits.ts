/** Limits of the lists that are worked out. Each has a unit in its name and a reason. */

/** Rows of those who are about to arrive: more than an announcer can look at. */
export const APPROACHING_ROWS = 20;
/** Who has not come so many ms after the time that was expected was missed by the mat, or has stopped. */
export const OVERDUE_MS = 600_000;
/** A runner's own pace counts within these bounds: one stop at an aid station must not double the rest of the race. */
export const PACE_FACTOR = { least: 0.6, most: 1.7 } as const;
