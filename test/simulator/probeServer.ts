import { EventEmitter, once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { LineFramer } from '@project88/core/wire/ctp01/lines.ts';

/** One connection as the probe saw it. */
export interface ProbedConnection {
  socket: Socket;
  lines: string[];
  ended: boolean;
}

/** A TCP server for tests of the simulator: it keeps every line and says only what the test makes it say. */
export class ProbeServer {
  readonly connections: ProbedConnection[] = [];
  readonly #server: Server;
  readonly #changed = new EventEmitter<{ change: [] }>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => this.#keep(socket));
  }

  /** Listen on a free port. `greet` runs for each greeting line, which opens every connection. */
  static async listen(greet: (socket: Socket) => void): Promise<ProbeServer> {
    const server = createServer();
    const probe = new ProbeServer(server);
    server.on('connection', (socket) => socket.once('data', () => greet(socket)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return probe;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** All lines of all connections, in the order of the connections. */
  get lines(): string[] {
    return this.connections.flatMap(({ lines }) => lines);
  }

  /** Say the same to all connections. */
  say(text: string): void {
    for (const { socket } of this.connections) if (!socket.destroyed) socket.write(text, 'latin1');
  }

  /** Resolves as soon as the condition holds; it is looked at whenever something arrives or ends. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await once(this.#changed, 'change');
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const { socket } of this.connections) socket.destroy();
    await once(this.#server, 'close');
  }

  #keep(socket: Socket): void {
    const connection: ProbedConnection = { socket, lines: [], ended: false };
    const framer = new LineFramer();
    this.connections.push(connection);
    socket.on('data', (chunk) => {
      framer.push(chunk.toString('latin1'), {
        line: (text) => connection.lines.push(text),
        oversized: () => {},
      });
      this.#changed.emit('change');
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      connection.ended = true;
      this.#changed.emit('change');
    });
  }
}
