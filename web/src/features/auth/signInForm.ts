/** A browser's own check is weak on purpose: the server has the last word. */
const LOOKS_LIKE_EMAIL = /^[^\s@]+@[^\s@]+$/;

/** What is wrong with each field, or null. */
export const signInRules = {
  email: (value: string) => (LOOKS_LIKE_EMAIL.test(value.trim()) ? null : 'Enter your e-mail address'),
  password: (value: string) => (value === '' ? 'Enter your password' : null),
} satisfies Record<'email' | 'password', (value: string) => string | null>;

/**
 * Where to go after signing in. Only paths of this site are followed, so that a link with `next=` cannot send
 * someone who has just typed a password elsewhere.
 */
export function safeNext(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/') || /^\/[/\\]/.test(next)) return '/sessions';
  return next.startsWith('/sign-in') ? '/sessions' : next;
}
