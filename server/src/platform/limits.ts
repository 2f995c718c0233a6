import { PARTNER_RESTORE_DAYS } from '@project88/core/contract/partnerTerms.ts';
import type { EndedKind } from '../store/endedRows.ts';

/** Limits of what platform administrators decide: name, unit, reason. */
export const PLATFORM_LIMITS = {
  /** Time to restore a deleted partner, in ms. */
  restoreWithinMs: PARTNER_RESTORE_DAYS * 24 * 3_600_000,
  /** Rows that one statement of the clean-up removes: some ten milliseconds of work, so that nobody waits for it. */
  removedAtOnce: 1_000,
  /** Rows of each kind that one statement removes of a deleted partner: about 50 ms; nobody else works with them. */
  removedOfPartnerAtOnce: 10_000,
} as const;

const DAY_MS = 24 * 3_600_000;

/** How long rows are kept after they are over, in ms, in the order in which they are removed. */
export const KEPT_AFTER_END_MS: Readonly<Record<EndedKind, number>> = {
  /** Over only when its login cannot live any more, even if it was used; a day for clocks that disagree. */
  'refresh-token': DAY_MS,
  /** A break-in is often noticed weeks later; then it matters from where somebody was signed in. */
  login: 30 * DAY_MS,
  /** A season: who was asked to join, beside what the audit log says. */
  invitation: 90 * DAY_MS,
  /** A week: "the link did not work" is asked about in the next days. */
  'password-reset': 7 * DAY_MS,
  /** It lives for minutes; a day for clocks that disagree. */
  'login-ticket': DAY_MS,
  /** More than a year, so that a partner can ask at its yearly race who looked into the last one. */
  visit: 400 * DAY_MS,
};
