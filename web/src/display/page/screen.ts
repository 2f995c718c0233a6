import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import { spokenCard } from '@project88/core/displays/text/status.ts';
import type { LiveClient } from '../live/liveClient.ts';
import { createCanvasMeasure } from '../renderer/measure.ts';
import { createStage, type Stage } from '../renderer/stage.ts';
import { createAnnouncer } from './announcer.ts';
import { type Frames, runFrames } from './frames.ts';
import { createPace } from './pace.ts';

/** A live screen: takes states whenever they come and draws the newest once per frame. */
export interface Screen {
  take(state: ScreenState, sentAtMs: number): void;
  frames: Frames;
  /** How late the last change was drawn, in milliseconds by the server's clock; null when nothing changed since. */
  takeLateMs(): number | null;
}

export interface ScreenElements {
  window: Window;
  host: HTMLElement;
  region: HTMLElement;
}

export function createScreen({ window, host, region }: ScreenElements, client: () => LiveClient): Screen {
  const measure = createCanvasMeasure(window.document);
  const stage = createStage(host, { measure, ...sizeOf(window) });
  const announcer = createAnnouncer(region);
  const pace = createPace(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  let newest: { state: ScreenState; sentAtMs: number } | null = null;
  let lateMs: number | null = null;
  keepFitting(window, stage);

  function draw(gapMs: number): void {
    const nowMs = client().serverNow();
    if (newest !== null) {
      stage.render(newest.state, pace.motionFor(newest.state, window.performance.now(), gapMs));
      window.document.title = newest.state.session.name || 'Race display';
      announcer.say(spokenCard(newest.state));
      lateMs = nowMs === null ? null : Math.max(0, nowMs - newest.sentAtMs);
      newest = null;
    }
    if (nowMs !== null) stage.tick(nowMs, client().dataAgeMs());
  }

  return {
    take(state, sentAtMs) {
      newest = { state, sentAtMs };
    },
    frames: runFrames(window, draw),
    takeLateMs() {
      const taken = lateMs;
      lateMs = null;
      return taken;
    },
  };
}

/** The window's size in CSS pixels. */
export function sizeOf(window: Window): { widthPx: number; heightPx: number } {
  return { widthPx: window.innerWidth, heightPx: window.innerHeight };
}

function keepFitting(window: Window, stage: Stage): void {
  window.addEventListener('resize', () => {
    const { widthPx, heightPx } = sizeOf(window);
    stage.resize(widthPx, heightPx);
  });
  window.document.fonts.addEventListener('loadingdone', () => stage.refit());
}
