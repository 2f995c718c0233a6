import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import { MOTION, type Motion, STILL } from '../renderer/motion.ts';

/** After a longer pause between frames (the page was hidden) the newest state is shown without movement. */
const PAUSE_MS = 500;
/** Runners who come closer together than this are a crowd: rows that never stand still cannot be read. */
const CROWD_MS = 400;

/** Decides whether the next drawing may move. `reduced` tells whether this screen wants no motion at all. */
export function createPace(reduced: () => boolean) {
  let newestId: number | null = null;
  let arrivedAtMs = Number.NEGATIVE_INFINITY;
  return {
    /** For a state that is drawn at `atMs`, `gapMs` after the frame before. */
    motionFor(state: ScreenState, atMs: number, gapMs: number): Motion {
      const sinceArrivalMs = atMs - arrivedAtMs;
      const id = state.recent[0]?.id ?? null;
      if (id !== newestId) arrivedAtMs = atMs;
      newestId = id;
      return gapMs > PAUSE_MS || sinceArrivalMs < CROWD_MS || reduced() ? STILL : MOTION;
    },
  };
}
