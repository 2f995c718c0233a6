import { locationKey } from '../../reads/identity.ts';
import { type InstantMs, instantMs } from '../../time/units.ts';
import { APPROACHING_ROWS, OVERDUE_MS, PACE_FACTOR } from './limits.ts';

/** A runner who is expected at the finish, and when; null: nobody has gone that way yet, so it is not known. */
export interface Expected {
  runner: string;
  /** Where they were seen last, and when. */
  location: string;
  seenAtMs: InstantMs;
  etaAtMs: InstantMs | null;
}

interface Sighting {
  name: string;
  location: string;
  atMs: InstantMs;
}

/**
 * Who was seen at a mat before the finish and has not finished. The course is not known here: the way from one mat to the
 * next takes as long as the median of those who went both; and whoever was slower or faster than the median so far goes
 * on like that. A location is the finish when its name says so, and is not before the finish when it is a start.
 *
 * Holds state and changes it in place, because it runs for every crossing of a race.
 */
export class Approach {
  readonly #running = new Map<string, Sighting[]>();
  readonly #finished = new Set<string>();
  /** Times from one location to another, in ascending order. */
  readonly #gaps = new Map<string, number[]>();
  readonly #finishes = new Set<string>();

  /** A runner crossed the mat at a location. */
  see(runner: string, locationName: string, atMs: InstantMs): void {
    const location = locationKey(locationName);
    if (this.#finished.has(runner) || isStart(location)) return;
    const before = this.#running.get(runner) ?? [];
    if (before.some((each) => each.location === location)) return;
    const sighting = { name: locationName, location, atMs };
    for (const each of before) this.#addGap(each, sighting);
    if (isFinish(location)) this.#finish(runner);
    else this.#running.set(runner, [...before, sighting]);
  }

  #finish(runner: string): void {
    this.#running.delete(runner);
    this.#finished.add(runner);
  }

  /**
   * Who comes next, the first first; those of whom nothing is known come last, in the order in which they were seen.
   * `isOut` tells who is known to have finished or to be out of the race.
   */
  rows(nowMs: InstantMs, isOut: (runner: string) => boolean = () => false): Expected[] {
    const gaps = new Map<string, number | null>();
    const first: Expected[] = [];
    for (const [runner, sightings] of this.#running) {
      const last = sightings.at(-1);
      if (last === undefined) continue;
      const etaAtMs = this.#eta(sightings, last, gaps);
      const isOverdue = etaAtMs !== null && etaAtMs + OVERDUE_MS <= nowMs;
      if (isOverdue || !isAmong(first, etaAtMs) || isOut(runner)) continue;
      insert(first, { runner, location: last.name, seenAtMs: last.atMs, etaAtMs });
    }
    return first;
  }

  /** `gaps` remembers the times to the finish: there are few locations and many runners. */
  #eta(sightings: readonly Sighting[], last: Sighting, gaps: Map<string, number | null>): InstantMs | null {
    let gapMs = gaps.get(last.location);
    if (gapMs === undefined) {
      gapMs = this.#gapToFinish(last.location);
      gaps.set(last.location, gapMs);
    }
    return gapMs === null ? null : instantMs(Math.round(last.atMs + gapMs * this.#paceOf(sightings)));
  }

  /** How much slower (above 1) or faster than the median a runner has been between the first and the last mat. */
  #paceOf(sightings: readonly Sighting[]): number {
    const [first] = sightings;
    const last = sightings.at(-1);
    if (first === undefined || last === undefined || first === last) return 1;
    const usualMs = median(this.#gaps.get(wayOf(first.location, last.location)));
    if (usualMs === null || usualMs <= 0) return 1;
    const factor = (last.atMs - first.atMs) / usualMs;
    return Math.min(PACE_FACTOR.most, Math.max(PACE_FACTOR.least, factor));
  }

  /** The usual time from a location to the finish, by the finish to which most went. */
  #gapToFinish(location: string): number | null {
    let best: number[] | undefined;
    for (const finish of this.#finishes) {
      const gaps = this.#gaps.get(wayOf(location, finish));
      if (gaps !== undefined && gaps.length > (best?.length ?? 0)) best = gaps;
    }
    return median(best);
  }

  #addGap(from: Sighting, to: Sighting): void {
    const gapMs = to.atMs - from.atMs;
    // Reads that come late stand in the wrong order: they say nothing about the way.
    if (gapMs <= 0) return;
    if (isFinish(to.location)) this.#finishes.add(to.location);
    const way = wayOf(from.location, to.location);
    const gaps = this.#gaps.get(way) ?? [];
    gaps.splice(placeIn(gaps, gapMs), 0, gapMs);
    this.#gaps.set(way, gaps);
  }
}

/** What is not known comes last. */
function worth(etaAtMs: InstantMs | null): number {
  return etaAtMs ?? Number.MAX_SAFE_INTEGER;
}

/** Would somebody who is expected then be among the first? */
function isAmong(first: readonly Expected[], etaAtMs: InstantMs | null): boolean {
  const last = first.at(APPROACHING_ROWS - 1);
  return last === undefined || worth(etaAtMs) < worth(last.etaAtMs);
}

function insert(first: Expected[], row: Expected): void {
  const at = first.findIndex((each) => worth(each.etaAtMs) > worth(row.etaAtMs));
  first.splice(at === -1 ? first.length : at, 0, row);
  first.length = Math.min(first.length, APPROACHING_ROWS);
}

function wayOf(from: string, to: string): string {
  return JSON.stringify([from, to]);
}

function isFinish(location: string): boolean {
  return location.includes('finish') || location.includes('ziel');
}

function isStart(location: string): boolean {
  return location.includes('start');
}

function placeIn(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function median(sorted: readonly number[] | undefined): number | null {
  return sorted?.[Math.floor((sorted.length - 1) / 2)] ?? null;
}
