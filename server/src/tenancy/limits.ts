/** Limits of talking to the database: name, unit, reason. */
export const DATABASE_LIMITS = {
  /** Longest wait for a connection, in milliseconds: a person gets a clear 503 instead of a hanging page. */
  connectTimeoutMs: 3_000,
  /**
   * Longest single statement, in milliseconds: the slowest honest one is deleting a roster of 100,000 rows. What may be
   * more (a deleted partner) is removed in batches.
   */
  statementTimeoutMs: 15_000,
  /** Longest silence inside a transaction, in milliseconds: a stalled upload must not hold its rows and connection. */
  idleInTransactionTimeoutMs: 30_000,
  /** Longest wait for any answer, in milliseconds, above the server's own limit: the network may swallow it. */
  answerTimeoutMs: 20_000,
  /**
   * Tries of one connection that is refused, while its password changes or after a change that failed left two that may
   * be right. Far more changes than fit into one connection; without an end, two wrong ones would be tried for ever.
   */
  loginTries: 10,
} as const;
