/** Limits of the HTTP interface: name, unit, reason. */
export const HTTP_LIMITS = {
  /** Bytes of an ordinary JSON body: the largest honest one is a list of 100 locations. */
  bodyBytes: 256 * 1024,
  /** Bytes of an uploaded roster or result set: 100,000 rows with long texts stay below 40 MB. */
  uploadBytes: 64 * 1024 * 1024,
  /** Rows of an uploaded roster or result set: the largest road races have about 60,000 starters. */
  uploadRows: 100_000,
  /** Characters of one row: 15 columns at their longest are 2,000. Keeps junk without line ends out of memory. */
  uploadRowLength: 64 * 1024,
  /** Rows that go to the database in one statement. */
  uploadBatchRows: 1_000,
  /** Problems that an answer lists; all are counted. Nobody reads more before fixing the file. */
  listedProblems: 200,
  /** Unused columns that an answer names. */
  listedColumns: 50,
  /** How long the agreements with partners are used before they are read again, in ms: another process may change them. */
  partnerRulesMs: 60_000,
  /** How long a browser may remember the answer to a preflight, in seconds. */
  preflightS: 600,
  /** Addresses that are counted at the same time. */
  countedAddresses: 20_000,
  /** Look-ups of links that do not exist, per address, before the address must wait: typing errors are fewer. */
  linkMisses: 40,
  /** One more such look-up is allowed every so many ms. 2^40 links at this pace take 70,000 years. */
  linkMissRefillMs: 2_000,
  /** Pairs of address and link that were opened, so that running screens go on while their address is throttled. */
  rememberedLinks: 20_000,
  /** Longest time for the whole of a request to arrive, in ms: an upload of 64 MB over a slow venue line. */
  requestTimeoutMs: 300_000,
  /** Tries to draw a display link that is not taken; one is enough until there are billions. */
  linkDraws: 5,
} as const;
