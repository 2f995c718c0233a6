import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { CLIENT_MESSAGE_BYTES, SOCKETS_PER_ADDRESS } from './limits.ts';

/** A request to open a live socket, taken apart. */
export interface SocketRequest {
  /** The part of the path that the route's pattern captured, or ''. */
  id: string;
  request: IncomingMessage;
  address: string;
}

/**
 * One kind of live socket. `admit` decides before the handshake is answered: it throws a `ProblemError` to refuse, and
 * otherwise returns what to do with the open socket.
 */
export interface SocketRoute {
  pattern: RegExp;
  admit(request: SocketRequest): Promise<(socket: WebSocket) => void>;
}

/** Answers WebSocket handshakes: finds the route, lets it admit or refuse, and watches that the peer is alive. */
export class SocketDoor {
  readonly #routes: readonly SocketRoute[];
  readonly #log: Logger;
  readonly #perAddress = new Map<string, number>();
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: CLIENT_MESSAGE_BYTES,
  });

  constructor(routes: readonly SocketRoute[], log: Logger) {
    this.#routes = routes;
    this.#log = log;
  }

  /** To be given to the HTTP server's `upgrade` event. Never throws. */
  readonly handle = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    this.#handle(request, socket, head).catch((error: unknown) => {
      const problem = error instanceof ProblemError ? error : new ProblemError('INTERNAL');
      if (problem !== error) this.#log.error({ err: error }, 'live socket refused by a fault of ours');
      refuse(socket, problem);
    });
  };

  async #handle(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const address = request.socket.remoteAddress ?? '';
    if ((this.#perAddress.get(address) ?? 0) >= SOCKETS_PER_ADDRESS) {
      throw new ProblemError('RATE_LIMITED', { retryAfterS: 10 });
    }
    for (const route of this.#routes) {
      const match = route.pattern.exec(path);
      if (match === null) continue;
      const open = await route.admit({ id: match[1] ?? '', request, address });
      if (socket.destroyed) return;
      this.#server.handleUpgrade(request, socket, head, (webSocket) =>
        this.#opened(webSocket, address, open),
      );
      return;
    }
    throw new ProblemError('ROUTE_NOT_FOUND');
  }

  #opened(socket: WebSocket, address: string, open: (socket: WebSocket) => void): void {
    this.#perAddress.set(address, (this.#perAddress.get(address) ?? 0) + 1);
    socket.once('close', () => {
      const left = (this.#perAddress.get(address) ?? 1) - 1;
      if (left > 0) this.#perAddress.set(address, left);
      else this.#perAddress.delete(address);
    });
    socket.on('error', (error) => {
      this.#log.debug({ err: error }, 'live socket failed');
      socket.terminate();
    });
    open(socket);
  }

  /** Tell all browsers that the server stops; they come back by themselves. */
  close(): void {
    for (const socket of this.#server.clients) socket.close(1012, 'restart');
    this.#server.close();
    const stragglers = setTimeout(() => {
      for (const socket of this.#server.clients) socket.terminate();
    }, 300);
    stragglers.unref();
  }
}

/** Answer a refused handshake like any other request of the API. */
function refuse(socket: Duplex, problem: ProblemError): void {
  const body = JSON.stringify({ error: { code: problem.code, message: problem.message, requestId: '' } });
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.code}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
