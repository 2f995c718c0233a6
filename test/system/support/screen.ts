import { once } from 'node:events';
import type { ScreenServerMessage } from '@project88/core/contract/live.ts';
import { applyOps, type ScreenState } from '@project88/core/displays/screen/screen.ts';
import { WebSocket } from 'ws';

/** A screen on a display link, without pixels: what it would show, as it learns it. */
export class Screen {
  readonly #socket: WebSocket;
  #state: ScreenState | null = null;
  /** Why it shows the plain page, or null. */
  gone: string | null = null;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const message: ScreenServerMessage = JSON.parse(String(data));
      if (message.t === 'snapshot') this.#state = message.state;
      if (message.t === 'gone') this.gone = message.reason;
      if (message.t === 'delta' && this.#state !== null) this.#state = applyOps(this.#state, message.ops);
    });
  }

  /** Resolves with the first message, which is the snapshot. */
  static async open(productUrl: string, linkId: string): Promise<Screen> {
    const socket = new WebSocket(`${productUrl.replace('http', 'ws')}/live/display/${linkId}`);
    const screen = new Screen(socket);
    await once(socket, 'message');
    return screen;
  }

  get state(): ScreenState {
    if (this.#state === null) throw new Error('the screen has no snapshot');
    return this.#state;
  }

  /** Resolves when this person is the newest on the list; rejects after `withinMs`. */
  isShown(lastName: string, withinMs: number): Promise<void> {
    return this.when(({ state }) => state.recent[0]?.lastName === lastName, withinMs);
  }

  /** Resolves when a message has made `condition` true; rejects after `withinMs`. */
  async when(condition: (screen: this) => boolean, withinMs: number): Promise<void> {
    const giveUp = AbortSignal.timeout(withinMs);
    while (!condition(this)) await once(this.#socket, 'message', { signal: giveUp });
  }

  close(): void {
    this.#socket.terminate();
  }
}
