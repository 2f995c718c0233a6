/** Limits of signing in: name, unit, reason. */
export const AUTH_LIMITS = {
  /** Life of a login session without use, in ms: a long race day, so that nobody signs in again at the finish. */
  loginIdleMs: 12 * 3_600_000,
  /** Longest life of a login session, in ms: a race week; a forgotten laptop is signed out after it. */
  loginAbsoluteMs: 7 * 24 * 3_600_000,
  /** How often use is written down, in ms: the idle time-out need not be exact to the second. */
  touchEveryMs: 60_000,
  /** Life of an access token, in seconds. It cannot be revoked before, hence short. */
  accessTokenS: 15 * 60,
  /** Tolerated difference of clocks between nodes, in seconds. */
  clockToleranceS: 5,
  /** Wrong passwords in a row for one account from one address, before that address has to wait. */
  failuresPerAccountAndAddress: 8,
  /** One more attempt of that kind is given back every so many ms. */
  accountAndAddressRefillMs: 30_000,
  /** Wrong passwords from one address over all accounts: an office or a venue shares one address. */
  failuresPerAddress: 40,
  addressRefillMs: 10_000,
  /**
   * Wrong passwords for one account from everywhere. Above it the account is under attack: every address has
   * `failuresUnderAttack` attempts instead of eight, so that a spread attack gets slow and an honest user on an address
   * of their own still gets in.
   */
  failuresPerAccount: 100,
  accountRefillMs: 60_000,
  failuresUnderAttack: 3,
  /** Under such an attack an address gets one try back every so many ms: 1,000 addresses cost 2 checks a second. */
  underAttackRefillMs: 600_000,
  /** Wrong passwords over the whole installation, above which it is under siege: typing errors are far fewer. */
  failuresEverywhere: 300,
  everywhereRefillMs: 200,
  /** Wrong passwords from one address over all accounts while under siege. */
  failuresUnderSiege: 10,
  underSiegeRefillMs: 120_000,
  /** Passwords that are checked at the same time; each takes a core. */
  passwordChecks: 2,
  /** Of these, for sign-ins that look like guesses. */
  doubtfulPasswordChecks: 1,
  /** Such sign-ins that may wait: some seconds' worth. */
  doubtfulWaiting: 200,
  /** Sign-ins of one address that may wait for their turn; a whole office at once is far below. */
  waitingPerAddress: 200,
  /** Addresses and accounts that are remembered; the longest unused is forgotten first. Bounds the memory. */
  rememberedKeys: 20_000,
  /** Characters of a browser's name that are kept with a login session. */
  userAgentLength: 300,
  /** Length of a timing key's secret in characters of a 32-letter alphabet: 28 x 5 = 140 bits. */
  timingSecretLength: 28,
  /** Random characters at the end of a timing key's user name: 32^4 per partner name. */
  timingUserSuffixLength: 4,
} as const;

/**
 * Cost of a password hash (argon2id): 19 MiB, two passes, one lane, the first choice of the OWASP cheat sheet for
 * argon2id. About 30 ms on one core of a small machine.
 */
export const PASSWORD_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
