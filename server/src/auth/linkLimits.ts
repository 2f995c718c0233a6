/** Limits of one-time links: name, unit, reason. */
export const LINK_LIMITS = {
  /** Life of an invitation in days: it outlives a weekend at the races. */
  invitationDays: 7,
  /** Life of a link to a new password in minutes: long enough for slow mail, short for whoever finds it later. */
  resetMinutes: 60,
  /** Letters to one address, then one more each `letterRefillMs`: nobody can fill somebody else's mailbox. */
  lettersPerAddress: 3,
  letterRefillMs: 600_000,
  /** Requests for a new password that are worked on at the same time; more must ask again. */
  resetsAtOnce: 50,
  /** Addresses that are remembered; the longest unused is forgotten first. Bounds the memory. */
  rememberedAddresses: 20_000,
} as const;
