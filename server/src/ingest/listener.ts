import { createServer, type Server, type Socket } from 'node:net';
import type { StreamId, TenantId } from '@project88/core/ids/ids.ts';
import type { AuthenticationMode } from '@project88/core/wire/ctp01/authentication.ts';
import { AdmissionGate } from './admissionGate.ts';
import { Connection, type ConnectionShared } from './connection.ts';
import { admissionFor } from './signIn.ts';

export interface ListenerOptions extends ConnectionShared {
  host: string;
  port: number;
  authentication: Exclude<AuthenticationMode, 'none'>;
  random: (length: number) => Uint8Array;
  newStreamId: () => StreamId;
}

/** First keep-alive probe of an idle connection, in milliseconds: the second line behind our own pings. */
const KEEP_ALIVE_AFTER_MS = 30_000;

/** The timing port: lets connections in and looks after their deadlines. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #gate: AdmissionGate;
  readonly #connections = new Set<Connection>();
  readonly #server: Server;
  #ticker: NodeJS.Timeout | null = null;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#gate = new AdmissionGate(options.limits);
    const socketOptions = { noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS };
    this.#server = createServer(socketOptions, (socket) => this.#accept(socket));
  }

  /** Connections that are open now. */
  get open(): number {
    return this.#gate.open;
  }

  /** Begin to listen; resolves with the port. Rejects when the port is busy. */
  async listen(): Promise<number> {
    const { host, port, limits } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    // Out of file handles, for example: connections wait or fail, those that are open go on.
    this.#server.on('error', (error) => this.#options.log.error({ err: error }, 'timing port error'));
    this.#ticker = setInterval(() => this.#tick(), limits.tickMs);
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  /** Close the connections of one tenant. Resolves when their ends are recorded. */
  async endTenant(tenantId: TenantId): Promise<void> {
    const theirs = [...this.#connections].filter((connection) => connection.tenantId === tenantId);
    for (const connection of theirs) connection.close('suspended');
    await Promise.all(theirs.map((connection) => connection.ended));
  }

  /** Close the port and all connections. Resolves when every socket is gone and its end is recorded. */
  async close(): Promise<void> {
    if (this.#ticker !== null) clearInterval(this.#ticker);
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    const ended = [...this.#connections].map((connection) => connection.ended);
    for (const connection of this.#connections) connection.close('stopping');
    await Promise.all([closed, ...ended]);
  }

  #accept(socket: Socket): void {
    const { authority, clock, counters, log, newStreamId, random, authentication } = this.#options;
    // A client that is gone already has no address.
    const address = plainAddress(socket.remoteAddress);
    if (address === null || !this.#gate.enter(address, clock())) {
      counters.connectionsRefused += 1;
      log.warn({ address }, 'too many connections to the timing port: refused');
      socket.on('error', () => {});
      socket.destroy();
      return;
    }
    counters.connections += 1;
    const admission = admissionFor(authority, address, authentication, random);
    const connection = new Connection(socket, address, newStreamId(), admission, this.#options);
    this.#connections.add(connection);
    socket.on('close', () => {
      this.#connections.delete(connection);
      this.#gate.leave(address);
    });
  }

  #tick(): void {
    this.#gate.forget(this.#options.clock());
    for (const connection of this.#connections) connection.tick();
  }
}

/** IPv4 addresses without the prefix that a dual-stack socket gives them, so that allow-lists match. */
function plainAddress(address: string | undefined): string | null {
  return address?.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '') ?? null;
}
