import type { ScreenSettings } from '@project88/core/contract/live.ts';
import { type ScreenState, screenMode } from '@project88/core/displays/screen/screen.ts';
import { spokenCard } from '@project88/core/displays/text/status.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import type { LiveClient, News } from '../live/liveClient.ts';
import { createCanvasMeasure } from '../renderer/measure.ts';
import type { Stage } from '../renderer/stage.ts';
import { createAnnouncer } from './announcer.ts';
import { runFrames } from './frames.ts';
import { ownView } from './ownView.ts';
import { createPace } from './pace.ts';
import { createReadTimes } from './readTimes.ts';
import { createSafeStage } from './safeStage.ts';

/** A live screen: takes states whenever they come and draws the newest once per frame. */
export interface Screen {
  take(news: News): void;
  /** What the operator decided for this screen. */
  adopt(settings: ScreenSettings): void;
  /** The last state taken, and what was decided; null before the first. */
  readonly state: ScreenState | null;
  readonly settings: ScreenSettings | null;
  /** Nobody is on air, and nothing else is. */
  isResting(): boolean;
  /** Frames per second, how late changes were drawn (null: none came), and reads, in milliseconds since the last call. */
  takeHealth(): { fps: number; lateMs: number | null; readMs: number[] };
}

export interface ScreenElements {
  window: Window;
  host: HTMLElement;
  region: HTMLElement;
}

export interface ScreenOptions extends ScreenElements {
  linkId: string;
  client: () => LiveClient;
  /** A state with this revision is in the frame that is being drawn. */
  onDrawn?: (rev: number) => void;
}

export function createScreen(options: ScreenOptions): Screen {
  const { window, host, region, client } = options;
  const wantsCalm = window.matchMedia('(prefers-reduced-motion: reduce)');
  let settings: ScreenSettings | null = null;
  const isCalm = (): boolean => wantsCalm.matches || settings?.reducedMotion === true;
  const stage = createSafeStage(host, {
    measure: createCanvasMeasure(window.document),
    ...innerSize(host),
    assetUrl: (id, widthPx) => `/api/display/${options.linkId}/assets/${id}?width=${widthPx}`,
    reducedMotion: isCalm,
    isOutput: true,
  });
  const announcer = createAnnouncer(region);
  const pace = createPace(isCalm);
  const readTimes = createReadTimes(() => client().exactNow());
  let newest: News | null = null;
  /** What was taken is not drawn yet. */
  let isNew = false;
  let messageSinceMs: InstantMs = instantMs(0);
  let lateMs: number | null = null;
  keepFitting(window, host, stage);

  function draw(gapMs: number): void {
    const nowMs = client().serverNow();
    if (isNew && newest !== null) {
      isNew = false;
      const shown = ownView(newest.state, settings, messageSinceMs);
      stage.render(shown, pace.motionFor(shown, window.performance.now(), gapMs));
      window.document.title = shown.session.name || 'Race display';
      // A transparent design is laid over other pictures by a video mixer: then the page behind it is clear as well.
      window.document.documentElement.classList.toggle('clear', host.classList.contains('clear'));
      announcer.say(spokenCard(shown));
      lateMs = nowMs === null ? null : Math.max(0, nowMs - newest.sentAtMs);
      readTimes.drawn();
      options.onDrawn?.(client().rev);
    }
    if (nowMs !== null) stage.tick(nowMs, client().dataAgeMs());
  }

  const frames = runFrames(window, draw, (error) => console.error('The screen could not be drawn.', error));

  return {
    take(news) {
      newest = news;
      isNew = true;
      if (news.readAtMs !== null && !window.document.hidden) readTimes.noted(news.readAtMs);
    },
    adopt(given) {
      if (given.message !== settings?.message) messageSinceMs = client().serverNow() ?? instantMs(0);
      settings = given;
      isNew = newest !== null;
      host.style.inset = `${given.overscanPct}%`;
      stage.resize(innerSize(host).widthPx, innerSize(host).heightPx);
    },
    get state() {
      return newest?.state ?? null;
    },
    get settings() {
      return settings;
    },
    isResting: () =>
      newest !== null && screenMode(ownView(newest.state, settings, messageSinceMs)) === 'resting',
    takeHealth() {
      const late = lateMs;
      lateMs = null;
      return { fps: frames.takeFps(), lateMs: late, readMs: readTimes.take() };
    },
  };
}

/** The size of the screen's part of the window, in CSS pixels. */
function innerSize(host: HTMLElement): { widthPx: number; heightPx: number } {
  return { widthPx: host.clientWidth, heightPx: host.clientHeight };
}

function keepFitting(window: Window, host: HTMLElement, stage: Stage): void {
  window.addEventListener('resize', () => {
    const { widthPx, heightPx } = innerSize(host);
    stage.resize(widthPx, heightPx);
  });
  window.document.fonts.addEventListener('loadingdone', () => stage.refit());
}
