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
  /** Notes about runners of one display session: announcers write down hundreds, and the live room holds them all. */
  entryNotes: 2_000,
  /** Entries whose crossings a search shows: whoever finds more than these types another letter. */
  searchedEntries: 200,
  /** Minutes in the analytics of a display session: a day. */
  analyticsMinutes: 1_440,
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
  /** How long a TV's code can be typed, in ms: long enough to find the console, too short to try many. */
  pairingMs: 600_000,
  /** TVs that wait at the same time: a hundred venues. The longest waiting is forgotten first. */
  pairingWaiting: 2_000,
  /** TVs of one address that ask for a code at once, and after how many ms one more may: a venue switches its wall on. */
  pairingBurst: 50,
  pairingRefillMs: 6_000,
  /** Codes of one partner that nobody has, before it must wait, and after how many ms one more may be tried. */
  pairingMisses: 20,
  pairingMissRefillMs: 10_000,
  /** Longest time for the whole of a request to arrive, in ms: an upload of 64 MB over a slow venue line. */
  requestTimeoutMs: 300_000,
  /**
   * A file that is read while others wait for its place: the longest silence and the free beginning in ms, then the least
   * mean in bytes a second. A phone with one bar sends twice as much; who drips bytes is gone in 20 s, not in 300.
   */
  bodyPace: { silenceMs: 15_000, freeMs: 20_000, bytesPerS: 16 * 1024 },
  /** Tries to draw a display link that is not taken; one is enough until there are billions. */
  linkDraws: 5,
} as const;
