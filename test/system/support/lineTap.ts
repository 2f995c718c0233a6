import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

const CRLF = '\r\n';

/**
 * A relay between timing software and the timing port that counts: it lets rows through up to a given number, and tells
 * from where the server asks for rows. So a server can be killed while rows are on their way, and not before or after.
 */
export class LineTap {
  readonly port: number;
  readonly #close: () => Promise<void>;
  readonly #open = new Set<TappedConnection>();
  #limit = 0;
  #forwarded = 0;
  #waiters: { seq: number; resolve: () => void }[] = [];
  #onAsked: (from: number) => void = () => {};

  private constructor(port: number, close: () => Promise<void>) {
    this.port = port;
    this.#close = close;
  }

  static async start(targetPort: number): Promise<LineTap> {
    const server = createServer((near) => tap.#accept(near, connect(targetPort, '127.0.0.1')));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const tap = new LineTap(address.port, async () => {
      server.close();
      for (const each of tap.#open) each.end();
      await once(server, 'close');
    });
    return tap;
  }

  /** Let rows through up to number `seq`; resolves once that row is on its way to the server. */
  letThrough(seq: number): Promise<void> {
    this.#limit = seq;
    const done = new Promise<void>((resolve) => this.#waiters.push({ seq, resolve }));
    for (const each of this.#open) each.forward(seq);
    this.#settle();
    return done;
  }

  /** The number from which the server asks for rows next. */
  nextAsked(): Promise<number> {
    return new Promise((resolve) => {
      this.#onAsked = resolve;
    });
  }

  close(): Promise<void> {
    return this.#close();
  }

  #accept(near: Socket, far: Socket): void {
    const connection: TappedConnection = new TappedConnection(near, far, {
      limit: () => this.#limit,
      forwarded: (seq) => {
        this.#forwarded = Math.max(this.#forwarded, seq);
        this.#settle();
      },
      asked: (from) => this.#onAsked(from),
      ended: () => this.#open.delete(connection),
    });
    this.#open.add(connection);
  }

  #settle(): void {
    const ready = this.#waiters.filter(({ seq }) => seq <= this.#forwarded);
    this.#waiters = this.#waiters.filter(({ seq }) => seq > this.#forwarded);
    for (const { resolve } of ready) resolve();
  }
}

interface TapEvents {
  limit(): number;
  forwarded(seq: number): void;
  asked(from: number): void;
  ended(): void;
}

class TappedConnection {
  readonly #near: Socket;
  readonly #far: Socket;
  readonly #events: TapEvents;
  #held = '';
  #answer = '';

  constructor(near: Socket, far: Socket, events: TapEvents) {
    this.#near = near;
    this.#far = far;
    this.#events = events;
    near.on('data', (chunk) => {
      this.#held += chunk.toString('latin1');
      this.forward(events.limit());
    });
    far.on('data', (chunk) => this.#hear(chunk));
    for (const socket of [near, far]) {
      // An error is always followed by a close, which ends both.
      socket.on('error', () => {});
      socket.on('close', () => this.end());
    }
  }

  /** Pass on what was held, up to row `limit`; the rest waits, and so does the client. */
  forward(limit: number): void {
    let at = 0;
    let last = 0;
    for (let end = this.#held.indexOf(CRLF); end !== -1; end = this.#held.indexOf(CRLF, at)) {
      const seq = seqOf(this.#held.slice(at, end));
      if (seq > limit) break;
      at = end + CRLF.length;
      last = Math.max(last, seq);
    }
    this.#far.write(this.#held.slice(0, at), 'latin1');
    this.#held = this.#held.slice(at);
    if (this.#held.includes(CRLF)) this.#near.pause();
    else this.#near.resume();
    this.#events.forwarded(last);
  }

  end(): void {
    this.#near.destroy();
    this.#far.destroy();
    this.#events.ended();
  }

  #hear(chunk: Buffer): void {
    this.#near.write(chunk);
    const lines = (this.#answer + chunk.toString('latin1')).split(CRLF);
    this.#answer = lines.pop() ?? '';
    for (const line of lines) {
      const [word, , from = '1'] = line.split('~');
      if (word === 'start') this.#events.asked(Number(from));
    }
  }
}

/** The number of a row; 0 for everything that is none. */
function seqOf(line: string): number {
  return Number(/^CT01_33~(\d+)~/.exec(line)?.[1] ?? 0);
}
