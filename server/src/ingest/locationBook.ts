import { locationKey } from '@project88/core/reads/identity.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { LOCATIONS_PER_SESSION } from './limits.ts';

interface Entry {
  name: string;
  /** The name as bytes of the wire, or null when it holds what no command can carry. */
  wireName: string | null;
  askedAtMs: InstantMs | null;
  fromSeq: number | null;
  rowSinceAsked: boolean;
  doubted: boolean;
}

/** The locations of one connection: which ones the client has, and from where we asked for their rows. */
export class LocationBook {
  readonly #entries = new Map<string, Entry>();
  #latest: Entry | null = null;

  /** Note a location. False when it was known, or when there are too many. */
  add(name: string, wireName: string): boolean {
    const key = locationKey(name);
    if (name === '' || this.#entries.has(key) || this.#entries.size >= LOCATIONS_PER_SESSION) return false;
    this.#entries.set(key, {
      name,
      wireName: isWord(wireName) ? wireName : null,
      askedAtMs: null,
      fromSeq: null,
      rowSinceAsked: false,
      doubted: false,
    });
    return true;
  }

  names(): string[] {
    return [...this.#entries.values()].map((entry) => entry.name);
  }

  /** Note a row; false when its location is not known yet. */
  sawRow(name: string): boolean {
    // Thousands of rows in a row come from one location.
    const entry = this.#latest?.name === name ? this.#latest : this.#entries.get(locationKey(name));
    if (entry === undefined) return false;
    this.#latest = entry;
    entry.rowSinceAsked = true;
    return true;
  }

  wireName(name: string): string | null {
    return this.#entries.get(locationKey(name))?.wireName ?? null;
  }

  /** Note that rows are asked for; returns the name to ask with. */
  asked(name: string, fromSeq: number | null, nowMs: InstantMs): string | null {
    const entry = this.#entries.get(locationKey(name));
    if (entry === undefined) return null;
    entry.askedAtMs = nowMs;
    entry.fromSeq = fromSeq;
    entry.rowSinceAsked = false;
    return entry.wireName;
  }

  /** Locations that were asked to resume long enough ago and have sent nothing since. Each is named once. */
  takeDoubtful(nowMs: InstantMs, afterMs: number): string[] {
    const doubtful = [...this.#entries.values()].filter(
      (entry) =>
        entry.fromSeq !== null &&
        entry.askedAtMs !== null &&
        nowMs - entry.askedAtMs >= afterMs &&
        !entry.rowSinceAsked &&
        !entry.doubted,
    );
    for (const entry of doubtful) entry.doubted = true;
    return doubtful.map((entry) => entry.name);
  }
}

/** Rows of other formats may name a location that the `~` of commands cannot carry. */
function isWord(text: string): boolean {
  return text !== '' && !/[\r\n\0~]/.test(text);
}
