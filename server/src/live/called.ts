import type { InstantMs } from '@project88/core/time/units.ts';
import { CALLED_KEPT } from './limits.ts';

/** A crossing by what stays the same over a restart: a card's number does not. */
export interface CrossingRef {
  receivedAtMs: InstantMs;
  location: string;
  tag: string;
}

/** A tick, or that it was taken back. */
export interface CalledChange extends CrossingRef {
  called: boolean;
}

/** Whom announcers have called in one room, and what of it is not stored yet. */
export class Called {
  readonly #called = new Set<string>();
  readonly #changes = new Map<string, CalledChange>();

  constructor(stored: readonly CrossingRef[] = []) {
    for (const each of stored) this.#called.add(nameOf(each));
  }

  has(crossing: CrossingRef): boolean {
    return this.#called.has(nameOf(crossing));
  }

  set({ receivedAtMs, location, tag }: CrossingRef, called: boolean): void {
    const change = { receivedAtMs, location, tag, called };
    const name = nameOf(change);
    this.#called.delete(name);
    if (called) this.#called.add(name);
    this.#changes.set(name, change);
    forgetOldest(this.#called);
    forgetOldest(this.#changes);
  }

  /** What was ticked and taken back since it was last stored. */
  changes(): readonly CalledChange[] {
    return [...this.#changes.values()];
  }

  /** These are stored. What was changed again meanwhile is not. */
  forget(stored: readonly CalledChange[]): void {
    for (const each of stored) {
      if (this.#changes.get(nameOf(each)) === each) this.#changes.delete(nameOf(each));
    }
  }
}

function nameOf({ receivedAtMs, location, tag }: CrossingRef): string {
  return JSON.stringify([receivedAtMs, location, tag]);
}

function forgetOldest(kept: Set<string> | Map<string, unknown>): void {
  if (kept.size <= CALLED_KEPT) return;
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}
