import type { SecondFactorTicket } from '@project88/core/contract/auth.ts';
import { ApiError } from '../../lib/api.ts';

/** A browser's own check is weak on purpose: the server has the last word. */
const LOOKS_LIKE_EMAIL = /^[^\s@]+@[^\s@]+$/;

/** What is wrong with each field, or null. */
export const signInRules = {
  email: (value: string) => (LOOKS_LIKE_EMAIL.test(value.trim()) ? null : 'Enter your e-mail address'),
  password: (value: string) => (value === '' ? 'Enter your password' : null),
} satisfies Record<'email' | 'password', (value: string) => string | null>;

/** Why somebody is sent to the sign-in page, as it stands in the address, and what the page says about it. */
export const SIGN_IN_REASONS = {
  idle: {
    tone: 'info',
    text: 'You were signed out because nothing was done here for a while. Sign in to go on where you were.',
  },
  ended: { tone: 'info', text: 'Your login has ended. Sign in to go on where you were.' },
  reset: { tone: 'ok', text: 'Your new password is set, and all logins have ended. Sign in with it.' },
  again: { tone: 'warn', text: 'That did not work in time, or too often not at all. Begin again.' },
} as const satisfies Record<string, SignInReasonWords>;

export type SignInReason = keyof typeof SIGN_IN_REASONS;

export interface SignInReasonWords {
  tone: 'info' | 'ok' | 'warn';
  text: string;
}

/** The reason in an address, or undefined when it is none that we know. */
export function asSignInReason(value: unknown): SignInReason | undefined {
  return typeof value === 'string' && Object.hasOwn(SIGN_IN_REASONS, value)
    ? (value as SignInReason)
    : undefined;
}

/** What to answer with the second factor, when that is why signing in "failed"; else null. */
export function ticketOf(error: Error): SecondFactorTicket | null {
  const wanted = error instanceof ApiError && error.code === 'SECOND_FACTOR_REQUIRED';
  return wanted ? (error.details as SecondFactorTicket) : null;
}

/**
 * How many answers the ticket still takes, when `error` is a wrong answer to it; else null. At zero, which is also said
 * of a ticket that is too old, only the password helps.
 */
export function attemptsLeftOf(error: Error): number | null {
  if (!(error instanceof ApiError) || error.code !== 'SECOND_FACTOR_WRONG') return null;
  const details = error.details as { attemptsLeft?: number } | undefined;
  return details?.attemptsLeft ?? null;
}

/**
 * Where to go after signing in. Only paths of this site are followed, so that a link with `next=` cannot send
 * someone who has just typed a password elsewhere.
 */
export function safeNext(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/') || /^\/[/\\]/.test(next)) return '/';
  return next.startsWith('/sign-in') ? '/' : next;
}
