/** Limits of choosing a password: name, unit, reason. */
export const PASSWORD_LIMITS = {
  /** Characters: what two years of guessing at our cost of a hash does not reach for three random words. */
  leastCharacters: 12,
  /** Characters: beyond it hashing gets slow, and no password manager makes longer ones. */
  mostCharacters: 256,
  /** Characters that are neither part of a run nor of the owner's own words: fewer are guessed by hand. */
  leastOwnCharacters: 6,
  /** Characters of a word that counts as the owner's: shorter ones are inside of other words by chance. */
  leastWordCharacters: 4,
} as const;
