/** Limits of calls to providers: name, unit, reason. */
export const PROVIDER_LIMITS = {
  /** The whole of one call, in ms: the slowest lists that were seen take 20 s. */
  timeoutMs: 30_000,
  /** Bytes of the head of an answer. */
  headBytes: 32 * 1024,
  /** Bytes of a body, unpacked: three times the largest export that was seen. */
  bodyBytes: 20 * 1024 * 1024,
  /** Tries of one call, the first included: what passes has mostly passed after a minute. */
  tries: 5,
  /** The pause before the second try, in ms at most; it doubles with each. A part of it is drawn at random. */
  firstPauseMs: 500,
  /** The longest pause between two tries, in ms. */
  longestPauseMs: 30_000,
  /** A provider that asks for a longer pause is not waited for; the job comes back later. In ms. */
  longestWaitMs: 60_000,
  /** Characters of an answer that a fault repeats. */
  faultCharacters: 200,
} as const;
