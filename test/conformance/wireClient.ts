import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export const GREETING = 'SimpleClient~0.6.0~CTP01\r\n';
const CONNECTION_ID = 'E1'.repeat(20);

/** What a client tells about itself when it is asked. */
export interface Answers {
  /** Null: does not answer at all. */
  connectionId?: string | null;
  event?: string;
  locations?: string[];
}

/** A bare client of the timing port: sends what a test tells it, and keeps everything that it was sent. */
export class WireClient {
  readonly closed: Promise<void>;
  /** Everything received, one character per byte. */
  received = '';
  /** Received pieces as the socket delivered them. */
  readonly chunks: string[] = [];
  isClosed = false;
  readonly #socket: Socket;
  #readTo = 0;
  #wake: (() => void)[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.on('close', () => resolve()));
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      this.received += chunk.toString('latin1');
      this.chunks.push(chunk.toString('latin1'));
      this.#wakeAll();
    });
    socket.on('close', () => {
      this.isClosed = true;
      this.#wakeAll();
    });
  }

  static async connect(port: number): Promise<WireClient> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const client = new WireClient(socket);
    await once(socket, 'connect');
    return client;
  }

  /** Send text with one character per byte. */
  send(text: string): void {
    this.#socket.write(text, 'latin1');
  }

  /** Send and wait until the system has taken it all: with a server that does not read, this waits. */
  async sendAll(text: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#socket.write(text, 'latin1', (error) => (error ? reject(error) : resolve()));
    });
  }

  /** The next line from the server, without its CR LF. Throws when the server closes first. */
  async line(): Promise<string> {
    let end = this.received.indexOf('\r\n', this.#readTo);
    while (end === -1) {
      if (this.isClosed)
        throw new Error(`closed; unread: ${JSON.stringify(this.received.slice(this.#readTo))}`);
      await new Promise<void>((resolve) => this.#wake.push(resolve));
      end = this.received.indexOf('\r\n', this.#readTo);
    }
    const line = this.received.slice(this.#readTo, end);
    this.#readTo = end + 2;
    return line;
  }

  /** The first line that begins with `prefix`; those before it are passed over. */
  async lineWith(prefix: string): Promise<string> {
    for (;;) {
      const line = await this.line();
      if (line.startsWith(prefix)) return line;
    }
  }

  /** Take the opening answer: program, version and the settings that it announces. */
  async settings(): Promise<{ head: string; settings: Map<string, string> }> {
    const head = await this.line();
    const settings = new Map<string, string>();
    for (let left = Number(head.split('~')[2]); left > 0; left -= 1) {
      const [key = '', value = ''] = (await this.line()).split('=');
      settings.set(key, value);
    }
    return { head, settings };
  }

  /** Greet, take the settings, and answer the three questions. */
  async open({ connectionId = CONNECTION_ID, event = 'CITY RUN', locations = ['FINISH'] }: Answers = {}) {
    this.send(GREETING);
    const opening = await this.settings();
    await this.lineWith('getconnectionid');
    this.send(`ack~geteventinfo~${event}~0~${event}\r\n`);
    this.send(`ack~getlocations~${locations.join('~')}\r\n`);
    if (connectionId !== null) this.send(`ack~getconnectionid~${connectionId}\r\n`);
    return opening;
  }

  /** Open and wait until rows are asked for; returns the `start` line of the first location. */
  async openAndStart(answers: Answers = {}): Promise<string> {
    await this.open(answers);
    return this.lineWith('start');
  }

  end(): void {
    this.#socket.end();
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #wakeAll(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}
