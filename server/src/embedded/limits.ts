/** Limits of the embedded database server: name, unit, reason. */
export const EMBEDDED_LIMITS = {
  /** A killed server holds its lock and shared memory until its last process is gone; so long starts are retried, ms. */
  startRetryMs: 15_000,
  /** Pause between two such starts, ms. */
  startRetryPauseMs: 250,
  /** Longest crash recovery: replaying 600 MB took 3.5 s, and at most about 1 GB accumulates; slow disks exist, ms. */
  recoveryMs: 300_000,
  /** How often the server's state file is looked at while it starts or stops, ms. */
  pollMs: 10,
  /** A fast stop writes a checkpoint first; after this long it becomes an immediate stop, recovered at next start, ms. */
  stopMs: 20_000,
  /** How long an immediate stop may take before the server is killed, ms. */
  immediateStopMs: 5_000,
  /** Pause before a server that died by itself is started again, ms. */
  restartPauseMs: 500,
  /** Connections of the server: the pool, migrations and a person with a tool. */
  connections: 60,
  /** Last lines of the server that are kept for an error message. */
  keptLogLines: 20,
} as const;
