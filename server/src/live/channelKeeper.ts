import { SAVE_AGAIN_MS } from './limits.ts';

/**
 * Keeps the newest of something stored. Screens obey before anything is stored, so what could not be stored, because the
 * database is away, is tried again until it is: a change that comes meanwhile goes with it.
 */
export class Keeper {
  readonly #save: () => Promise<void>;
  readonly #againMs: number;
  #changes = 0;
  #stored = 0;
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(save: () => Promise<void>, againMs = SAVE_AGAIN_MS) {
    this.#save = save;
    this.#againMs = againMs;
  }

  /** Something is not stored yet. */
  get isBehind(): boolean {
    return this.#stored < this.#changes;
  }

  /** There is something new. Ends when it was tried to be stored; never throws. */
  async changed(): Promise<void> {
    this.#changes += 1;
    await this.settled();
  }

  /** There is something new, and more will come: store it a little later. */
  changedSoon(afterMs: number): void {
    this.#changes += 1;
    if (!this.#isStopped) this.#timer ??= setTimeout(() => void this.settled(), afterMs);
  }

  /** Try to store what is not stored. */
  async settled(): Promise<void> {
    await this.#running;
    if (!this.isBehind) return;
    this.#running ??= this.#run();
    await this.#running;
  }

  async #run(): Promise<void> {
    this.#endTimer();
    const upTo = this.#changes;
    try {
      await this.#save();
      this.#stored = upTo;
    } catch {
      // Whoever saves says why in the log.
      if (!this.#isStopped) this.#timer = setTimeout(() => void this.settled(), this.#againMs);
    } finally {
      this.#running = null;
    }
  }

  /** Try no more. */
  stop(): void {
    this.#isStopped = true;
    this.#endTimer();
  }

  #endTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
