import type { InstantMs } from '@project88/core/time/units.ts';

const SECONDS = 60;

/** Counts reads over the last minute, in one bucket for each second. */
export class ReadRate {
  readonly #counts = new Array<number>(SECONDS).fill(0);
  readonly #seconds = new Array<number>(SECONDS).fill(-1);

  count(nowMs: InstantMs): void {
    const second = Math.floor(nowMs / 1000);
    const slot = second % SECONDS;
    if (this.#seconds[slot] !== second) {
      this.#seconds[slot] = second;
      this.#counts[slot] = 0;
    }
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
  }

  /** Reads in the sixty seconds up to `nowMs`. */
  perMinute(nowMs: InstantMs): number {
    const second = Math.floor(nowMs / 1000);
    return this.#counts.reduce((sum, count, slot) => {
      const age = second - (this.#seconds[slot] ?? -1);
      return age >= 0 && age < SECONDS ? sum + count : sum;
    }, 0);
  }
}
