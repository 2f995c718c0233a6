import { ProblemError } from '@project88/core/contract/errors.ts';

/** Classes and codes of PostgreSQL that mean "the server went away", not "the statement is wrong". */
const AWAY_STATES = /^(08...|57P0[1-5]|53300|25P03)$/;
const AWAY_ERRNO = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);
/** The driver gives its own failures no code; these are all its sentences for a lost or late connection. */
const AWAY_SENTENCES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

/** True when the error says that the database is not reachable or went away in the middle. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return AWAY_STATES.test(code) || AWAY_ERRNO.has(code) || AWAY_SENTENCES.test(error.message);
}

/** True when the database did not accept the login or its password. */
export function isLoginRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '28P01' || error.code === '28000');
}

/** Turn a lost database into the catalogue's `DATABASE_UNAVAILABLE`; anything else stays what it is. */
export function asProblem(error: unknown): unknown {
  if (!isDatabaseAway(error)) return error;
  const problem = new ProblemError('DATABASE_UNAVAILABLE');
  problem.cause = error;
  return problem;
}

/** A row points to one that is not there, or that is another tenant's. */
export function isForeignKeyViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503';
}

/** True for a violation of the named unique constraint. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '23505' &&
    'constraint' in error &&
    error.constraint === constraint
  );
}
