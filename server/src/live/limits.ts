/** Limits of the live displays. Each has a unit in its name and a reason. */

/** A room with few screens flushes as fast as changes come; each further screen costs one socket write per flush. */
export const FLUSH_MS_PER_SCREEN = 0.1;
/** A change waits at most one frame of a 60 Hz screen when a room has up to 1,000 screens. */
export const FLUSH_MAX_MS = 16;
/** With more screens than this a room flushes ten times a second: writes to sockets are the bottleneck. */
export const CROWDED_SCREENS = 1_000;
export const FLUSH_CROWDED_MS = 100;

/** Screens hear from the server at least so often; they take a longer silence for a lost connection. */
export const TICK_MS = 2_000;

/** A screen with so much unsent data gets no more deltas, but the newest state when it has caught up. */
export const LAGGING_BYTES = 64 * 1024;
/** A screen with so much unsent data is cut off; it comes back by itself. */
export const CUT_OFF_BYTES = 1024 * 1024;

/** Screens of one link; more than any venue has, fewer than would hurt the others. */
export const SCREENS_PER_LINK = 5_000;
/** Largest message from a browser: hello and watch are far smaller. */
export const CLIENT_MESSAGE_BYTES = 4 * 1024;
/** Live sockets from one address: a venue's screens share one. */
export const SOCKETS_PER_ADDRESS = 2_000;
/**
 * Handshakes of one address: after a restart all of a venue's screens come back within a moment, and may have to try
 * twice. Then one more every so many ms.
 */
export const HANDSHAKES_PER_ADDRESS = {
  burst: 2 * SOCKETS_PER_ADDRESS,
  refillMs: 20,
  rememberedKeys: 20_000,
};
/** The same for one partner over all addresses: two links full of screens. */
export const HANDSHAKES_PER_TENANT = { burst: 2 * SCREENS_PER_LINK, refillMs: 10, rememberedKeys: 20_000 };
/**
 * Messages of one socket: a screen says about one in three seconds, a console one per click. Then one more every so
 * many ms; above it the socket is closed.
 */
export const CLIENT_MESSAGES = { burst: 100, refillMs: 250, rememberedKeys: 1 };
/** How often open sockets are checked again, in ms: so much later than a login does its socket end at the latest. */
export const RECHECK_EVERY_MS = 30_000;

/** Reads kept in memory for each timing session, to fill the lists of a display session that is bound later. */
export const READS_KEPT_PER_TIMING_SESSION = 10_000;
/** Distinct unknown chips listed for the operator of a display session. */
export const UNKNOWN_TAGS_KEPT = 200;
/** Guns of a display session: more waves than any race has. Later ones are not shown by name. */
export const GUNS_KEPT = 100;
/** Those who are about to arrive are worked out at most so often, in ms: each time goes through all who are on the course. */
export const APPROACHING_EVERY_MS = 2_000;
/** Waiting cards listed for the operator; the count covers all. */
export const WAITING_SHOWN = 30;

/** The console gets a display session's state at most so often. */
export const CONSOLE_EVERY_MS = 250;

/** Times from read to frame are kept for so many minutes: what an operator wants to know is how it is now. */
export const LATENCY_MINUTES = 5;
/** A read that took longer to be seen, in ms, was not seen live: the screen was off, or its clock is wrong. */
export const LATENCY_MOST_MS = 60_000;
/** Samples taken of one beat; a screen beats every few seconds and shows at most one delta per frame. */
export const LATENCY_SAMPLES_PER_BEAT = 100;

/**
 * A screen has so many ms to follow a change of the design: two of its beats, in which it tells what it shows, and one that
 * may be lost. Afterwards operators are told that it shows an older one.
 */
export const DESIGN_FOLLOWS_MS = 15_000;

/** Screens of a room that wait to be remembered, when the database is away: as many as are remembered. */
export const SEEN_KEPT = 500;
/** New screens of a room are remembered together, after so many ms: at a power cut all of a venue come back at once. */
export const REMEMBER_AFTER_MS = 500;
/** What could not be stored because the database is away is tried again after so many ms. */
export const SAVE_AGAIN_MS = 2_000;
/** Crossings that announcers have called, per room. The oldest ticks are forgotten: nobody scrolls back so far. */
export const CALLED_KEPT = 2_000;

/** Whoever may change a template and says nothing for so many ms loses it to the next who wants it. */
export const SILENT_EDITOR_MS = 60_000;

/** How often rooms are looked at for the analytics: three times in the shortest life of a card on air. */
export const ANALYTICS_LOOK_MS = 500;
/** How often what was seen is written. */
export const ANALYTICS_WRITE_MS = 60_000;
/** Minutes of a display session that wait while the database is away: half a day. */
export const ANALYTICS_KEPT_MINUTES = 720;
