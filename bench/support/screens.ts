import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Tags of the measured lines: letters that occur nowhere else in a message, then a number that grows. */
export const tagOf = (number: number): string => `ZQ${number}`;
const TAG = /ZQ(\d+)/g;

/** Screens that note when each tag first reaches each of them. */
export class MeasuringScreens {
  /** Milliseconds from the sending of a line to its arrival on a screen, one for each line and screen. */
  latenciesMs: number[] = [];
  readonly #sockets: WebSocket[] = [];
  readonly #sentAt: ReadonlyMap<number, number>;

  /** `sentAt` gives for each tag's number the moment of sending, by `performance.now()`. */
  constructor(sentAt: ReadonlyMap<number, number>) {
    this.#sentAt = sentAt;
  }

  /** Connect `count` screens to one address. */
  async open(url: string, count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.#openOne(url)));
  }

  async #openOne(url: string): Promise<void> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    let newest = -1;
    socket.on('message', (data: Buffer) => {
      const nowMs = performance.now();
      for (const match of data.toString('latin1').matchAll(TAG)) {
        const number = Number(match[1]);
        // A message may name a tag twice, in the list and on air: only the first time counts.
        if (number <= newest) continue;
        newest = number;
        const sentMs = this.#sentAt.get(number);
        if (sentMs !== undefined) this.latenciesMs.push(nowMs - sentMs);
      }
    });
    this.#sockets.push(socket);
    await once(socket, 'open');
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
  }
}
