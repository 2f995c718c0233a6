/** Limits of talking to the database: name, unit, reason. */
export const DATABASE_LIMITS = {
  /** Longest wait for a connection, in milliseconds: a person gets a clear 503 instead of a hanging page. */
  connectTimeoutMs: 3_000,
  /** Longest single statement, in milliseconds: the slowest honest one is deleting a roster of 100,000 rows. */
  statementTimeoutMs: 15_000,
  /** Longest silence inside a transaction, in milliseconds: a stalled upload must not hold its rows and connection. */
  idleInTransactionTimeoutMs: 30_000,
  /** Longest wait for any answer, in milliseconds, above the server's own limit: the network may swallow it. */
  answerTimeoutMs: 20_000,
} as const;
