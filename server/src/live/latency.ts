import type { LatencyView } from '@project88/core/contract/live.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { LATENCY_MINUTES, LATENCY_MOST_MS, LATENCY_SAMPLES_PER_BEAT } from './limits.ts';

const MINUTE_MS = 60_000;
/** Steps per doubling: a figure is right to within 4 percent. */
const STEPS = 16;
const BUCKETS = Math.ceil(Math.log2(LATENCY_MOST_MS + 1) * STEPS) + 1;
/** A screen estimates the server's clock; it may be wrong by so much, and a read then seems to be seen before it came. */
const CLOCK_ERROR_MS = 100;

/**
 * How long reads took to be seen, over all screens of a room: counts by size of the last minutes, so that the memory
 * does not grow with the number of screens.
 */
export class Latency {
  readonly #minutes = new Map<number, Uint32Array>();

  /** Take what one screen tells. What cannot be is left out: a broken screen must not spoil the figures. */
  add(samplesMs: readonly number[], nowMs: InstantMs): void {
    for (const sampleMs of samplesMs.slice(0, LATENCY_SAMPLES_PER_BEAT)) {
      if (sampleMs >= -CLOCK_ERROR_MS && sampleMs <= LATENCY_MOST_MS)
        this.#count(Math.max(0, sampleMs), nowMs);
    }
  }

  #count(sampleMs: number, nowMs: InstantMs): void {
    const minute = Math.floor(nowMs / MINUTE_MS);
    let counts = this.#minutes.get(minute);
    if (counts === undefined) {
      this.#forget(minute);
      counts = new Uint32Array(BUCKETS);
      this.#minutes.set(minute, counts);
    }
    const at = bucketOf(sampleMs);
    counts[at] = (counts[at] ?? 0) + 1;
  }

  #forget(minute: number): void {
    for (const each of this.#minutes.keys()) if (each <= minute - LATENCY_MINUTES) this.#minutes.delete(each);
  }

  /** Null when no screen has told anything in the last minutes. */
  view(nowMs: InstantMs): LatencyView | null {
    return latencyOf([this], nowMs);
  }

  /** The counts by size of the last minutes. */
  counts(nowMs: InstantMs): Uint32Array {
    this.#forget(Math.floor(nowMs / MINUTE_MS));
    const sum = new Uint32Array(BUCKETS);
    for (const counts of this.#minutes.values())
      counts.forEach((count, at) => {
        sum[at] = (sum[at] ?? 0) + count;
      });
    return sum;
  }
}

/** Several rooms together. Null when no screen has told anything in the last minutes. */
export function latencyOf(rooms: readonly Latency[], nowMs: InstantMs): LatencyView | null {
  const sum = new Uint32Array(BUCKETS);
  for (const room of rooms)
    room.counts(nowMs).forEach((count, at) => {
      sum[at] = (sum[at] ?? 0) + count;
    });
  const samples = sum.reduce((total, count) => total + count, 0);
  if (samples === 0) return null;
  return { samples, p50Ms: quantile(sum, samples * 0.5), p99Ms: quantile(sum, samples * 0.99) };
}

function bucketOf(sampleMs: number): number {
  return Math.round(Math.log2(sampleMs + 1) * STEPS);
}

/** The size, in ms, that `rank` of the samples do not go beyond. */
function quantile(counts: Uint32Array, rank: number): number {
  let seen = 0;
  const at = counts.findIndex((count) => {
    seen += count;
    return seen >= rank;
  });
  return Math.round((2 ** (at / STEPS) - 1) * 10) / 10;
}
