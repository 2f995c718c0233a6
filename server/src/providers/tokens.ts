/** A token that a provider gave for a credential. */
export interface Token {
  value: string;
  /** What gets the next one; ''. */
  refresh: string;
  expiresAtMs: number;
}

/**
 * Keeps the tokens of one credential, sealed, for all that work with it. Of several who find it expired one gets a new
 * one while the others wait: with providers whose refresh tokens turn, the second use of an old one ends the account's
 * session.
 */
export interface TokenDesk {
  /** The token, renewed when it ends within a minute. `renew` gets the old one, null at the beginning. */
  get(renew: (old: Token | null) => Promise<Token>): Promise<string>;
  /** The provider refused this one before its time: the next `get` renews it. */
  drop(value: string): Promise<void>;
}
