import { READ_SAMPLES } from '../live/limits.ts';

/** How long reads took to be seen: from the read that a message told of to the frame that shows it, by server time. */
export interface ReadTimes {
  /** A message told of a read that was received at this instant. */
  noted(readAtMs: number): void;
  /** The frame with all that was noted is being committed. */
  drawn(): void;
  /** The samples since the last call, in milliseconds. */
  take(): number[];
}

/**
 * `now` is server time as measured, or null while it is only guessed: then nothing is measured. A message that a page
 * sends to itself out of its frame comes when that frame is on its way to the screen.
 */
export function createReadTimes(now: () => number | null): ReadTimes {
  const channel = new MessageChannel();
  let noted: number[] = [];
  let onTheWay: number[] = [];
  let samples: number[] = [];

  channel.port1.onmessage = () => {
    const nowMs = now();
    if (nowMs !== null) for (const readAtMs of onTheWay) keep(Math.max(0, nowMs - readAtMs));
    onTheWay = [];
  };

  function keep(sampleMs: number): void {
    if (samples.length < READ_SAMPLES) samples.push(sampleMs);
  }

  return {
    noted(readAtMs) {
      if (noted.length < READ_SAMPLES) noted.push(readAtMs);
    },
    drawn() {
      if (noted.length === 0) return;
      onTheWay.push(...noted);
      noted = [];
      channel.port2.postMessage(null);
    },
    take() {
      const taken = samples;
      samples = [];
      return taken;
    },
  };
}
