import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProblemError } from '@project88/core/contract/errors.ts';
import { SOCKET_ENDED } from '@project88/core/contract/live.ts';
import type { ApiKeyId, LoginSessionId, UserId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { TENANT_A, TENANT_B } from '../../../test/support/fixtures.ts';
import { CLIENT_MESSAGES, HANDSHAKES_PER_ADDRESS, HANDSHAKES_PER_TENANT } from './limits.ts';
import { OpenSockets, type SocketFacts } from './openSockets.ts';
import { SocketDoor } from './upgrade.ts';

const LOGIN = 'login-1' as LoginSessionId;
const OTHER_LOGIN = 'login-2' as LoginSessionId;
const ROBIN = 'user-1' as UserId;
const KIM = 'user-2' as UserId;
const KEY = 'key-1' as ApiKeyId;

/** Everything that a socket may be opened as, by the path that opens it. */
const WHO: Readonly<Record<string, SocketFacts>> = {
  'a-screen': { kind: 'screen', tenantId: TENANT_A },
  'a-console': { kind: 'console', tenantId: TENANT_A, userId: ROBIN, loginSessionId: LOGIN },
  'a-other': { kind: 'console', tenantId: TENANT_A, userId: ROBIN, loginSessionId: OTHER_LOGIN },
  'a-kim': { kind: 'console', tenantId: TENANT_A, userId: KIM, loginSessionId: 'login-3' as LoginSessionId },
  'a-key': { kind: 'preview', tenantId: TENANT_A, apiKeyId: KEY },
  'b-screen': { kind: 'screen', tenantId: TENANT_B },
};

let server: Server;
let door: SocketDoor;
let sockets: OpenSockets;
let base: string;
let nowMs: InstantMs;
let address: string;
/** What the sockets are answered when they are checked again, by path. */
let verdicts: Map<string, ProblemError | 'moved'>;
/** Runs after a socket was admitted and before it is opened. */
let afterAdmission: () => void;

beforeEach(async () => {
  [nowMs, address, verdicts, afterAdmission] = [instantMs(0), '192.0.2.1', new Map(), () => undefined];
  const log = pino({ level: 'silent' });
  sockets = new OpenSockets(log);
  const route = {
    pattern: /^\/([\w-]+)$/,
    async admit({ id }: { id: string }) {
      const facts = WHO[id];
      if (facts === undefined) throw new ProblemError('NOT_FOUND', { what: 'socket' });
      afterAdmission();
      const recheck = async () => {
        const verdict = verdicts.get(id);
        if (verdict instanceof ProblemError) throw verdict;
        return verdict ?? ('same' as const);
      };
      return { facts, recheck, open: (socket: WebSocket) => socket.send('open') };
    },
  };
  door = new SocketDoor({
    routes: [route],
    sockets,
    addressOf: () => address,
    authLog: { note: () => {} },
    clock: () => nowMs,
    log,
  });
  server = createServer().on('upgrade', door.handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  door.close();
  server.closeAllConnections();
  server.close();
});

interface Peer {
  socket: WebSocket;
  /** The code that the server closed it with. */
  closed: Promise<number>;
}

async function open(path: string): Promise<Peer> {
  const socket = new WebSocket(`${base}/${path}`);
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await once(socket, 'message');
  return { socket, closed };
}

const openAll = async () =>
  Object.fromEntries(
    await Promise.all(Object.keys(WHO).map(async (path) => [path, await open(path)] as const)),
  ) as Record<string, Peer>;

/** After an answer to a ping everything that the server sent before has come. */
async function isOpen({ socket }: Peer): Promise<boolean> {
  if (socket.readyState !== WebSocket.OPEN) return false;
  socket.ping();
  await once(socket, 'pong');
  return socket.readyState === WebSocket.OPEN;
}

async function refusal(path: string) {
  const socket = new WebSocket(`${base}/${path}`);
  socket.on('error', () => undefined);
  const [, response] = await once(socket, 'unexpected-response');
  return { status: response.statusCode, retryAfter: response.headers['retry-after'] };
}

describe('an ending closes exactly what it means', () => {
  it.each([
    ['of a partner', () => sockets.endTenant(TENANT_A), SOCKET_ENDED.refused, ['b-screen']],
    ['of a login', () => sockets.endLogin(LOGIN), SOCKET_ENDED.signedOut, all('a-console')],
    ['of a person', () => sockets.endUser(ROBIN), SOCKET_ENDED.signedOut, all('a-console', 'a-other')],
    ['of a key', () => sockets.endApiKey(KEY), SOCKET_ENDED.signedOut, all('a-key')],
    ['of a person’s rights', () => sockets.moveUser(ROBIN), 1_012, all('a-console', 'a-other')],
    ['of a login’s stay in one partner', () => sockets.moveLogin(LOGIN), 1_012, all('a-console')],
  ])('%s', async (_name, end, code, left) => {
    const peers = await openAll();
    end();
    const ended = Object.entries(peers).filter(([path]) => !left.includes(path));
    expect(await Promise.all(ended.map(([, { closed }]) => closed))).toEqual(ended.map(() => code));
    for (const path of left) expect(await isOpen(peers[path] as Peer), path).toBe(true);
  });

  function all(...but: string[]): string[] {
    return Object.keys(WHO).filter((path) => !but.includes(path));
  }
});

it('a socket that is opened while its right ends is found', async () => {
  verdicts.set('a-screen', new ProblemError('LINK_GONE'));
  afterAdmission = () => sockets.endTenant(TENANT_A);
  const { closed } = await open('a-screen');
  expect(await closed).toBe(SOCKET_ENDED.refused);
});

describe('checked again', () => {
  it.each([
    ['a login that has ended', new ProblemError('NOT_SIGNED_IN'), SOCKET_ENDED.signedOut],
    ['a permission that is gone', new ProblemError('FORBIDDEN'), SOCKET_ENDED.refused],
    ['a visit that is over', 'moved', 1_012],
  ] as const)('%s closes its socket and no other', async (_name, verdict, code) => {
    const [peer, other] = [await open('a-console'), await open('a-kim')];
    verdicts.set('a-console', verdict);
    await sockets.recheckAll();
    expect(await peer.closed).toBe(code);
    expect(await isOpen(other)).toBe(true);
  });

  it('everything stays while the database is away', async () => {
    const peer = await open('a-console');
    verdicts.set('a-console', new ProblemError('DATABASE_UNAVAILABLE'));
    await sockets.recheckAll();
    expect(await isOpen(peer)).toBe(true);
  });

  it('happens by itself', async () => {
    const peer = await open('a-console');
    verdicts.set('a-console', new ProblemError('NOT_SIGNED_IN'));
    const end = sockets.watch(1);
    expect(await peer.closed).toBe(SOCKET_ENDED.signedOut);
    end();
  });
});

describe('limits', () => {
  it('a socket that says too much is closed, and one that says enough is not', async () => {
    const [loud, quiet] = [await open('a-console'), await open('a-kim')];
    for (let said = 0; said <= CLIENT_MESSAGES.burst; said += 1) loud.socket.send('{}');
    for (let said = 0; said < CLIENT_MESSAGES.burst; said += 1) quiet.socket.send('{}');
    expect(await loud.closed).toBe(1_008);
    expect(await isOpen(quiet)).toBe(true);
    nowMs = instantMs(nowMs + CLIENT_MESSAGES.refillMs);
    quiet.socket.send('{}');
    expect(await isOpen(quiet)).toBe(true);
  });

  it('an address that knocks too often must wait, others need not', async () => {
    const burst = Array.from({ length: HANDSHAKES_PER_ADDRESS.burst }, (_, index) => index);
    await inGroups(burst, () => refusal('nobody'));
    expect(await refusal('a-screen')).toEqual({ status: 429, retryAfter: '1' });
    address = '192.0.2.2';
    expect(await isOpen(await open('a-screen'))).toBe(true);
    address = '192.0.2.1';
    nowMs = instantMs(HANDSHAKES_PER_ADDRESS.refillMs);
    expect(await isOpen(await open('a-screen'))).toBe(true);
  });

  it('a partner whose screens knock too often from everywhere slows nobody else', async () => {
    const burst = Array.from({ length: HANDSHAKES_PER_TENANT.burst }, (_, index) => index);
    await inGroups(burst, async (knock) => {
      address = `198.51.100.${knock % 250}`;
      (await open('a-screen')).socket.terminate();
    });
    expect(await refusal('a-screen')).toMatchObject({ status: 429 });
    expect(await isOpen(await open('b-screen'))).toBe(true);
  }, 60_000);
});

async function inGroups<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < items.length; from += 100) {
    await Promise.all(items.slice(from, from + 100).map(work));
  }
}
