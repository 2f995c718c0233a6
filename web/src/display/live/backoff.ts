/** The first try comes almost at once: most losses are a restart or a flicker of the network. */
const FIRST_RETRY_MS = 250;
const SECOND_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5_000;

/**
 * How long to wait before a new connection, in milliseconds. `failures` counts tries in a row that brought no data,
 * from 0. Spread by `random` (0 to 1), because fifty screens lose their server in the same moment.
 */
export function retryDelayMs(failures: number, random: () => number): number {
  if (failures === 0) return FIRST_RETRY_MS * random();
  const longestMs = Math.min(LONGEST_RETRY_MS, SECOND_RETRY_MS * 2 ** (failures - 1));
  return longestMs * (0.5 + 0.5 * random());
}
