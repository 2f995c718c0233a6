import type { ScreenServerMessage, ScreenView } from '@project88/core/contract/live.ts';
import type { DisplayLinkId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { WebSocket } from 'ws';
import { CUT_OFF_BYTES, LAGGING_BYTES } from './limits.ts';

/** One connected screen. */
export interface Screen {
  socket: WebSocket;
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
  | 'heardAtMs';

/**
 * The screens of one room. Every screen gets the same bytes: a message is encoded once, and the buffer is shared.
 *
 * A slow screen (a projector on weak Wi-Fi) must not hold up the race. The naive way, sending everything to everybody,
 * lets its unsent data grow without bound. So it is passed over while it lags and then gets one snapshot: it skips
 * intermediate states, never the newest.
 */
export class Screens {
  readonly #screens = new Set<Screen>();
  #lastNumber = 0;

  get size(): number {
    return this.#screens.size;
  }

  add(screen: Omit<Screen, ToldLater>): Screen {
    const full = {
      ...screen,
      number: ++this.#lastNumber,
      lagging: false,
      rev: 0,
      widthPx: null,
      heightPx: null,
      fps: null,
      key: '',
      page: '',
      cached: false,
      heardAtMs: screen.connectedAtMs,
    };
    this.#screens.add(full);
    return full;
  }

  delete(screen: Screen): void {
    this.#screens.delete(screen);
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
      this.#screens.delete(screen);
    }
  }

  views(): ScreenView[] {
    return [...this.#screens].map((screen) => ({
      number: screen.number,
      linkId: screen.linkId,
      widthPx: screen.widthPx,
      heightPx: screen.heightPx,
      rev: screen.rev,
      fps: screen.fps,
      connectedAtMs: screen.connectedAtMs,
      lagging: screen.lagging,
      key: screen.key,
      name: '',
      page: screen.page,
      cached: screen.cached,
      heardAtMs: screen.heardAtMs,
      overscanPct: 0,
      reducedMotion: false,
      templateId: null,
      message: null,
    }));
  }
}

const TEXT = { binary: false } as const;

/** A message as the bytes of a text frame. */
export function encode(message: ScreenServerMessage): Buffer {
  return Buffer.from(JSON.stringify(message));
}
