import { LIVE_TIMES } from '../live/limits.ts';
import { type GoneReason, LiveClient, type LiveClientOptions } from '../live/liveClient.ts';
import { socketUrl } from './bootstrap.ts';
import { heardOf } from './heard.ts';
import { showNumber } from './identify.ts';
import type { Keeping, KeepingScreen } from './keeping.ts';
import type { Kept } from './kept.ts';
import { createScreen, type Screen, type ScreenElements } from './screen.ts';

/** A page that meets a server of another version loads itself again, but not in a circle. */
const RELOAD_AFTER_MS = 5_000;
/** Screens that lost their server together look for a newer page one after the other. */
const LOOK_WITHIN_MS = 20_000;

export interface LivePageOptions extends ScreenElements {
  linkId: string;
  liveUrl: string;
  endsAtMs: number;
  /** From the last time; null when nothing was kept. */
  kept: Kept | null;
  /** Null when it could not be fetched: then the screen works as long as the network does. */
  keeping: Keeping | null;
  /** By which the server knows this screen, and the version of this page. */
  key: string;
  version: string;
  onDrawn?: (rev: number) => void;
  whyGone: () => Promise<GoneReason | null>;
  /** The link has ended; nothing is drawn any more. */
  onGone: () => void;
}

/** A screen in use: the live connection, the picture, what is kept of it, and its newer versions. */
export class LivePage {
  readonly #options: LivePageOptions;
  readonly #client: LiveClient;
  readonly #screen: Screen;
  readonly #kept: KeepingScreen | null;

  /** Connects at once, and draws what was kept in the meantime. */
  constructor(options: LivePageOptions) {
    this.#options = options;
    const { window, kept, keeping } = options;
    this.#client = new LiveClient(this.#connection());
    this.#screen = createScreen({ ...options, client: () => this.#client });
    this.#kept =
      keeping?.begin({
        window,
        onKept: () => this.#client.introduce(),
        isResting: () => this.#screen.isResting(),
        frozen: kept?.frozen ?? false,
        snapshot: () => this.#keep(),
      }) ?? null;
    if (kept !== null) this.#show(kept);
    this.#goOn();
  }

  #connection(): LiveClientOptions {
    const { window, host, liveUrl, kept, whyGone } = this.#options;
    return {
      openSocket: () => new WebSocket(socketUrl(liveUrl, window.location.href)),
      whyGone,
      now: () => window.performance.now(),
      wallNow: () => Date.now(),
      random: Math.random,
      about: () => this.#about(),
      heard: kept === null ? null : heardOf(kept, Date.now()),
      onState: (news) => {
        this.#screen.take(news);
        this.#kept?.keeper.changed();
      },
      onSettings: (settings) => {
        this.#screen.adopt(settings);
        this.#kept?.keeper.changed();
      },
      onGone: () => this.#end(),
      onOpen: () => setTimeout(() => this.#kept?.updates.look(), LOOK_WITHIN_MS * Math.random()),
      onIdentify: (number, name) => showNumber(host, number, name),
      onReload: () => (this.#kept === null ? window.location.reload() : this.#kept.updates.reload()),
      onFreeze: (frozen) => this.#kept?.updates.freeze(frozen),
      onOtherVersion: () => setTimeout(() => window.location.reload(), RELOAD_AFTER_MS),
    };
  }

  #about() {
    const { window, key, version } = this.#options;
    const { innerWidth: widthPx, innerHeight: heightPx } = window;
    return { key, page: version, cached: this.#kept?.copy.isKept() ?? false, widthPx, heightPx };
  }

  #show({ state, settings, serverNowMs }: Kept): void {
    if (settings !== null) this.#screen.adopt(settings);
    this.#screen.take({ state, sentAtMs: serverNowMs, readAtMs: null });
  }

  /** What a start without a network would show; null when there is nothing yet. */
  #keep(): Omit<Kept, 'version'> | null {
    const { state, settings } = this.#screen;
    const serverNowMs = this.#client.serverNow();
    const heardAgoMs = this.#client.heardAgoMs();
    if (state === null || serverNowMs === null || heardAgoMs === null) return null;
    const { linkId, liveUrl, endsAtMs } = this.#options;
    const frozen = this.#kept?.updates.frozen ?? false;
    return {
      linkId,
      liveUrl,
      endsAtMs,
      frozen,
      savedAtMs: Date.now(),
      serverNowMs,
      heardAgoMs,
      settings,
      state,
    };
  }

  #goOn(): void {
    const { window } = this.#options;
    const { document } = window;
    setInterval(() => {
      const { fps, lateMs, readMs } = this.#screen.takeHealth();
      this.#client.beat(fps, lateMs, readMs);
    }, LIVE_TIMES.beatMs);
    window.addEventListener('online', () => this.#client.wake());
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#client.wake());
    window.addEventListener('pagehide', () => this.#kept?.keeper.flush());
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.#kept?.keeper.flush();
      else this.#client.wake();
    });
  }

  #end(): void {
    this.#kept?.keeper.stop();
    void this.#options.keeping?.links.forget(this.#options.linkId);
    this.#options.onGone();
  }
}
