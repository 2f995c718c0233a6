import { ProblemError } from '@project88/core/contract/errors.ts';

/** The file as a whole cannot be used; nothing was changed. `reason` is a clause without a full stop. */
export function unreadable(reason: string): ProblemError {
  return new ProblemError('ROSTER_UNREADABLE', { reason });
}
