/** Counts frames and says whether the screen has been drawing without a pause. */
export interface Frames {
  /** Frames per second since the last call. */
  takeFps(): number;
}

/**
 * Call `draw` once per frame for ever. `gapMs` is the time since the frame before: long when the page was hidden,
 * because browsers draw no frames then.
 */
export function runFrames(window: Window, draw: (gapMs: number) => void): Frames {
  let lastMs = window.performance.now();
  let countedFromMs = lastMs;
  let count = 0;
  const frame = (atMs: number): void => {
    draw(atMs - lastMs);
    lastMs = atMs;
    count += 1;
    window.requestAnimationFrame(frame);
  };
  window.requestAnimationFrame(frame);
  return {
    takeFps() {
      const nowMs = window.performance.now();
      const fps = (count * 1000) / Math.max(1, nowMs - countedFromMs);
      countedFromMs = nowMs;
      count = 0;
      return Math.round(fps * 10) / 10;
    },
  };
}
