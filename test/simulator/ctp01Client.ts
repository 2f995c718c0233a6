import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { type ClientProfile, SIMPLE_CLIENT } from './clientProfile.ts';
import { Ctp01Connection } from './ctp01Connection.ts';
import type { TimedRow } from './matRows.ts';
import { RowStore } from './rowStore.ts';

export interface Ctp01ClientOptions extends Partial<ClientProfile> {
  host: string;
  port: number;
  locations: readonly string[];
}

/**
 * Timing software that dials a server and sends it the rows it keeps, over real TCP: greets, takes settings, signs in,
 * offers its locations, obeys `start`, `stop` and seeks, and comes back when the connection ends, without a limit.
 */
export class Ctp01Client {
  readonly store: RowStore;
  /** What the server did that real clients trip over. */
  readonly complaints: string[] = [];
  readonly #address: { host: string; port: number };
  readonly #profile: ClientProfile;
  readonly #events = new EventEmitter<{ ready: []; idle: []; down: [] }>();
  readonly #open = new Set<Ctp01Connection>();
  #connection: Ctp01Connection | null = null;
  #retry: NodeJS.Timeout | undefined;
  #pumpPlanned = false;
  #closed = false;
  #attempts = 0;

  constructor({ host, port, locations, ...profile }: Ctp01ClientOptions) {
    this.#address = { host, port };
    this.#profile = { ...SIMPLE_CLIENT, ...profile };
    this.store = new RowStore(locations);
  }

  /** Connections tried so far. */
  get attempts(): number {
    return this.#attempts;
  }

  get isReady(): boolean {
    return this.#connection?.isReady ?? false;
  }

  /** What the server asked for on the present connection. */
  get settings(): ReadonlyMap<string, string> {
    return this.#connection?.settings ?? new Map();
  }

  /** Dial now, and again whenever the connection ends. */
  connect(): void {
    this.#attempts += 1;
    const socket = connect(this.#address);
    const connection = new Ctp01Connection(socket, this.store, this.#profile, {
      ready: () => this.#events.emit('ready'),
      idle: () => this.#events.emit('idle'),
      complaint: (text) => this.complaints.push(text),
    });
    this.#connection = connection;
    this.#open.add(connection);
    // An error is always followed by a close, which is where the client decides.
    socket.on('error', () => {});
    socket.on('close', () => this.#ended(connection));
  }

  /** Keep a row, and send it when its location was started. */
  add(location: string, row: TimedRow): void {
    this.store.add(location, row);
    if (this.#pumpPlanned) return;
    this.#pumpPlanned = true;
    queueMicrotask(() => {
      this.#pumpPlanned = false;
      this.#connection?.pump();
    });
  }

  /** Send bytes that are no part of the protocol. */
  sendRaw(text: string): void {
    this.#connection?.sendRaw(text);
  }

  /** Lose the connection, as with a pulled cable. The client comes back by itself. */
  drop(): void {
    this.#connection?.socket.destroy();
  }

  /** Open the next connection and end the old one once the new one is ready, as the present client does. */
  async reconnectOverlapping(): Promise<void> {
    const old = this.#connection;
    this.connect();
    await this.whenReady();
    old?.socket.destroy();
  }

  /** Resolves when a connection is open and its opening is done. */
  async whenReady(): Promise<void> {
    if (!this.isReady) await once(this.#events, 'ready');
  }

  /** Resolves when every location was started and all rows were handed to the network. */
  async whenIdle(): Promise<void> {
    if (!this.#connection?.isIdle) await once(this.#events, 'idle');
  }

  /** Resolves when a connection has ended. */
  async whenDown(): Promise<void> {
    await once(this.#events, 'down');
  }

  /** End for good. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    for (const connection of this.#open) connection.socket.destroy();
    while (this.#open.size > 0) await once(this.#events, 'down');
  }

  #ended(connection: Ctp01Connection): void {
    this.#open.delete(connection);
    this.#events.emit('down');
    if (connection !== this.#connection || this.#closed) return;
    this.#retry = setTimeout(() => this.connect(), this.#profile.reconnectDelayMs);
  }
}
