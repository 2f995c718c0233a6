import { once } from 'node:events';
import { WebSocket } from 'ws';

const PREFIX = 'ZQ';
const DIGIT_0 = 48;
const DIGIT_9 = 57;

/** Tags of the measured lines: letters that occur nowhere else in a message, then a number that grows. */
export const tagOf = (number: number): string => `${PREFIX}${number}`;

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
      for (let at = data.indexOf(PREFIX); at >= 0; at = data.indexOf(PREFIX, at + 2)) {
        const number = numberAt(data, at + PREFIX.length);
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

/** Read digits out of the bytes: cheaper than text, because the generator shares the machine with what it measures. */
function numberAt(bytes: Buffer, from: number): number {
  let number = 0;
  for (let at = from; ; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < DIGIT_0 || byte > DIGIT_9) return number;
    number = number * 10 + byte - DIGIT_0;
  }
}
