import type {
  PreviewRead,
  TimingLocationView,
  TimingSessionView,
} from '@project88/core/contract/timingSessions.ts';
import type { TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import { contentKey, locationKey } from '@project88/core/reads/identity.ts';
import { LocationLog } from '@project88/core/reads/locationLog.ts';
import type { Read } from '@project88/core/reads/read.ts';
import type { InstantMs, WallMs } from '@project88/core/time/units.ts';
import { wallToInstant } from '@project88/core/time/zone.ts';
import type { Ctp01Message } from '@project88/core/wire/ctp01/messages.ts';
import { LOCATIONS_PER_SESSION, PREVIEW_READS } from './limits.ts';
import type { OpenNote } from './notes.ts';

/** The connection behind a timing session, as far as the session needs it. */
export interface SessionConnection {
  /** When it was opened. */
  readonly openedAtMs: InstantMs;
  /** Ask the client for rows again; false when it has no such location. */
  askAgain(location: string, fromSeq: number): boolean;
  /** Another connection sends all that this one did. */
  replaced(): void;
}

interface LocationState {
  /** As first sent. */
  name: string;
  log: LocationLog;
  reads: number;
  guns: number;
  lastReadTime: string | null;
  owner: SessionConnection | null;
}

/** What a timing session is known by, before its first read. */
export interface TimingSessionFacts {
  id: TimingSessionId;
  tenantId: TenantId;
  connectionId: string | null;
  /** Where it comes from: recognises a client that tells no id. */
  origin: string;
  eventName: string;
  firstMidnight: WallMs;
}

/**
 * One timing session over all its connections: what came, what is missing, and who sends it now. Built again from the
 * journal at start, by the same calls.
 */
export class TimingSession {
  readonly id: TimingSessionId;
  readonly tenantId: TenantId;
  readonly firstMidnight: WallMs;
  readonly connections = new Set<SessionConnection>();
  connectionId: string | null;
  origin: string;
  eventName: string;
  readonly #locations = new Map<string, LocationState>();
  #latest: LocationState | null = null;
  #open: OpenNote;
  #lastActiveMs: InstantMs;
  #lastReads: Read[] = [];
  #lastReadAtMs: InstantMs | null = null;
  #clockOffsetMs: number | null = null;
  #lastError: string | null = null;
  #streams = 0;
  #duplicates = 0;
  #conflicts = 0;
  #rejected = 0;

  constructor(facts: TimingSessionFacts, open: OpenNote) {
    this.id = facts.id;
    this.tenantId = facts.tenantId;
    this.firstMidnight = facts.firstMidnight;
    this.connectionId = facts.connectionId;
    this.origin = facts.origin;
    this.eventName = facts.eventName;
    this.#open = open;
    this.#lastActiveMs = open.openedAtMs;
  }

  /** When something last came from it. */
  get lastActiveMs(): InstantMs {
    return this.#lastActiveMs;
  }

  /** Another stream belongs to this session. */
  join(open: OpenNote): void {
    this.#open = open;
    this.#streams += 1;
    this.active(open.openedAtMs);
  }

  /** Note what the client told about itself. What it does not tell now stays as it was. */
  learn(connectionId: string | null, eventName: string): void {
    this.connectionId = connectionId ?? this.connectionId;
    if (eventName !== '') this.eventName = eventName;
  }

  /** Something came from it. */
  active(atMs: InstantMs): void {
    if (atMs > this.#lastActiveMs) this.#lastActiveMs = atMs;
  }

  /** Where to go on: the number behind the last one, or null when nothing is there from this location. */
  resumeFrom(location: string): number | null {
    const last = this.#locations.get(locationKey(location))?.log.lastSeq ?? null;
    return last === null ? null : last + 1;
  }

  /** `connection` sends this location from now on. Returns the one that did so before. */
  claim(location: string, connection: SessionConnection): SessionConnection | null {
    const state = this.#locationOf(location);
    if (state === null || state.owner === connection) return null;
    const before = state.owner;
    state.owner = connection;
    return before;
  }

  /** True when this connection sends a location that no newer one has taken. */
  ownsAny(connection: SessionConnection): boolean {
    return [...this.#locations.values()].some((state) => state.owner === connection);
  }

  release(connection: SessionConnection): void {
    this.connections.delete(connection);
    for (const state of this.#locations.values()) if (state.owner === connection) state.owner = null;
  }

  /** Ask whoever sends this location for its rows from `fromSeq` on; false when nobody does. */
  askAgain(location: string, fromSeq: number): boolean {
    return this.#locations.get(locationKey(location))?.owner?.askAgain(location, fromSeq) ?? false;
  }

  /**
   * Note a read. Returns it with its location named as it was first sent, or null when it is a duplicate or the
   * session has too many locations already. `live` is false for reads that come late or out of the journal: their
   * arrival says nothing about the controller's clock.
   */
  accept(read: Read, live: boolean): Read | null {
    this.active(read.receivedAtMs);
    const state = this.#locationOf(read.location);
    if (state === null) {
      this.#rejected += 1;
      return null;
    }
    const acceptance = state.log.accept(read.seq, contentKey(read.tag, read.timeOfDayMs));
    if (acceptance === 'duplicate') {
      this.#duplicates += 1;
      return null;
    }
    if (acceptance === 'conflict') this.#conflicts += 1;
    const accepted = read.location === state.name ? read : { ...read, location: state.name };
    this.#count(state, accepted);
    if (live) this.#measureClock(accepted);
    return accepted;
  }

  /** Note a line that could not be used. */
  reject(atMs: InstantMs): void {
    this.#rejected += 1;
    this.active(atMs);
  }

  /** Note what the client says beside its rows: its event, its locations, its complaints. */
  hear(message: Ctp01Message, atMs: InstantMs): void {
    this.active(atMs);
    if (message.kind === 'unknown') this.#rejected += 1;
    else if (message.kind === 'error') this.#lastError = `${message.command}: ${message.text}`;
    else if (message.kind === 'new-location') this.#locationOf(message.location);
    else if (message.kind !== 'ack') return;
    else if (message.command === 'geteventinfo') this.learn(null, message.values[0] ?? '');
    else if (message.command === 'getlocations') for (const name of message.values) this.#locationOf(name);
  }

  /** The last reads, newest first. */
  lastReads(): PreviewRead[] {
    return this.#lastReads.slice(-PREVIEW_READS).toReversed().map(previewOf);
  }

  view(): TimingSessionView {
    const locations = [...this.#locations.values()];
    return {
      id: this.id,
      status: this.connections.size > 0 ? 'live' : 'recent',
      program: this.#open.program,
      programVersion: this.#open.programVersion,
      connectionId: this.connectionId,
      remoteAddress: this.#open.remoteAddress,
      timingKeyUser: this.#open.timingKeyUser,
      eventName: this.eventName,
      locations: locations.map(locationView),
      connectedAt: isoText(this.#open.openedAtMs),
      lastReadAt: this.#lastReadAtMs === null ? null : isoText(this.#lastReadAtMs),
      reads: sum(locations, 'reads'),
      guns: sum(locations, 'guns'),
      duplicates: this.#duplicates,
      conflicts: this.#conflicts,
      rejected: this.#rejected,
      connections: this.#streams,
      clockOffsetMs: this.#clockOffsetMs,
      lastError: this.#lastError,
    };
  }

  #count(state: LocationState, read: Read): void {
    if (read.kind === 'gun') state.guns += 1;
    else state.reads += 1;
    state.lastReadTime = read.timeText;
    this.#lastReadAtMs = read.receivedAtMs;
    this.#lastReads.push(read);
    // Cut now and then, not at every read.
    if (this.#lastReads.length >= 2 * PREVIEW_READS) this.#lastReads = this.#lastReads.slice(-PREVIEW_READS);
  }

  #measureClock(read: Read): void {
    if (read.wallMs === null) return;
    this.#clockOffsetMs = read.receivedAtMs - wallToInstant(read.wallMs, this.#open.timeZone);
  }

  #locationOf(name: string): LocationState | null {
    // Thousands of rows in a row come from one location.
    if (this.#latest?.name === name) return this.#latest;
    const key = locationKey(name);
    const known = this.#locations.get(key);
    if (known !== undefined) {
      this.#latest = known;
      return known;
    }
    if (this.#locations.size >= LOCATIONS_PER_SESSION) return null;
    const state = { name, log: new LocationLog(), reads: 0, guns: 0, lastReadTime: null, owner: null };
    this.#locations.set(key, state);
    return state;
  }
}

function locationView({ name, log, reads, guns, lastReadTime }: LocationState): TimingLocationView {
  const { firstSeq, lastSeq, missing } = log;
  return { name, reads, guns, firstSeq, lastSeq, missing, lastReadTime };
}

/** A read as the preview shows it. */
export function previewOf(read: Read): PreviewRead {
  const { location, seq, kind, tag, timeText, lap, reader, antenna } = read;
  return { location, seq, kind, tag, timeText, lap, reader, antenna, receivedAt: isoText(read.receivedAtMs) };
}

function sum(locations: LocationState[], what: 'reads' | 'guns'): number {
  return locations.reduce((total, state) => total + state[what], 0);
}

function isoText(atMs: InstantMs): string {
  return new Date(atMs).toISOString();
}
