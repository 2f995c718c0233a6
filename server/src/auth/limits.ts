/** Limits of signing in: name, unit, reason. */
export const AUTH_LIMITS = {
  /** How often use is written down, in ms: the idle time-out need not be exact to the second. */
  touchEveryMs: 60_000,
  /** Logins that are remembered for the time without a database: more people are not at work at once. */
  rememberedLogins: 10_000,
  /** How long such a memory holds, in ms: as long as an access token that others check by our public keys. */
  rememberLoginMs: 15 * 60_000,
  /** Life of an access token, in seconds. Others may check it by our public keys without asking us, hence short. */
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
  /** Such sign-ins that may wait: one of each of the addresses of a large attack, because the newest is served first. */
  doubtfulWaiting: 5_000,
  /** Sign-ins of one address that may wait for their turn; a whole office at once is far below. */
  waitingPerAddress: 200,
  /** Addresses and accounts that are remembered; the longest unused is forgotten first. Bounds the memory. */
  rememberedKeys: 20_000,
  /** Characters of a browser's name that are kept with a login session. */
  userAgentLength: 300,
  /** Letters of an API key of a 32-letter alphabet: 8 find it, and 32 x 5 = 160 bits nobody guesses. */
  apiKeyPrefixLength: 8,
  apiKeySecretLength: 32,
  /** Tries to draw a beginning that is not taken; one is enough until there are billions. */
  apiKeyDraws: 5,
  /** Length of a timing key's secret in characters of a 32-letter alphabet: 28 x 5 = 140 bits. */
  timingSecretLength: 28,
  /** Random characters at the end of a timing key's user name, of 31 letters: 31^4 (920,000) per partner name. */
  timingUserSuffixLength: 4,
  /** Tries to draw a user name that nobody has or had; two are enough until a partner has made 100,000 keys. */
  timingUserDraws: 5,
} as const;

/**
 * Cost of a password hash (argon2id): 19 MiB, two passes, one lane, the first choice of the OWASP cheat sheet for
 * argon2id. About 30 ms on one core of a small machine.
 */
export const PASSWORD_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Limits of second factors: name, unit, reason. */
export const FACTOR_LIMITS = {
  /** Authenticator apps and passkeys of one person: two phones, two laptops and some spare keys. */
  factorsPerPerson: 10,
  /** Life of a ticket in ms: from the right password to the second factor, or while a passkey is added. */
  ticketMs: 300_000,
  /** Attempts with one ticket; then it starts again with the password. */
  attemptsPerTicket: 5,
  /**
   * Wrong six-digit codes of one person, however many tickets they have; then one more each `codeRefillMs`. Three of a
   * million codes are right at any time, so a thief of the password gets in with 0.03 % chance a day. Passkeys and
   * recovery codes cannot be guessed and stay open meanwhile, so that the thief cannot lock the owner out.
   */
  wrongCodes: 10,
  codeRefillMs: 900_000,
  /** Time steps (of 30 s) that a phone's clock may be off, either way. */
  totpWindowSteps: 1,
  /** Bytes of the shared secret: as long as the hash, as RFC 4226 §4 recommends. */
  totpSecretBytes: 20,
  /** How long a new authenticator app may wait for its first code, in ms. */
  totpSetupMs: 900_000,
  /** Recovery codes that are made together. */
  recoveryCodes: 10,
  /** Letters of a recovery code, of an alphabet of 32: 20 x 5 = 100 bits. */
  recoveryCodeLength: 20,
} as const;
