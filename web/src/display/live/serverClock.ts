import { type InstantMs, instantMs } from '@project88/core/time/units.ts';

/** Samples remembered: four minutes' worth. Older ones no longer know about the drift of the machine's clock. */
const SAMPLES = 8;

interface Sample {
  roundTripMs: number;
  offsetMs: number;
}

/** The server's clock as this screen knows it, from its own monotonic clock and an offset. */
export interface ServerClock {
  /** Null until the server has told its time. */
  now(): InstantMs | null;
  /** A message brought the server's time, but nobody knows how long it travelled: better than nothing. */
  hint(serverMs: number): void;
  /** An answered question: sent and received by this screen's clock. */
  sample(sentMs: number, serverMs: number, receivedMs: number): void;
  /** Begin anew: the machine may have slept. The last offset holds until a new sample comes. */
  restart(): void;
  /** The machine has slept for so long, and its own clock did not see it: go on as far until a new sample comes. */
  shift(sleptMs: number): void;
  /** Whether the present offset was measured, not guessed. */
  isExact(): boolean;
}

/**
 * `localNow` is monotonic milliseconds. The sample with the shortest round trip wins, because half of it is the largest
 * possible error.
 */
export function createServerClock(localNow: () => number): ServerClock {
  let samples: Sample[] = [];
  let offsetMs: number | null = null;
  return {
    now: () => (offsetMs === null ? null : instantMs(Math.round(localNow() + offsetMs))),
    hint(serverMs) {
      offsetMs ??= serverMs - localNow();
    },
    sample(sentMs, serverMs, receivedMs) {
      const offset = serverMs - (sentMs + receivedMs) / 2;
      samples = [{ roundTripMs: receivedMs - sentMs, offsetMs: offset }, ...samples].slice(0, SAMPLES);
      offsetMs = samples.reduce((best, each) => (each.roundTripMs < best.roundTripMs ? each : best)).offsetMs;
    },
    restart() {
      samples = [];
    },
    shift(sleptMs) {
      if (offsetMs !== null) offsetMs += sleptMs;
    },
    isExact: () => samples.length > 0,
  };
}
