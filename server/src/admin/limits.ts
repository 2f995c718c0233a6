import { AUTH_LIMITS } from '../auth/limits.ts';

/** Limits of the work of administrators at the server's keyboard: name, unit, reason. */
export const ADMIN_LIMITS = {
  /**
   * How long a value that was sealed with the former master key may still be on its way into the database, in ms: the
   * wait for a connection, a statement and an idle transaction at their own limits (3 + 15 + 30 s), and some room.
   */
  sealToCommitMs: 60_000,
  /** How long a token of a former signing key may still be used, in ms: its life and two clocks that differ. */
  lastTokenMs: (AUTH_LIMITS.accessTokenS + 2 * AUTH_LIMITS.clockToleranceS) * 1_000,
  /** How often it is looked whether a former key can be forgotten, in ms. */
  tidyEveryMs: 30_000,
  /** Longest body of a question on the admin socket, in bytes: it names a few words. */
  bodyBytes: 4_096,
  /** Longest path of a unix socket, in bytes: what macOS allows, which is less than Linux. Longer ones use loopback. */
  socketPathBytes: 100,
  /** Longest wait for an answer on the admin socket, in ms: a large installation has thousands of values to wrap. */
  answerMs: 600_000,
} as const;
