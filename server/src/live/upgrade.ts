import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { sourceOf } from '../auth/addressList.ts';
import { Allowance } from '../auth/allowance.ts';
import { type AuthEvent, type AuthLog, FAILED_PROOFS } from '../ops/authLog.ts';
import type { Clock } from '../ops/clock.ts';
import {
  CLIENT_MESSAGE_BYTES,
  CLIENT_MESSAGES,
  HANDSHAKES_PER_ADDRESS,
  HANDSHAKES_PER_TENANT,
  SOCKETS_PER_ADDRESS,
} from './limits.ts';
import type { OpenSocket, OpenSockets } from './openSockets.ts';

/** A request to open a live socket, taken apart. */
export interface SocketRequest {
  /** The part of the path that the route's pattern captured, or ''. */
  id: string;
  request: IncomingMessage;
  address: string;
}

/** A socket that may be opened: whose it is, how to ask again, and what to do with it. */
export interface Admitted extends Pick<OpenSocket, 'facts' | 'recheck'> {
  open: (socket: WebSocket) => void;
}

/**
 * One kind of live socket. `admit` decides before the handshake is answered: it throws a `ProblemError` to refuse.
 */
export interface SocketRoute {
  pattern: RegExp;
  /** What the log of sign-ins calls a request for something that does not exist, when that may be a guess. */
  unknown?: AuthEvent;
  admit(request: SocketRequest): Promise<Admitted>;
}

export interface SocketDoorParts {
  routes: readonly SocketRoute[];
  /** Where a request comes from, also behind a trusted proxy. */
  addressOf: (request: IncomingMessage) => string;
  sockets: OpenSockets;
  authLog: Pick<AuthLog, 'note'>;
  clock: Clock;
  log: Logger;
}

/** Answers WebSocket handshakes: finds the route, lets it admit or refuse, and keeps each socket within its limits. */
export class SocketDoor {
  readonly #parts: SocketDoorParts;
  readonly #perAddress = new Map<string, number>();
  readonly #fromAddress = new Allowance(HANDSHAKES_PER_ADDRESS);
  readonly #ofTenant = new Allowance(HANDSHAKES_PER_TENANT);
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: CLIENT_MESSAGE_BYTES,
  });

  constructor(parts: SocketDoorParts) {
    this.#parts = parts;
  }

  /** To be given to the HTTP server's `upgrade` event. Never throws. */
  readonly handle = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    this.#handle(request, socket, head).catch((error: unknown) => {
      const problem = error instanceof ProblemError ? error : new ProblemError('INTERNAL');
      if (problem !== error) this.#parts.log.error({ err: error }, 'live socket refused by a fault of ours');
      const requestId = randomUUID();
      this.#note(request, problem, requestId);
      refuse(socket, problem, requestId);
    });
  };

  async #handle(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const address = sourceOf(this.#parts.addressOf(request));
    this.#spend(this.#fromAddress, address);
    if ((this.#perAddress.get(address) ?? 0) >= SOCKETS_PER_ADDRESS) {
      throw new ProblemError('RATE_LIMITED', { retryAfterS: 10 });
    }
    // Counted from here on, not from the open socket: of many handshakes at once most are still under way.
    this.#count(address, 1);
    socket.once('close', () => this.#count(address, -1));
    const { endings } = this.#parts.sockets;
    const admitted = await this.#admit(request, address);
    this.#spend(this.#ofTenant, admitted.facts.tenantId);
    if (socket.destroyed) return;
    this.#server.handleUpgrade(request, socket, head, (webSocket) =>
      this.#opened(webSocket, admitted, endings),
    );
  }

  #admit(request: IncomingMessage, address: string): Promise<Admitted> {
    const found = this.#routeOf(request);
    if (found === null) throw new ProblemError('ROUTE_NOT_FOUND');
    return found.route.admit({ id: found.id, request, address });
  }

  #routeOf({ url }: IncomingMessage): { route: SocketRoute; id: string } | null {
    const path = (url ?? '/').split('?', 1)[0] ?? '/';
    for (const route of this.#parts.routes) {
      const match = route.pattern.exec(path);
      if (match !== null) return { route, id: match[1] ?? '' };
    }
    return null;
  }

  /** Write a failed proof into the log of sign-ins, as the routes of HTTP do. */
  #note(request: IncomingMessage, { code }: ProblemError, requestId: string): void {
    const { authLog, addressOf } = this.#parts;
    const event = code === 'NOT_FOUND' ? this.#routeOf(request)?.route.unknown : FAILED_PROOFS[code];
    if (event !== undefined) authLog.note({ event, address: addressOf(request), requestId });
  }

  #opened(socket: WebSocket, { facts, recheck, open }: Admitted, endingsBefore: number): void {
    const { sockets, log } = this.#parts;
    socket.on('error', (error) => {
      log.debug({ err: error }, 'live socket failed');
      socket.terminate();
    });
    this.#limitMessages(socket);
    const entry = { socket, facts, recheck };
    sockets.add(entry);
    open(socket);
    // Somebody was signed out or suspended after this socket was admitted: perhaps this one.
    if (sockets.endings !== endingsBefore) void sockets.recheck(entry);
  }

  #limitMessages(socket: WebSocket): void {
    const messages = new Allowance(CLIENT_MESSAGES);
    socket.on('message', () => {
      const nowMs = this.#parts.clock();
      if (messages.waitMs('', nowMs) > 0) {
        socket.removeAllListeners('message');
        socket.close(1_008, 'too many messages');
      }
      messages.spend('', nowMs);
    });
  }

  #spend(allowance: Allowance, key: string): void {
    const nowMs = this.#parts.clock();
    const waitMs = allowance.waitMs(key, nowMs);
    if (waitMs > 0) throw new ProblemError('RATE_LIMITED', { retryAfterS: Math.ceil(waitMs / 1_000) });
    allowance.spend(key, nowMs);
  }

  #count(address: string, more: 1 | -1): void {
    const open = (this.#perAddress.get(address) ?? 0) + more;
    if (open > 0) this.#perAddress.set(address, open);
    else this.#perAddress.delete(address);
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
function refuse(socket: Duplex, problem: ProblemError, requestId: string): void {
  const body = JSON.stringify({ error: { code: problem.code, message: problem.message, requestId } });
  const retryAfterS = problem.params.retryAfterS;
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.code}\r\ncontent-type: application/json\r\n` +
      (retryAfterS === undefined ? '' : `retry-after: ${retryAfterS}\r\n`) +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
