/** Requests that leave later than this after the last input are the page's own doing, in ms: polling is no use. */
const ACTIVE_MS = 60_000;
/** The server writes down use at most once in this time, in ms: its idle time may end so much earlier than ours. */
const SERVER_GRAIN_MS = 60_000;
const SHARED_KEY = 'p88-last-use';

type SharedStore = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * Whether somebody is at this console. A login ends after some minutes without use; use is a request that follows an
 * input. All windows of the browser share one login, so they share the moment of its last use.
 */
export class Activity {
  readonly #nowMs: () => number;
  readonly #store: SharedStore | null;
  #inputMs: number;
  #useMs: number;

  /** Opening the page counts as an input. `store` is shared by the windows; null when the browser gives none. */
  constructor(nowMs: () => number, store: SharedStore | null) {
    this.#nowMs = nowMs;
    this.#store = store;
    this.#inputMs = nowMs();
    this.#useMs = nowMs();
  }

  /** A key was pressed, or something was touched. */
  noteInput(): void {
    this.#inputMs = this.#nowMs();
  }

  /** The server has answered a request that followed an input. */
  noteUse(): void {
    this.#useMs = this.#nowMs();
    try {
      this.#store?.setItem(SHARED_KEY, String(this.#useMs));
    } catch {
      // The store is full: the other windows do not hear of it. The request that was use must not fail for that.
    }
  }

  /** True when a request that is sent now would be the page's own, not the person's. */
  isInBackground(): boolean {
    return this.#nowMs() - this.#inputMs > ACTIVE_MS;
  }

  /** Since the last use in any window, in ms. A clock that was set back reads as just now. */
  unusedMs(): number {
    const elsewhereMs = Number(this.#store?.getItem(SHARED_KEY) ?? 0) || 0;
    const nowMs = this.#nowMs();
    return Math.max(0, nowMs - Math.max(this.#useMs, Math.min(elsewhereMs, nowMs)));
  }

  /** Until the login ends for want of use, in ms; zero or less when that is over. */
  leftMs(idleMinutes: number): number {
    return idleMinutes * 60_000 - SERVER_GRAIN_MS - this.unusedMs();
  }
}

function sharedStore(): SharedStore | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** The activity of this window. */
export const activity = new Activity(Date.now, sharedStore());
