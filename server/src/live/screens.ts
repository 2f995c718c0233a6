import type { ScreenView } from '@project88/core/contract/live.ts';
import type { DisplayLinkId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { WebSocket } from 'ws';
import { encode } from './channelMessages.ts';
import { CUT_OFF_BYTES, DESIGN_FOLLOWS_MS, LAGGING_BYTES } from './limits.ts';
import type { KnownScreens } from './screensKnown.ts';

/** One connected screen. */
export interface Screen {
  socket: WebSocket;
  /** The same as before for a screen that is known by its key. */
  number: number;
  linkId: DisplayLinkId;
  linkExpiresAtMs: InstantMs;
  connectedAtMs: InstantMs;
  /** Gets no deltas until it has caught up, then the newest state. */
  lagging: boolean;
  /** Revision that the screen says it shows. */
  rev: number;
  widthPx: number | null;
  heightPx: number | null;
  fps: number | null;
  /** Its own key and the version of its page, once it has said hello. */
  key: string;
  page: string;
  cached: boolean;
  heardAtMs: InstantMs;
  /** The settings that it was sent last, as they were sent; null before the first. */
  settings: Buffer | null;
  /** It is to load its page again as soon as it is not frozen any more. */
  reloads: boolean;
}

/** The design that is on air: with which revision it came, and when. */
export interface DesignChange {
  rev: number;
  atMs: InstantMs;
}

/** What a screen tells of itself later. */
type ToldLater =
  | 'number'
  | 'lagging'
  | 'rev'
  | 'widthPx'
  | 'heightPx'
  | 'fps'
  | 'key'
  | 'page'
  | 'cached'
  | 'heardAtMs'
  | 'settings'
  | 'reloads';

/**
 * The screens of one room. Every screen gets the same bytes: a message is encoded once, and the buffer is shared.
 *
 * A slow screen (a projector on weak Wi-Fi) must not hold up the race. The naive way, sending everything to everybody,
 * lets its unsent data grow without bound. So it is passed over while it lags and then gets one snapshot: it skips
 * intermediate states, never the newest.
 */
export class Screens {
  readonly #screens = new Set<Screen>();
  readonly known: KnownScreens;
  /** How many screens have a number: two windows of one browser have the same. */
  readonly #numbers = new Map<number, number>();

  constructor(known: KnownScreens) {
    this.known = known;
  }

  get size(): number {
    return this.#screens.size;
  }

  add(screen: Omit<Screen, ToldLater>): Screen {
    const full = {
      ...screen,
      number: this.known.freeNumber(this.#numbers),
      lagging: false,
      rev: 0,
      widthPx: null,
      heightPx: null,
      fps: null,
      key: '',
      page: '',
      cached: false,
      heardAtMs: screen.connectedAtMs,
      settings: null,
      reloads: false,
    };
    this.#screens.add(full);
    this.#count(full.number, 1);
    return full;
  }

  #count(number: number, more: 1 | -1): void {
    const screens = (this.#numbers.get(number) ?? 0) + more;
    if (screens > 0) this.#numbers.set(number, screens);
    else this.#numbers.delete(number);
  }

  /** A screen says who it is: it gets its number from before, and its settings. */
  recognise(screen: Screen, hello: Pick<Screen, 'key' | 'widthPx' | 'heightPx' | 'page' | 'cached'>): void {
    Object.assign(screen, hello);
    this.#count(screen.number, -1);
    screen.number = this.known.numberOf(screen.key) ?? screen.number;
    this.#count(screen.number, 1);
    this.known.see({ key: screen.key, number: screen.number, lastSeenAtMs: screen.heardAtMs });
    this.#sendSettings(screen);
  }

  /** Send their settings to those whose settings are others now. */
  sendSettings(): void {
    for (const screen of this.#screens) if (screen.settings !== null) this.#sendSettings(screen);
  }

  #sendSettings(screen: Screen): void {
    const settings = this.known.message(screen.key);
    if (screen.settings?.equals(settings)) return;
    screen.settings = settings;
    screen.socket.send(settings, TEXT);
  }

  /** Let a screen, or all, show its number and name. Answers how many were told. */
  identify(key: string | null): number {
    return this.#tell(key, (screen) => {
      const { name } = this.known.of(screen.key);
      screen.socket.send(encode({ t: 'identify', number: screen.number, name }), TEXT);
    });
  }

  /** Let a screen, or all, load the page again; while they are frozen, as soon as they are not. */
  reload(key: string | null, frozen: boolean): number {
    return this.#tell(key, (screen) => {
      screen.reloads = frozen;
      if (!frozen) screen.socket.send(RELOAD, TEXT);
    });
  }

  /** Tell all whether they are frozen; those that were to reload do when they are let go. */
  freeze(frozen: boolean): void {
    const message = encode({ t: 'freeze', frozen });
    this.#tell(null, (screen) => {
      screen.socket.send(message, TEXT);
      if (screen.reloads && !frozen) screen.socket.send(RELOAD, TEXT);
      screen.reloads &&= frozen;
    });
  }

  #tell(key: string | null, tell: (screen: Screen) => void): number {
    const told = [...this.#screens].filter((screen) => key === null || screen.key === key);
    for (const screen of told) tell(screen);
    return told.length;
  }

  delete(screen: Screen): void {
    if (this.#screens.delete(screen)) this.#count(screen.number, -1);
  }

  /** Send one delta to all that keep up. `snapshot` is made only when a screen that lagged has caught up. */
  broadcast(message: Buffer, snapshot: () => Buffer): void {
    let newest: Buffer | null = null;
    for (const screen of this.#screens) {
      const unsent = screen.socket.bufferedAmount;
      if (unsent > CUT_OFF_BYTES) {
        screen.socket.terminate();
      } else if (unsent > LAGGING_BYTES) {
        screen.lagging = true;
      } else if (screen.lagging) {
        newest ??= snapshot();
        screen.lagging = false;
        screen.socket.send(newest, TEXT);
      } else {
        screen.socket.send(message, TEXT);
      }
    }
  }

  /** The last message to those that `which` picks; their sockets are closed behind it. */
  dismiss(reason: 'expired' | 'revoked' | 'deleted', which: (screen: Screen) => boolean = () => true): void {
    const farewell = encode({ t: 'gone', reason });
    for (const screen of this.#screens) {
      if (!which(screen)) continue;
      screen.socket.send(farewell, TEXT);
      screen.socket.close(1000, reason);
      this.delete(screen);
    }
  }

  views(design: DesignChange, nowMs: InstantMs): ScreenView[] {
    return [...this.#screens].map((screen) => this.#view(screen, design, nowMs));
  }

  #view(screen: Screen, design: DesignChange, nowMs: InstantMs): ScreenView {
    const { name, overscanPct, reducedMotion, templateId, message } = this.known.of(screen.key);
    return {
      number: screen.number,
      linkId: screen.linkId,
      widthPx: screen.widthPx,
      heightPx: screen.heightPx,
      rev: screen.rev,
      fps: screen.fps,
      connectedAtMs: screen.connectedAtMs,
      lagging: screen.lagging,
      oldDesign: screen.rev < design.rev && hadTime(screen, design, nowMs),
      key: screen.key,
      name,
      page: screen.page,
      cached: screen.cached,
      heardAtMs: screen.heardAtMs,
      overscanPct,
      reducedMotion,
      templateId,
      message,
    };
  }
}

/** Enough to show the design that is on air, and to tell so. */
function hadTime({ connectedAtMs }: Screen, { atMs }: DesignChange, nowMs: InstantMs): boolean {
  return nowMs - Math.max(connectedAtMs, atMs) > DESIGN_FOLLOWS_MS;
}

const TEXT = { binary: false } as const;

const RELOAD = encode({ t: 'reload' });
