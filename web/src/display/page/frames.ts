import { STUCK_FRAMES_MS, WATCH_FRAMES_MS } from './limits.ts';

/** Counts frames and says whether the screen has been drawing without a pause. */
export interface Frames {
  /** Frames per second since the last call. */
  takeFps(): number;
}

/**
 * Call `draw` once per frame for ever. `gapMs` is the time since the frame before: long when the page was hidden,
 * because browsers draw no frames then. Some players stop their frames on a page that everybody sees; then a timer draws
 * until the frames come back. What `draw` throws is told to `onBroken` and stops nothing.
 */
export function runFrames(
  window: Window,
  draw: (gapMs: number) => void,
  onBroken: (error: unknown) => void,
): Frames {
  let lastMs = window.performance.now();
  let lastFrameMs = lastMs;
  let countedFromMs = lastMs;
  let count = 0;

  function drawNow(atMs: number): void {
    const gapMs = atMs - lastMs;
    lastMs = atMs;
    try {
      draw(gapMs);
    } catch (error) {
      onBroken(error);
    }
  }

  const frame = (atMs: number): void => {
    window.requestAnimationFrame(frame);
    lastFrameMs = window.performance.now();
    count += 1;
    drawNow(atMs);
  };
  window.requestAnimationFrame(frame);
  window.setInterval(() => {
    const nowMs = window.performance.now();
    const isStuck = !window.document.hidden && nowMs - lastFrameMs > STUCK_FRAMES_MS;
    if (isStuck) drawNow(nowMs);
  }, WATCH_FRAMES_MS);

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
