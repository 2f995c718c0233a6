import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  LIVE_PROTOCOL_VERSION,
  type ScreenClientMessage,
  type ScreenServerMessage,
} from '@project88/core/contract/live.ts';
import { applyOps, type ScreenOp, type ScreenState } from '@project88/core/displays/screen/screen.ts';
import { type WebSocket, WebSocketServer } from 'ws';

const BUILT = fileURLToPath(new URL('../../../dist/web', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
/** As strict as the product's own policy for this page. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'";
const TICK_MS = 2_000;
const LINK_ID = 'K7M2XPQA';

/**
 * Serves the built display page and speaks the screens' protocol with a state of the test's choosing: for pictures,
 * measurements and losses of the connection that a race would have to be waited for.
 */
export class ScreenServer {
  readonly received: ScreenClientMessage[] = [];
  readonly #http: Server;
  readonly #sockets = new Set<WebSocket>();
  readonly #ticking: ReturnType<typeof setInterval>;
  #state: ScreenState;
  #rev = 1;
  /** What the server says besides states when a screen has introduced itself. */
  readonly greeting: ScreenServerMessage[] = [];
  /** Folder of the built pages; another one is a newer version. */
  built = BUILT;
  /** What the pairing calls and the status of the link answer. */
  readonly answers: Record<string, () => unknown> = {};
  /** While false, connections are refused like those of a server that is down. */
  accepting = true;

  private constructor(http: Server, state: ScreenState) {
    this.#http = http;
    this.#state = state;
    const sockets = new WebSocketServer({ noServer: true });
    http.on('upgrade', (request, socket, head) => {
      if (!this.accepting) socket.destroy();
      else sockets.handleUpgrade(request, socket, head, (opened) => this.#join(opened));
    });
    this.#ticking = setInterval(() => {
      this.#say({ t: 'tick', rev: this.#rev, nowMs: Date.now() });
    }, TICK_MS);
  }

  static async open(state: ScreenState, built = BUILT): Promise<ScreenServer> {
    const http = createServer((request, response) => {
      if (!server.accepting) return void request.socket.destroy();
      const { pathname } = new URL(request.url ?? '/', 'http://screen');
      const answer = server.answers[`${request.method} ${pathname}`];
      if (answer !== undefined) {
        response.setHeader('content-type', 'application/json');
        return void response.end(JSON.stringify(answer()));
      }
      const file = join(server.built, fileOf(pathname));
      if (!existsSync(file) || pathname.startsWith('/api/')) return void response.writeHead(404).end();
      response.writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
      });
      createReadStream(file).pipe(response);
    });
    const server = new ScreenServer(http, state);
    server.built = built;
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const bootstrap = { id: LINK_ID, liveUrl: `/live/display/${LINK_ID}`, expiresAt };
    server.answers[`GET /api/display/${LINK_ID}`] = () => bootstrap;
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/display/${LINK_ID}`;
  }

  /** Another state, as a snapshot. */
  show(state: ScreenState): void {
    this.#state = state;
    this.#rev += 1;
    this.#say(this.#snapshot());
  }

  /** The next steps, as a numbered delta. Answers its revision. */
  send(...ops: ScreenOp[]): number {
    return this.#send(ops, {});
  }

  /** The same, because of a read that came at this instant. */
  sendRead(readAtMs: number, ...ops: ScreenOp[]): number {
    return this.#send(ops, { readAtMs });
  }

  #send(ops: ScreenOp[], more: { readAtMs?: number }): number {
    const from = this.#rev;
    this.#rev += 1;
    this.#state = applyOps(this.#state, ops);
    this.#say({ t: 'delta', from, rev: this.#rev, nowMs: Date.now(), ops, ...more });
    return this.#rev;
  }

  /** Whatever else a server says. */
  tell(message: ScreenServerMessage): void {
    this.#say(message);
  }

  gone(reason: Extract<ScreenServerMessage, { t: 'gone' }>['reason']): void {
    this.#say({ t: 'gone', reason });
  }

  /** Break all connections without a word. */
  breakConnections(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** Bytes that are sent but not yet taken by the network. */
  get unsentBytes(): number {
    return [...this.#sockets].reduce((sum, socket) => sum + socket.bufferedAmount, 0);
  }

  async close(): Promise<void> {
    clearInterval(this.#ticking);
    this.breakConnections();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #join(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('message', (data) => this.#answer(socket, JSON.parse(String(data)) as ScreenClientMessage));
    socket.send(JSON.stringify(this.#snapshot()));
  }

  #answer(socket: WebSocket, message: ScreenClientMessage): void {
    this.received.push(message);
    if (message.t === 'hello') for (const each of this.greeting) socket.send(JSON.stringify(each));
    if (message.t === 'resync') socket.send(JSON.stringify(this.#snapshot()));
    if (message.t === 'time') {
      const answer: ScreenServerMessage = { t: 'time', sentMs: message.sentMs, nowMs: Date.now() };
      socket.send(JSON.stringify(answer));
    }
  }

  #snapshot(): ScreenServerMessage {
    return {
      t: 'snapshot',
      v: LIVE_PROTOCOL_VERSION,
      rev: this.#rev,
      nowMs: Date.now(),
      state: this.#state,
    };
  }

  #say(message: ScreenServerMessage): void {
    const text = JSON.stringify(message);
    for (const socket of this.#sockets) socket.send(text);
  }
}

/** The built file under an address. */
function fileOf(pathname: string): string {
  if (/^\/display\/[^/]+\/status$/.test(pathname)) return 'status/index.html';
  return /^\/display(\/|$)/.test(pathname) ? 'display/index.html' : pathname;
}
