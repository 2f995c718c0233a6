import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Permission } from '@project88/core/contract/permissions.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Hub } from '../../../server/src/live/hub.ts';
import { liveRoutes } from '../../../server/src/live/liveRoutes.ts';
import { storedRooms } from '../../../server/src/live/roomSource.ts';
import { SocketDoor } from '../../../server/src/live/upgrade.ts';
import { callerAt, startTestHttp, type TestHttp } from '../../support/httpServer.ts';
import { makeKey, partnerCallers } from './callers.ts';
import { makeObjects, type PartnerObjects } from './objects.ts';

/** Every live socket that the server has: who may open it, and what it lets them see. */
interface KnownSocket {
  path: (of: PartnerObjects) => string;
  /** Null: a display link is all that is needed. */
  permission: Permission | null;
}

/** By the pattern of the route; a socket that is not here fails the test. */
const SOCKETS: Readonly<Record<string, KnownSocket>> = {
  '^\\/live\\/display\\/([^/]{1,64})$': {
    path: ({ byPath }) => `/live/display/${byPath['/api/display']}`,
    permission: null,
  },
  '^\\/live\\/console$': { path: () => '/live/console', permission: 'displays.view' },
  '^\\/api\\/chronotrack\\/sessions\\/([^/]{1,64})\\/preview$': {
    path: ({ byPath }) => `/api/chronotrack/sessions/${byPath['/api/chronotrack']}/preview`,
    permission: 'timing.view',
  },
};

const NOBODYS_UUID = '01900000-0000-7000-8000-00000000dead';

let t: TestHttp;
let ofA: PartnerObjects;
let ofB: PartnerObjects;
let patterns: string[];
let door: SocketDoor;
let hub: Hub;
let pairs = 0;

beforeAll(async () => {
  t = await startTestHttp();
  ofA = await makeObjects(t.a, 'Acmemark');
  ofB = await makeObjects(t.b, 'Boltmark');
  const log = pino({ level: 'silent' });
  hub = new Hub(storedRooms(t.db.database, log), t.now);
  await hub.openAll();
  const routes = liveRoutes({
    hub,
    timing: t.timingSessions,
    openLink: t.http.openLink,
    admitUser: t.http.admitUser,
    clock: t.now,
  });
  patterns = routes.map(({ pattern }) => pattern.source);
  door = new SocketDoor({
    routes,
    sockets: t.sockets,
    addressOf: t.http.addressOf,
    authLog: { note: (note) => t.authNotes.push(note) },
    clock: t.now,
    log,
  });
  t.http.app.server.on('upgrade', door.handle);
});
afterAll(async () => {
  console.log(`isolation: ${pairs} pairs of socket and caller were tried`);
  door.close();
  await hub.stop();
  await t.close();
});

interface Outcome {
  refusal: string | null;
  /** Everything that came before the answer to our ping, which is sent when the socket opens. */
  said: string;
}

/** Open a socket and answer what it said at once, or how it was refused. */
async function open(path: string, headers: Readonly<Record<string, string>>, ask?: object): Promise<Outcome> {
  pairs += 1;
  const socket = new WebSocket(t.url.replace('http', 'ws') + path, { headers });
  let said = '';
  socket.on('message', (data) => {
    said += String(data);
  });
  socket.on('error', () => {});
  socket.once('open', () => {
    if (ask !== undefined) socket.send(JSON.stringify(ask));
    socket.ping();
  });
  const outcome = await Promise.race([
    once(socket, 'pong').then((): Outcome => ({ refusal: null, said })),
    once(socket, 'unexpected-response').then(([, response]) => refusalOf(response as IncomingMessage)),
  ]);
  socket.terminate();
  return outcome;
}

async function refusalOf(response: IncomingMessage): Promise<Outcome> {
  const { error } = JSON.parse(await read(response));
  // The only thing that may differ between two refusals is the number of the request.
  const said = JSON.stringify({ ...error, requestId: '' });
  return { refusal: `${response.statusCode} ${error.code}`, said };
}

async function read(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

const closed = () =>
  Object.entries(SOCKETS).flatMap(([pattern, { path, permission }]) =>
    permission === null ? [] : [{ pattern, path, permission }],
  );

describe('every live socket', () => {
  test('is known, with who may open it', () => {
    expect([...patterns].sort()).toEqual(Object.keys(SOCKETS).sort());
  });

  test('is closed for nobody, for an access token that is none and for pages of other sites', async () => {
    for (const { path } of closed()) {
      expect((await open(path(ofA), {})).refusal).toBe('401 NOT_SIGNED_IN');
      const nonsense = await open(path(ofA), { authorization: 'Bearer nonsense' });
      expect(nonsense.refusal).toBe('401 TOKEN_INVALID');
      const foreign = await open(path(ofA), { ...t.a.owner.headers, origin: 'https://evil.example' });
      expect(foreign.refusal).toBe('403 ORIGIN_REFUSED');
    }
  });

  test('opens for exactly the roles and keys that have its permission', async () => {
    const people = await partnerCallers(t, t.a.tenantId);
    const keys = await Promise.all(
      (['displays.view', 'timing.view', 'links.manage'] as const).map(async (permission) => ({
        name: `key for ${permission}`,
        call: callerAt(t.url, { 'x-api-key': await makeKey(t.a.owner, [permission]) }),
        permissions: new Set<Permission>([permission]),
      })),
    );
    for (const { path, permission } of closed()) {
      for (const { name, call, permissions } of [...people, ...keys]) {
        const { refusal } = await open(path(ofA), call.headers);
        expect(refusal, `${name}: ${path(ofA)}`).toBe(permissions.has(permission) ? null : '403 FORBIDDEN');
      }
    }
  });

  test('shows the other partner nothing of this one', async () => {
    for (const { path } of Object.values(SOCKETS)) {
      const { said } = await open(path(ofB), t.b.owner.headers);
      for (const secret of ofA.secrets)
        expect(said.includes(secret), `${path(ofB)} shows ${secret}`).toBe(false);
    }
    const watch = { t: 'watch', displaySessionId: ofA.byPath['/api/sessions'], timing: true };
    const own = await open('/live/console', t.a.owner.headers, watch);
    expect(own.said).toContain(t.a.timingSessionId);
    expect(own.said).toContain('"t":"operator"');
    const theirs = await open('/live/console', t.b.owner.headers, watch);
    expect(theirs.said).toContain('operator-gone');
    expect(theirs.said).not.toContain('Acmemark');
    expect(theirs.said).not.toContain(t.a.timingSessionId);
  });

  test('of this partner is for the other one like one that does not exist', async () => {
    const preview = (id: string) => open(`/api/chronotrack/sessions/${id}/preview`, t.b.owner.headers);
    const theirs = await preview(t.a.timingSessionId);
    expect(theirs.refusal).toBe('404 NOT_FOUND');
    expect(theirs).toEqual(await preview(NOBODYS_UUID));
  });

  test('of a screen ends with its link', async () => {
    const path = `/live/display/${ofA.byPath['/api/display']}`;
    expect((await open(path, {})).refusal).toBeNull();
    await t.a.owner('DELETE', `/api/display/${ofA.byPath['/api/display']}`);
    expect((await open(path, {})).refusal).toBe('410 LINK_GONE');
    expect((await open('/live/display/ZZZZZZZZ', {})).refusal).toBe('404 NOT_FOUND');
  });
});
