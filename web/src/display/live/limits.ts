/** Times of the live connection, in milliseconds. The server ticks every 2 s. */
export const LIVE_TIMES = {
  /** Silence after which a connection is given up: two ticks and half a second for a slow network. */
  silenceMs: 4_500,
  /** Silence after which the data counts as old. With a connection one late tick is forgiven. */
  oldAfterMs: 3_000,
  oldAfterWhileConnectedMs: 4_000,
  /** How often the silence is looked at. */
  watchMs: 250,
  /** How often the server's clock is asked for, after the first samples of a connection. */
  clockSampleMs: 30_000,
  /** How often the screen reports its health. */
  beatMs: 5_000,
  /** A wall clock that runs ahead of the monotonic one by more has slept; clocks are put right by less. */
  sleptMs: 2_000,
} as const;

export type LiveTimes = { readonly [Name in keyof typeof LIVE_TIMES]: number };

/** Clock samples taken in a row after connecting; the quickest answer is the most exact one. */
export const FIRST_CLOCK_SAMPLES = 3;

/** Samples of one beat, from a read to its frame: two for each frame that a beat of a burst can have is no news. */
export const READ_SAMPLES = 50;
