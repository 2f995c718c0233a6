/** Limits of the audit log: name, unit, reason. */
export const AUDIT_LIMITS = {
  /** Entries that are read at once for verifying and exporting: about 1 MB, and other requests come in between. */
  batchEntries: 1_000,
  /** Entries that wait in memory while the database is away: hours of busy stepping on all displays, some 10 MB. */
  waitingEntries: 10_000,
  /** First wait before waiting entries are tried again, in ms; doubled up to the longest one. */
  retryMs: 500,
  /** Longest wait before waiting entries are tried again, in ms: soon after the database came back. */
  longestRetryMs: 15_000,
  /** Tries for an entry that the database refuses though it is there: once more after a lock was held too long. */
  refusedTries: 4,
  /** Longest time for writing what waits when the server stops, in ms: below what a part has for stopping. */
  flushMs: 5_000,
} as const;
