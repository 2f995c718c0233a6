/** Limits of the queue. Each has a unit in its name and a reason. */

/** Cards that may wait: four times the largest race, so that only a stream gone mad can reach it. */
export const WAITING_CARDS_LIMIT = 100_000;
/** Cards that an operator can bring back, the last first: as many as the recent list shows. */
export const LEFT_CARDS_KEPT = 50;
/** When those who wait could not all be shown within so many ms, more are shown at once. */
export const DRAIN_MS = 10_000;
/**
 * How often runners come is measured over so many times `gridBelowMs`: short enough to act within seconds, long enough that
 * two friends who finish together are no crowd.
 */
export const RATE_INTERVALS = 4;
