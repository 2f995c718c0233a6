import { locationKey } from '../reads/identity.ts';
import type { Read } from '../reads/read.ts';
import { DAY_MS } from '../time/calendar.ts';
import { type DurationMs, durationMs } from '../time/units.ts';

/**
 * Reads of one chip at one mat that lie no further apart than this are one crossing. A runner is read two to four
 * times within seconds; the shortest laps that are raced take longer.
 */
export const CROSSING_WINDOW_MS = durationMs(30_000);

/**
 * Crossings remembered per runner and location, for reads that come late. One that belongs to an even earlier crossing
 * counts as a new one.
 */
const CROSSINGS_KEPT = 8;

/** Which of a crossing's reads gives its moment: the earliest by the clock of the timing hardware, not by arrival. */
export type MomentRule = 'first-read';

/** What of a read matters here. */
export type CrossingRead = Pick<Read, 'location' | 'tag' | 'seq' | 'timeOfDayMs' | 'wallMs' | 'receivedAtMs'>;

/** The reads of one runner at one mat at one time. */
export interface Crossing {
  rule: MomentRule;
  /** The read that gives the moment. */
  accepted: CrossingRead;
  /** The latest read by the clock of the timing hardware. */
  last: CrossingRead;
  reads: number;
}

/** Why a read opened a crossing: none of the runner came from here before, or all lie further away than the window. */
export type OpenReason = 'first-here' | 'after-window';

/**
 * Why a read joined a crossing: it lies within the window of its reads; or it does, came later, and has the earliest
 * time of all, so that the accepted moment moves.
 */
export type JoinReason = 'within-window' | 'earlier-moment';

export type FoldOutcome =
  | { kind: 'new-crossing'; reason: OpenReason; crossing: Readonly<Crossing> }
  | { kind: 'same-crossing'; reason: JoinReason; crossing: Readonly<Crossing> };

/**
 * Folds chip reads into crossings, in order of arrival, so that a runner is announced once. Hardware sends a chip when
 * it leaves the field, so times step back by up to 6.1 s; a step back beyond the window opens a crossing of its own.
 * Holds state and changes it in place, because it runs for every read of a race. Guns do not belong here.
 */
export class CrossingFold {
  readonly #windowMs: DurationMs;
  readonly #locations = new Map<string, Map<string, Crossing[]>>();

  constructor(windowMs: DurationMs = CROSSING_WINDOW_MS) {
    this.#windowMs = windowMs;
  }

  /** Take in a read. `runner` makes several chips of one person one; by default each tag is a runner. */
  accept(read: CrossingRead, runner: string = read.tag): FoldOutcome {
    const crossings = this.#crossingsOf(read.location, runner);
    const crossing = crossings.find((each) => this.#belongsTo(read, each));
    if (crossing !== undefined) return addRead(crossing, read);
    const opened: Crossing = { rule: 'first-read', accepted: read, last: read, reads: 1 };
    const reason = crossings.length === 0 ? 'first-here' : 'after-window';
    crossings.unshift(opened);
    crossings.length = Math.min(crossings.length, CROSSINGS_KEPT);
    return { kind: 'new-crossing', reason, crossing: opened };
  }

  /** The remembered crossings of a runner at a location, the newest by arrival first. */
  #crossingsOf(location: string, runner: string): Crossing[] {
    const key = locationKey(location);
    const runners = this.#locations.get(key) ?? new Map<string, Crossing[]>();
    const crossings = runners.get(runner) ?? [];
    this.#locations.set(key, runners.set(runner, crossings));
    return crossings;
  }

  #belongsTo(read: CrossingRead, crossing: Crossing): boolean {
    return (
      distanceMs(read, crossing.accepted) >= -this.#windowMs &&
      distanceMs(read, crossing.last) <= this.#windowMs
    );
  }
}

function addRead(crossing: Crossing, read: CrossingRead): FoldOutcome {
  crossing.reads += 1;
  if (distanceMs(read, crossing.last) > 0) crossing.last = read;
  if (distanceMs(read, crossing.accepted) >= 0)
    return { kind: 'same-crossing', reason: 'within-window', crossing };
  crossing.accepted = read;
  return { kind: 'same-crossing', reason: 'earlier-moment', crossing };
}

/**
 * How much later `read` is than `other`, in milliseconds. Where a date is unknown the times of day decide, the short
 * way round midnight; with both dates they decide, so that the same time a day later is another crossing.
 */
function distanceMs(read: CrossingRead, other: CrossingRead): number {
  if (read.wallMs !== null && other.wallMs !== null) return read.wallMs - other.wallMs;
  const forward = (read.timeOfDayMs - other.timeOfDayMs + DAY_MS) % DAY_MS;
  return forward < DAY_MS / 2 ? forward : forward - DAY_MS;
}
