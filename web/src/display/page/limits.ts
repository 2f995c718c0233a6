/** Limits of what a screen keeps for a start without a network. */
export const KEPT = {
  /** Links whose last state is kept: a machine shows one or two, and gets new links from day to day. */
  links: 4,
  /** Days after the end of its link for which a state is kept: clocks of players are wrong by hours. */
  daysAfterEnd: 1,
  /** Milliseconds between two writes while the state changes: flash memory wears out. */
  everyMs: 4_000,
  /** Milliseconds that the first write waits. */
  firstMs: 500,
  /** Milliseconds that a start waits for what was kept. */
  readMs: 1_500,
} as const;

/** When a page takes a newer version of itself. */
export const UPDATES = {
  /** How often it is looked for, in milliseconds: a screen never navigates by itself. */
  pollMs: 15 * 60_000,
  /** How long a screen must have rested before it takes one by itself. */
  restingMs: 60_000,
  /** How long it waits for the files of the new version to be kept. */
  installMs: 15_000,
} as const;

/** What a watching timer takes for a frame loop that stands still, in milliseconds, while the page can be seen. */
export const STUCK_FRAMES_MS = 2_000;
/** How often that timer looks, and draws in place of the loop. */
export const WATCH_FRAMES_MS = 500;
