/** Limits of sending mail: name, unit, reason. */
export const MAIL_LIMITS = {
  /** Longest wait for the mail server to take the call, in ms: somebody waits for the answer of their request. */
  connectTimeoutMs: 5_000,
  /** Longest silence of the mail server in the middle, in ms. */
  answerTimeoutMs: 10_000,
  /** Characters of a name inside a letter: longer ones are no names. */
  nameLength: 100,
} as const;
