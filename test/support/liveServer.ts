import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  ConsoleClientMessage,
  ConsoleServerMessage,
  OperatorState,
  ScreenClientMessage,
  ScreenServerMessage,
} from '@project88/core/contract/live.ts';
import { applyOps, type ScreenState } from '@project88/core/displays/screen/screen.ts';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { Hub } from '../../server/src/live/hub.ts';
import { liveRoutes } from '../../server/src/live/liveRoutes.ts';
import { storedRooms } from '../../server/src/live/roomSource.ts';
import { SocketDoor } from '../../server/src/live/upgrade.ts';
import { type Caller, startTestHttp, type TestHttp } from './httpServer.ts';

/** A socket that keeps what it is told, and waits for more of it. */
class TestSocket<Out, In> {
  readonly socket: WebSocket;
  readonly messages: In[] = [];

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.socket = new WebSocket(url, { headers });
    this.socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as In;
      this.messages.push(message);
      this.take(message);
    });
  }

  protected take(_message: In): void {}

  say(message: Out): void {
    this.socket.send(JSON.stringify(message));
  }

  async until(done: () => boolean): Promise<void> {
    while (!done()) await once(this.socket, 'message', { signal: AbortSignal.timeout(5_000) });
  }

  async opened(): Promise<this> {
    if (this.socket.readyState !== WebSocket.OPEN) await once(this.socket, 'open');
    return this;
  }

  /** Ends when the server has taken in everything that was said, because it answers in order. */
  async heard(): Promise<void> {
    this.socket.ping();
    await once(this.socket, 'pong', { signal: AbortSignal.timeout(5_000) });
  }

  async close(): Promise<void> {
    this.socket.close();
    await once(this.socket, 'close');
  }
}

/** A screen as the display page is one. */
export class TestScreen extends TestSocket<ScreenClientMessage, ScreenServerMessage> {
  state: ScreenState | null = null;

  protected override take(message: ScreenServerMessage): void {
    if (message.t === 'snapshot') this.state = message.state;
    if (message.t === 'delta' && this.state !== null) this.state = applyOps(this.state, message.ops);
  }

  hello(key: string): void {
    this.say({ t: 'hello', v: 2, rev: null, key, widthPx: 1920, heightPx: 1080, page: 'test', cached: true });
  }

  /** What came of one kind, in order. */
  got<T extends ScreenServerMessage['t']>(t: T): Extract<ScreenServerMessage, { t: T }>[] {
    return this.messages.filter((each) => each.t === t) as Extract<ScreenServerMessage, { t: T }>[];
  }
}

/** A console as a signed-in person has one. */
export class TestConsole extends TestSocket<ConsoleClientMessage, ConsoleServerMessage> {
  get state(): OperatorState | null {
    const newest = this.messages.findLast((each) => each.t === 'operator');
    return newest?.state ?? null;
  }

  got<T extends ConsoleServerMessage['t']>(t: T): Extract<ConsoleServerMessage, { t: T }>[] {
    return this.messages.filter((each) => each.t === t) as Extract<ConsoleServerMessage, { t: T }>[];
  }
}

/** The HTTP interface with real live displays and their sockets. */
export class LiveServer {
  readonly t: TestHttp;
  readonly #servers: { server: Server; door: SocketDoor; hub: Hub }[] = [];
  #base = '';

  private constructor(t: TestHttp) {
    this.t = t;
  }

  static async start(): Promise<LiveServer> {
    let hub: Hub | null = null;
    const t = await startTestHttp({
      hubOver: (database, clock) => {
        hub = new Hub(storedRooms(database, pino({ level: 'silent' })), clock);
        return hub;
      },
    });
    if (hub === null) throw new Error('no live displays were made');
    const live = new LiveServer(t);
    live.#base = await live.#openDoor(hub);
    return live;
  }

  get hub(): Hub {
    const [first] = this.#servers;
    if (first === undefined) throw new Error('not started');
    return first.hub;
  }

  async #openDoor(hub: Hub): Promise<string> {
    const { t } = this;
    const { openLink, admitUser, addressOf } = t.http;
    const routes = liveRoutes({ hub, timing: t.timingSessions, openLink, admitUser, clock: t.now });
    const door = new SocketDoor({
      routes,
      addressOf,
      sockets: t.sockets,
      authLog: { note: () => undefined },
      clock: t.now,
      log: pino({ level: 'silent' }),
    });
    const server = createServer().on('upgrade', door.handle).listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#servers.push({ server, door, hub });
    return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** The server as it is after a restart: live displays loaded anew from the same database. */
  async restarted(): Promise<{ hub: Hub; base: string }> {
    const hub = new Hub(storedRooms(this.t.db.database, pino({ level: 'silent' })), this.t.now);
    await hub.openAll();
    return { hub, base: await this.#openDoor(hub) };
  }

  /** A display session of the caller's partner with a link: their ids. */
  async display(owner: Caller = this.t.a.owner): Promise<{ id: string; link: string }> {
    const made = await owner('POST', '/api/sessions/create', { name: 'Finish', mode: 'results' });
    const link = await owner('POST', '/api/display/generate-url', { sessionId: made.json.id });
    return { id: made.json.id, link: link.json.id };
  }

  /** A screen that has its first snapshot; with a key it has said hello. */
  async screen(link: string, key: string | null = null, base = this.#base): Promise<TestScreen> {
    const screen = new TestScreen(`${base}/live/display/${link}`);
    await screen.until(() => screen.state !== null);
    if (key !== null) {
      screen.hello(key);
      await screen.until(() => screen.got('freeze').length > 0);
    }
    return screen;
  }

  console(caller: Pick<Caller, 'headers'> = this.t.a.owner): Promise<TestConsole> {
    return new TestConsole(`${this.#base}/live/console`, caller.headers).opened();
  }

  async close(): Promise<void> {
    for (const { server, door, hub } of this.#servers) {
      door.close();
      hub.stop();
      server.closeAllConnections();
      server.close();
    }
    await this.t.close();
  }
}
