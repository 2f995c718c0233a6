/** Limits and times of the builder. */
export const BUILDER_LIMITS = {
  /** Steps that can be undone: more than a day's work, and still a small database. */
  steps: 500,
  /** Quiet time after a change before the draft is sent. Milliseconds. */
  saveAfterMs: 700,
  /** However busy one is, the draft is sent at least so often. Milliseconds. */
  saveEveryMs: 5_000,
  /** First and longest pause before an attempt is repeated while nothing answers. Milliseconds. */
  retryFirstMs: 2_000,
  retryMostMs: 30_000,
  /** Who uses the builder says so at most this often; the server takes silence of a minute for absence. Milliseconds. */
  sayEveryMs: 15_000,
  /** Steps of the same kind that follow each other so fast are one step. Milliseconds. */
  mergeMs: 1_000,
  /** The pointer must go so far before a press is a drag. Screen pixels. */
  dragFromPx: 3,
  /** Edges that are nearer snap. Screen pixels. */
  snapPx: 6,
  /** Room around the canvas when it is fitted into the window. Screen pixels. */
  marginPx: 48,
} as const;
