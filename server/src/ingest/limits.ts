/** Limits of the timing port. Each has a unit in its name and a reason. Tests pass smaller ones. */
export interface IngestLimits {
  /** Timing software may take its time: the slowest seen greets 3.1 s after connecting, and 15 s must be allowed. */
  greetingDeadlineMs: number;
  /** The client signs in at once when it is asked; silence means that it cannot. */
  signInDeadlineMs: number;
  /** How long we wait for the client's own id before we recognise it by where it comes from. */
  identifyDeadlineMs: number;
  /** A client without an id may have restarted its numbering: no row within this time after a resume, and we ask for all. */
  resumeDoubtMs: number;
  /** Time between two pings: nothing else finds a peer that vanished. */
  pingEveryMs: number;
  /** Unanswered pings before the connection is given up. */
  pingsUnanswered: number;
  /** A refused client leaves by itself; this long we wait for it. */
  refusedLingerMs: number;
  /** A connection younger than this is not replaced, or two programs sending one mat would throw each other out for ever. */
  replaceAfterMs: number;
  /** A client without an id is the same one when it was here within this time: one race day. */
  sameClientWithinMs: number;
  /** Bytes that a client may send before its owner is known. A greeting and a sign-in have about 100. */
  bytesBeforeOwner: number;
  /** Bytes of ours that a client has not read. All that we say in an hour is less; it does not read at all. */
  unreadAnswerBytes: number;
  /** Lines over the length limit before the connection is given up: timing software sends none. */
  oversizedLines: number;
  /** Bytes of one connection that are not yet durable before it is paused; more only made the disk slower. */
  unsafeBytes: number;
  /** Open connections in all: a large race has about 20 mats. */
  connections: number;
  /** Open connections from one address: one computer may send many mats, and proxies share an address. */
  connectionsPerAddress: number;
  /** New connections from one address within ten seconds. A client whose greeting fails returns once a second. */
  newConnectionsPer10S: number;
  /** How often deadlines are looked at. */
  tickMs: number;
}

export const INGEST_LIMITS: IngestLimits = {
  greetingDeadlineMs: 20_000,
  signInDeadlineMs: 15_000,
  identifyDeadlineMs: 1_000,
  resumeDoubtMs: 5_000,
  pingEveryMs: 10_000,
  pingsUnanswered: 3,
  refusedLingerMs: 1_000,
  replaceAfterMs: 5_000,
  sameClientWithinMs: 12 * 3_600_000,
  bytesBeforeOwner: 64 * 1024,
  unreadAnswerBytes: 64 * 1024,
  oversizedLines: 3,
  unsafeBytes: 256 * 1024,
  connections: 1_000,
  connectionsPerAddress: 200,
  newConnectionsPer10S: 300,
  tickMs: 250,
};

/** Last reads of a timing session that are kept for the preview, in reads. */
export const PREVIEW_READS = 100;
/** Followers hear of changes at most this often: faster than anybody reads. */
export const FOLLOW_EVERY_MS = 100;
/** Locations of one timing session. Real ones have one to four; beyond it rows are recorded and rejected. */
export const LOCATIONS_PER_SESSION = 100;
