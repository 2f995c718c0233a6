import { ApiError } from '../lib/api.ts';

/** The server's rule, said while one types; the server has the last word. */
export const PASSWORD_LENGTH = 12;

/** Characters as people count them. */
export function lengthOf(password: string): number {
  return [...password.normalize('NFKC')].length;
}

/** What is wrong with a new password: what the server said about it (`error`), else what can be seen here; or null. */
export function newPasswordProblem(password: string, error: Error | null = null): string | null {
  if (error instanceof ApiError && error.code === 'PASSWORD_WEAK') return error.message;
  const missing = PASSWORD_LENGTH - lengthOf(password);
  if (missing === PASSWORD_LENGTH) return 'Choose a password';
  return missing > 0 ? `Take at least ${PASSWORD_LENGTH} characters` : null;
}
