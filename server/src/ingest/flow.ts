import type { TenantJournal } from './journal/journal.ts';

/** What the flow control may do with a socket. */
export interface Pausable {
  pause(): void;
  resume(): void;
}

/**
 * Holds a socket back while more of its bytes than allowed are not yet durable. So a slow or full disk slows the
 * client down (TCP keeps its bytes) instead of filling our memory, and nothing is lost.
 */
export class FlowControl {
  readonly #socket: Pausable;
  readonly #limitBytes: number;
  #unsafeBytes = 0;
  #newBytes = 0;
  #newPosition = 0;
  #waiting = false;
  #paused = false;

  constructor(socket: Pausable, limitBytes: number) {
    this.#socket = socket;
    this.#limitBytes = limitBytes;
  }

  get isPaused(): boolean {
    return this.#paused;
  }

  /** `bytes` of this connection were handed to the journal; they end at `position`. */
  appended(journal: TenantJournal, bytes: number, position: number): void {
    this.#unsafeBytes += bytes;
    this.#newBytes += bytes;
    this.#newPosition = position;
    if (!this.#paused && this.#unsafeBytes >= this.#limitBytes) {
      this.#paused = true;
      this.#socket.pause();
    }
    if (!this.#waiting) this.#wait(journal);
  }

  /** One wait at a time covers all that was appended before it. */
  #wait(journal: TenantJournal): void {
    const bytes = this.#newBytes;
    this.#newBytes = 0;
    this.#waiting = true;
    journal.durable(this.#newPosition).then(
      () => this.#safe(journal, bytes),
      // The journal was closed: the program stops, and the socket with it.
      () => {},
    );
  }

  #safe(journal: TenantJournal, bytes: number): void {
    this.#unsafeBytes -= bytes;
    this.#waiting = false;
    if (this.#paused && this.#unsafeBytes < this.#limitBytes) {
      this.#paused = false;
      this.#socket.resume();
    }
    if (this.#newBytes > 0) this.#wait(journal);
  }
}
