import { type InstantMs, instantMs } from '../../time/units.ts';

/** When the last cards came, to tell how many come in a time. Changed in place. */
export class Arrivals {
  #times: InstantMs[] = [];
  #head = 0;

  /** One came. Only the last `most` are remembered. */
  add(nowMs: InstantMs, most: number): void {
    this.#times.push(nowMs);
    this.#head = Math.max(this.#head, this.#times.length - most);
    if (this.#head >= 1_000 && this.#head * 2 >= this.#times.length) {
      this.#times = this.#times.slice(this.#head);
      this.#head = 0;
    }
  }

  /** Until when more than `most` had come, or will have, within `windowMs`; long ago when that never was. */
  moreThanUntil(most: number, windowMs: number): InstantMs {
    const index = this.#times.length - 1 - most;
    const time = index < this.#head ? undefined : this.#times[index];
    return time === undefined ? LONG_AGO : instantMs(time + windowMs);
  }

  clear(): void {
    this.#times = [];
    this.#head = 0;
  }
}

export const LONG_AGO = instantMs(-8_640_000_000_000_000);
