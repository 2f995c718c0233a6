import { once } from 'node:events';
import { SOCKET_ENDED } from '@project88/core/contract/live.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { runAsAdmin } from '../../../test/support/database.ts';
import { callerAt, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { cookieOf, makePerson, type TestPerson } from '../../../test/support/people.ts';
import { SocketDoor, type SocketRoute } from '../live/upgrade.ts';

/** What is decided about people reaches the sockets that they have open. */
let t: TestHttp;
let door: SocketDoor;
beforeAll(async () => {
  t = await startTestHttp();
  const route: SocketRoute = {
    pattern: /^\/(socket)$/,
    async admit({ request }) {
      const { principal, again } = await t.http.admitUser(request, 'displays.view');
      const { tenantId, actor } = principal;
      if (actor.kind !== 'user') throw new Error('not a person');
      const { userId, loginSessionId } = actor;
      const recheck = () => again().then(() => 'same' as const);
      const open = (socket: WebSocket) => socket.send('open');
      return { facts: { kind: 'console', tenantId, userId, loginSessionId }, recheck, open };
    },
  };
  const log = pino({ level: 'silent' });
  door = new SocketDoor({
    routes: [route],
    sockets: t.sockets,
    authLog: { note: (note) => t.authNotes.push(note) },
    addressOf: t.http.addressOf,
    clock: t.now,
    log,
  });
  t.http.app.server.on('upgrade', door.handle);
});
afterAll(async () => {
  door.close();
  await t.close();
});

const COME_BACK = 1_012;
let count = 0;
let kim: TestPerson;
/** The code that the server closes Kim's socket with; that of somebody else stays open. */
let closed: Promise<number>;
let other: WebSocket;

async function openSocket(cookie: string): Promise<WebSocket> {
  const socket = new WebSocket(`${t.url.replace('http', 'ws')}/socket`, {
    headers: { cookie, origin: t.url },
  });
  await once(socket, 'message');
  return socket;
}

beforeEach(async () => {
  count += 1;
  kim = await makePerson(t, t.a.tenantId, `kim${count}@acme-timing.example`);
  const lee = await makePerson(t, t.a.tenantId, `lee${count}@acme-timing.example`);
  other = await openSocket(cookieOf(await lee.login()));
  const socket = await openSocket(cookieOf(await kim.login()));
  closed = new Promise((resolve) => socket.on('close', resolve));
});

const resetThroughLink = async () => {
  const link = await t.a.owner('POST', `/api/team/${kim.userId}/reset-link`);
  const token = new URL(link.json.url).hash.slice(1);
  await t.anybody('POST', '/api/auth/reset', { token, password: 'lantern marble harbour' });
};
/** They are newer than that of the socket, which no page of a list reaches then. */
const changeRoleAmongManyLogins = async () => {
  await runAsAdmin(
    t.db.adminUrl,
    `insert into login_sessions
       (tenant_id, id, user_id, token_hash, created_at, last_seen_at, expires_at, user_agent, address, second_factor)
     select tenant_id, ('ffffffff-ffff-7fff-8fff-' || lpad(($2 * 1000 + n)::text, 12, '0'))::uuid, user_id,
       sha256(($2 * 1000 + n)::text::bytea), created_at, last_seen_at, expires_at, '', '', ''
     from generate_series(1, 500) n,
       (select * from login_sessions where user_id = $1 order by id desc limit 1) newest`,
    [kim.userId, count],
  );
  await t.a.owner('PATCH', `/api/team/${kim.userId}`, { role: 'viewer' });
};
const changeCustomRole = async () => {
  const role = await t.a.owner('POST', '/api/roles', {
    name: `Role ${count}`,
    permissions: ['displays.view'],
  });
  const change = { role: 'custom', customRoleId: role.json.id };
  await t.a.owner('PATCH', `/api/team/${kim.userId}`, change);
  expect(await closed).toBe(COME_BACK);
  const socket = await openSocket(cookieOf(await kim.login()));
  closed = new Promise((resolve) => socket.on('close', resolve));
  await t.a.owner('PATCH', `/api/roles/${role.json.id}`, { permissions: [] });
};

test.each<[string, number, () => Promise<unknown>]>([
  [
    'blocked',
    SOCKET_ENDED.signedOut,
    () => t.a.owner('PATCH', `/api/team/${kim.userId}`, { disabled: true }),
  ],
  ['signed out', SOCKET_ENDED.signedOut, () => t.a.owner('DELETE', `/api/team/${kim.userId}/logins`)],
  ['given a new password', SOCKET_ENDED.signedOut, resetThroughLink],
  ['given another role', COME_BACK, () => t.a.owner('PATCH', `/api/team/${kim.userId}`, { role: 'viewer' })],
  ['given another role and has hundreds of logins', COME_BACK, changeRoleAmongManyLogins],
  ['of a role that was changed', COME_BACK, changeCustomRole],
])(
  'the sockets of somebody who is %s close at once, with code %i, and nobody else’s',
  async (_what, code, act) => {
    await act();
    expect(await closed).toBe(code);
    other.ping();
    await once(other, 'pong');
    expect(other.readyState).toBe(WebSocket.OPEN);
    other.close();
  },
);

test('a new name closes nothing', async () => {
  await t.a.owner('PATCH', `/api/team/${kim.userId}`, { name: 'Kim Vale' });
  await t.a.owner('PATCH', `/api/team/${kim.userId}`, { disabled: true });
  expect(await closed).toBe(SOCKET_ENDED.signedOut);
  expect((await callerAt(t.url)('GET', '/api/auth/me')).status).toBe(401);
  other.close();
});
