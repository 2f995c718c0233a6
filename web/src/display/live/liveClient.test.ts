// @vitest-environment node
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  LIVE_PROTOCOL_VERSION,
  type ScreenClientMessage,
  type ScreenServerMessage,
  SOCKET_ENDED,
} from '@project88/core/contract/live.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket as NodeSocket, WebSocketServer } from 'ws';
import { cardOf, screenOf } from '../../../../test/support/screens.ts';
import type { LiveTimes } from './limits.ts';
import { type GoneReason, LiveClient, type LiveClientOptions, type LiveSocket } from './liveClient.ts';

/** The real times, a hundred times faster. */
const QUICK: LiveTimes = {
  silenceMs: 150,
  oldAfterMs: 60,
  oldAfterWhileConnectedMs: 100,
  watchMs: 10,
  clockSampleMs: 5_000,
  beatMs: 5_000,
  sleptMs: 2_000,
};

let server: WebSocketServer;
let sockets: NodeSocket[];
let heard: ScreenClientMessage[];
let client: LiveClient | undefined;
let states: ScreenState[];
let gone: GoneReason[];
let readsAtMs: (number | null)[];
let orders: unknown[];

const ABOUT = { key: 'screen-key-1', page: 'aB3', cached: true, widthPx: 1920, heightPx: 1080 };

beforeEach(async () => {
  [sockets, heard, states, gone, readsAtMs, orders] = [[], [], [], [], [], []];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => heard.push(JSON.parse(String(data)) as ScreenClientMessage));
  });
});

afterEach(async () => {
  client?.stop();
  for (const socket of server.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
});

function start(given: Partial<LiveClientOptions> = {}): LiveClient {
  const { port } = server.address() as AddressInfo;
  client = new LiveClient({
    openSocket: () => new NodeSocket(`ws://127.0.0.1:${port}`) as unknown as LiveSocket,
    whyGone: async () => null,
    now: () => performance.now(),
    wallNow: () => Date.now(),
    random: () => 0,
    about: () => ABOUT,
    heard: null,
    onState: (news) => {
      states.push(news.state);
      readsAtMs.push(news.readAtMs);
    },
    onGone: (reason) => gone.push(reason),
    onIdentify: (...order) => orders.push(order),
    onSettings: (settings) => orders.push(settings),
    onReload: () => orders.push('reload'),
    onFreeze: (frozen) => orders.push(frozen),
    onOtherVersion: () => undefined,
    times: QUICK,
    ...given,
  });
  return client;
}

function say(message: ScreenServerMessage): void {
  sockets.at(-1)?.send(JSON.stringify(message));
}

const snapshot = (rev: number): ScreenServerMessage => ({
  t: 'snapshot',
  v: LIVE_PROTOCOL_VERSION,
  rev,
  nowMs: 1_000_000,
  state: screenOf(),
});
const delta = (from: number, rev: number): ScreenServerMessage => ({
  t: 'delta',
  from,
  rev,
  nowMs: 1_000_000,
  ops: [{ op: 'card', card: cardOf(rev) }],
});
const until = (check: () => void) => vi.waitFor(check, { timeout: 3_000, interval: 5 });
const heardOf = (t: ScreenClientMessage['t']) => heard.filter((message) => message.t === t);

/** Connected, and with the state of revision 1. */
async function connected(given: Partial<LiveClientOptions> = {}): Promise<LiveClient> {
  const started = start(given);
  await until(() => expect(heardOf('hello').length).toBe(1));
  say(snapshot(1));
  await until(() => expect(states.length).toBe(1));
  return started;
}

describe('LiveClient', () => {
  it('greets, takes the snapshot and follows the deltas', async () => {
    await connected();
    expect(heardOf('hello')).toEqual([{ t: 'hello', v: LIVE_PROTOCOL_VERSION, rev: null, ...ABOUT }]);
    say(delta(1, 2));
    await until(() => expect(states.at(-1)?.recent.map((card) => card.id)).toEqual([2]));
  });

  it('asks once for a snapshot when a delta is missing', async () => {
    await connected();
    say(delta(2, 3));
    say(delta(3, 4));
    say(snapshot(4));
    await until(() => expect(states.length).toBe(2));
    expect(heardOf('resync').length).toBe(1);
  });

  it('learns the server clock', async () => {
    const started = await connected();
    const [asked] = heardOf('time');
    if (asked?.t !== 'time') throw new Error('the time was not asked for');
    say({ t: 'time', sentMs: asked.sentMs, nowMs: 5_000_000 });
    await until(() => expect(heardOf('time').length).toBe(2));
    expect(started.serverNow()).toBeGreaterThan(4_999_000);
    expect(started.serverNow()).toBeLessThan(5_005_000);
  });

  it('comes back after a loss and says what it holds', async () => {
    const started = await connected();
    sockets[0]?.terminate();
    await until(() => expect(heardOf('hello').length).toBe(2));
    expect(heardOf('hello')[1]).toMatchObject({ rev: 1 });
    say(delta(1, 2));
    await until(() => expect(states.length).toBe(2));
    expect(started.dataAgeMs()).toBeNull();
  });

  it('gives up a connection that has fallen silent, and tells the age of its data until then', async () => {
    const started = await connected();
    await until(() => expect(started.dataAgeMs()).toBeGreaterThanOrEqual(100));
    await until(() => expect(sockets.length).toBe(2));
    await until(() => expect(heardOf('hello').length).toBe(2));
    expect(started.dataAgeMs()).not.toBeNull();
    say(snapshot(7));
    await until(() => expect(started.dataAgeMs()).toBeNull());
  });

  it('does not give up while the server ticks', async () => {
    const started = await connected({ times: { ...QUICK, silenceMs: 1_000 } });
    const ticking = setInterval(() => say({ t: 'tick', rev: 1, nowMs: 1 }), 20);
    const oldestMs: (number | null)[] = [];
    const watching = setInterval(() => oldestMs.push(started.dataAgeMs()), 10);
    await until(() => expect(oldestMs.length).toBeGreaterThan(130));
    clearInterval(ticking);
    clearInterval(watching);
    expect(sockets.length).toBe(1);
  });

  it('drops a connection that talks nonsense', async () => {
    await connected();
    sockets[0]?.send('{"t":"snap');
    await until(() => expect(sockets.length).toBe(2));
  });

  it('stops for good when the link is gone', async () => {
    await connected();
    const closed = once(sockets[0] as NodeSocket, 'close');
    say({ t: 'gone', reason: 'revoked' });
    await closed;
    expect(gone).toEqual(['revoked']);
    expect(sockets.length).toBe(1);
  });

  it('stops for good when the partner is suspended', async () => {
    await connected();
    sockets[0]?.close(SOCKET_ENDED.refused, 'suspended');
    await until(() => expect(gone).toEqual(['revoked']));
    expect(sockets.length).toBe(1);
  });

  it('learns that the link has ended when it is refused', async () => {
    const whyGone = vi.fn(async (): Promise<GoneReason | null> => 'expired');
    await connected({ whyGone });
    server.removeAllListeners('connection');
    server.options.verifyClient = () => false;
    sockets[0]?.terminate();
    await until(() => expect(gone).toEqual(['expired']));
    expect(whyGone).toHaveBeenCalledTimes(1);
  });

  it('keeps nothing of a server that speaks another version', async () => {
    const onOtherVersion = vi.fn();
    start({ onOtherVersion });
    await until(() => expect(heardOf('hello').length).toBe(1));
    say({ ...snapshot(1), v: LIVE_PROTOCOL_VERSION + 1 } as ScreenServerMessage);
    await until(() => expect(onOtherVersion).toHaveBeenCalled());
    expect(states).toEqual([]);
  });

  it('reports its health with the revision that it holds', async () => {
    const started = await connected();
    started.beat(59.8, 12, [31, 47]);
    await until(() =>
      expect(heardOf('beat')).toEqual([{ t: 'beat', rev: 1, fps: 59.8, lateMs: 12, readMs: [31, 47] }]),
    );
  });

  it('introduces itself again when something about it has changed', async () => {
    const started = await connected();
    started.introduce();
    await until(() => expect(heardOf('hello')[1]).toMatchObject({ rev: 1, key: 'screen-key-1' }));
  });

  it('hands on when the newest read of a delta was received', async () => {
    await connected();
    say({ ...delta(1, 2), readAtMs: 999_950 } as ScreenServerMessage);
    say(delta(2, 3));
    await until(() => expect(readsAtMs).toEqual([null, 999_950, null]));
  });

  it('hands on what the operator wants of this screen, and nothing that it does not know', async () => {
    await connected();
    const settings = { name: 'Tower', overscanPct: 3, reducedMotion: true, message: null, template: null };
    say({ t: 'settings', settings });
    say({ t: 'dance' } as unknown as ScreenServerMessage);
    say({ t: 'freeze', frozen: true });
    say({ t: 'identify', number: 4, name: 'Tower' });
    say({ t: 'reload' });
    await until(() => expect(orders).toEqual([settings, true, [4, 'Tower'], 'reload']));
  });

  it('begins with what was known before, and says how old it is', async () => {
    const started = start({ heard: { agoMs: 60_000, serverNowMs: 7_000_000 } });
    expect(started.dataAgeMs()).toBeGreaterThanOrEqual(60_000);
    expect(started.serverNow()).toBeGreaterThanOrEqual(7_000_000);
    expect(started.serverNow()).toBeLessThan(7_005_000);
    expect(started.exactNow()).toBeNull();
    await until(() => expect(heardOf('hello').length).toBe(1));
    say(snapshot(1));
    await until(() => expect(started.dataAgeMs()).toBeNull());
  });

  it('sees that the machine has slept, goes on at the right time and measures anew', async () => {
    let sleptMs = 0;
    const started = await connected({ wallNow: () => performance.now() + sleptMs });
    const [asked] = heardOf('time');
    if (asked?.t !== 'time') throw new Error('the time was not asked for');
    say({ t: 'time', sentMs: asked.sentMs, nowMs: 5_000_000 });
    await until(() => expect(started.exactNow()).toBeGreaterThan(4_999_000));
    sleptMs = 600_000;
    await until(() => expect(started.serverNow()).toBeGreaterThan(5_599_000));
    await until(() => expect(sockets.length).toBe(2));
    expect(started.serverNow()).toBeLessThan(5_610_000);
  });
});
