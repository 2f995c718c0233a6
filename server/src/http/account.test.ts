import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { SOCKET_ENDED } from '@project88/core/contract/live.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { countWaiting, runAsAdmin } from '../../../test/support/database.ts';
import {
  type Answer,
  callerAt,
  PASSWORD,
  startTestHttp,
  type TestHttp,
} from '../../../test/support/httpServer.ts';
import {
  addApp,
  codeOf,
  cookieOf,
  makePerson,
  pageOn,
  type TestPerson,
} from '../../../test/support/people.ts';
import { getOwnAccount, replacePassword } from '../store/ownAccount.ts';
import { systemPrincipal } from '../tenancy/principal.ts';

let t: TestHttp;
beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());

const NEW_PASSWORD = 'seven quiet lanterns at noon';
let people = 0;
const newPerson = () => {
  people += 1;
  return makePerson(t, t.a.tenantId, `person${people}@account.example`);
};
/** One more login of a person. */
const alsoAt = async (person: TestPerson, refreshToken = false) => {
  const body = { email: person.email, password: PASSWORD, refreshToken };
  const answer = await t.anybody('POST', '/api/auth/login', body);
  return { call: callerAt(t.url, { cookie: cookieOf(answer) }), json: answer.json };
};
const isSignedIn = async (call: TestPerson['call']) => (await call('GET', '/api/auth/me')).status === 200;
const loginsOf = async (call: TestPerson['call']) => (await call('GET', '/api/account/logins')).json.items;
const currentOf = async (call: TestPerson['call']) =>
  (await loginsOf(call)).find(({ current }: { current: boolean }) => current);
const auditOf = (person: TestPerson) =>
  runAsAdmin<{ action: string; object_id: string; before: unknown; after: unknown; address: string }>(
    t.db.adminUrl,
    'select action, object_id, before, after, address from audit_log where actor_id = $1 order by seq',
    [person.userId],
  );

/** A live socket of a login; answers the codes with which it was closed. */
async function openSocket(call: TestPerson['call']): Promise<number[]> {
  const closed: number[] = [];
  const socket = Object.assign(new EventEmitter(), { close: (code: number) => closed.push(code) });
  t.sockets.add({
    socket: socket as unknown as WebSocket,
    facts: { kind: 'console', tenantId: t.a.tenantId, loginSessionId: (await currentOf(call)).id },
    recheck: async () => 'same',
  });
  return closed;
}

describe('the name', () => {
  test('is changed, seen at once and written down', async () => {
    const person = await newPerson();
    const answer = await person.call('PATCH', '/api/account', { name: '  Kim Vale ' });
    expect(answer.json).toMatchObject({
      user: { name: 'Kim Vale', email: person.email, role: 'operator' },
      factors: [],
      recoveryCodesLeft: 0,
    });
    expect((await person.call('GET', '/api/account')).json).toEqual(answer.json);
    expect((await person.call('GET', '/api/auth/me')).json.user.name).toBe('Kim Vale');
    expect((await auditOf(person)).at(-1)).toMatchObject({
      action: 'account.renamed',
      before: { name: 'Robin Stone' },
      after: { name: 'Kim Vale' },
      address: '127.0.0.1',
    });
    expect((await person.call('PATCH', '/api/account', { name: ' ' })).status).toBe(400);
  });
});

describe('a new password', () => {
  const change = (call: TestPerson['call'], password = NEW_PASSWORD, currentPassword = PASSWORD) =>
    call('POST', '/api/account/password', { currentPassword, password });
  const login = (person: TestPerson, password: string) =>
    t.anybody('POST', '/api/auth/login', { email: person.email, password });

  test('ends all other logins with their tokens and sockets, and the old one signs nobody in', async () => {
    const person = await newPerson();
    const [browser, program] = [await alsoAt(person), await alsoAt(person, true)];
    const [mine, others] = [await openSocket(person.call), await openSocket(browser.call)];
    expect((await change(person.call)).status).toBe(204);
    expect(await isSignedIn(person.call)).toBe(true);
    expect(await isSignedIn(browser.call)).toBe(false);
    const { refreshToken, accessToken } = program.json;
    expect((await t.anybody('POST', '/api/auth/refresh', { refreshToken })).json.error.code).toBe(
      'REFRESH_TOKEN_INVALID',
    );
    const withToken = callerAt(t.url, { authorization: `Bearer ${accessToken}` });
    expect((await withToken('GET', '/api/auth/me')).json.error.code).toBe('TOKEN_INVALID');
    expect([mine, others]).toEqual([[], [SOCKET_ENDED.signedOut]]);
    expect((await login(person, PASSWORD)).json.error.code).toBe('LOGIN_FAILED');
    expect((await login(person, NEW_PASSWORD)).status).toBe(200);
    const changed = (await auditOf(person)).find(({ action }) => action === 'password.changed');
    expect(changed).toMatchObject({ object_id: person.userId, after: { loginsEnded: 2 } });
  });

  test('needs the present one, and guesses at it are slowed', async () => {
    const person = await newPerson();
    for (let guess = 0; guess < 8; guess += 1) {
      const answer = await change(person.call, NEW_PASSWORD, `guess ${guess}`);
      expect([answer.status, answer.json.error.code]).toEqual([422, 'PASSWORD_WRONG']);
    }
    expect((await change(person.call)).json.error.code).toBe('RATE_LIMITED');
    t.pass(60_000);
    expect((await change(person.call)).status).toBe(204);
  });

  test('must be a good one; a refused one changes nothing', async () => {
    const person = await newPerson();
    const other = await alsoAt(person);
    for (const weak of ['short', 'password1234', 'aaaaaaaaaaaaaaaa', person.email]) {
      const answer = await change(person.call, weak);
      expect([answer.status, answer.json.error.code], weak).toEqual([422, 'PASSWORD_WEAK']);
    }
    expect(await isSignedIn(other.call)).toBe(true);
    expect((await login(person, PASSWORD)).status).toBe(200);
  });

  test('of two changes at the same moment one counts', async () => {
    const person = await newPerson();
    const wanted = ['seven quiet lanterns at noon', 'eight loud kettles by midnight'];
    const answers = await Promise.all(wanted.map((password) => change(person.call, password)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422]);
    const winner = wanted[answers.findIndex(({ status }) => status === 204)] ?? '';
    expect((await login(person, winner)).status).toBe(200);
  });

  /** Run `meanwhile` while the person's password is replaced and that is not committed. */
  const whileReplacing = (person: TestPerson, meanwhile: () => Promise<unknown>) =>
    t.db.database.withTenant(systemPrincipal(t.a.tenantId, 'test'), async (scope) => {
      const account = await getOwnAccount(scope, person.userId);
      await replacePassword(scope, person.userId, { old: account?.passwordHash ?? '', new: '-' });
      await meanwhile();
    });
  const untilItWaits = () => vi.waitUntil(() => countWaiting(t.db), { timeout: 10_000 });

  /** Has a second factor; `finish` is the second step of a sign-in. */
  async function personWithApp() {
    const person = await newPerson();
    const { secret } = await addApp(t, person);
    t.pass(30_000);
    const finish = (asked: Answer) => {
      const { ticket } = asked.json.error.details;
      return pageOn(t)('POST', '/api/auth/second-factor', { ticket, code: codeOf(secret, t.now()) });
    };
    return { person, finish };
  }

  test('refuses a sign-in whose password was right when it was checked and is old when it ends', async () => {
    const person = await newPerson();
    let late: Promise<Answer> | undefined;
    await whileReplacing(person, () => {
      late = login(person, PASSWORD);
      return untilItWaits();
    });
    expect((await late)?.json.error.code).toBe('LOGIN_FAILED');
  });

  test('refuses a sign-in whose second factor comes while the password is replaced', async () => {
    const { person, finish } = await personWithApp();
    const asked = await login(person, PASSWORD);
    let late: Promise<Answer> | undefined;
    await whileReplacing(person, () => {
      late = finish(asked);
      return untilItWaits();
    });
    expect((await late)?.json.error?.code).toBe('LOGIN_FAILED');
  });

  test('refuses the ticket of a sign-in that began while the password was replaced', async () => {
    const { person, finish } = await personWithApp();
    let asked: Answer | undefined;
    await whileReplacing(person, async () => {
      asked = await login(person, PASSWORD);
    });
    expect(asked?.json.error.code).toBe('SECOND_FACTOR_REQUIRED');
    expect((await finish(asked as Answer)).json.error?.code).toBe('LOGIN_FAILED');
  });

  test('ends a link to a new one that is open', async () => {
    const person = await newPerson();
    const owner = await makePerson(t, t.a.tenantId, 'boss@account.example', 'owner');
    const link = await owner.call('POST', `/api/team/${person.userId}/reset-link`);
    const token = new URL(link.json.url).hash.slice(1);
    expect((await change(person.call)).status).toBe(204);
    const answer = await t.anybody('POST', '/api/auth/reset', { token, password: 'lantern marble harbour' });
    expect(answer.json?.error.code).toBe('ONE_TIME_LINK_GONE');
  });
});

describe('the list of logins', () => {
  test('shows where one is signed in, newest first, page by page, and only what lives', async () => {
    const person = await newPerson();
    t.pass(1_000);
    const forgotten = await alsoAt(person);
    t.pass(29 * 60_000);
    expect(await isSignedIn(person.call)).toBe(true);
    t.pass(2 * 60_000);
    const email = person.email;
    await callerAt(t.url, { 'user-agent': 'Phone' })('POST', '/api/auth/login', {
      email,
      password: PASSWORD,
    });
    const ended = await alsoAt(person);
    await ended.call('POST', '/api/auth/logout');
    const items = await loginsOf(person.call);
    expect(items).toMatchObject([
      { userAgent: 'Phone', current: false, address: '127.0.0.1', secondFactor: '' },
      { current: true },
    ]);
    expect(await isSignedIn(forgotten.call)).toBe(false);
    const first = (await person.call('GET', '/api/account/logins?limit=1')).json;
    const second = (await person.call('GET', `/api/account/logins?limit=1&cursor=${first.nextCursor}`)).json;
    expect([...first.items, ...second.items]).toEqual(items);
    expect(second.nextCursor).toBeNull();
  });

  test('ends one of them, or all others, with their sockets', async () => {
    const person = await newPerson();
    const [one, two, three] = [await alsoAt(person), await alsoAt(person), await alsoAt(person)];
    const closed = await openSocket(one.call);
    const { id } = await currentOf(one.call);
    expect((await person.call('DELETE', `/api/account/logins/${id}`)).status).toBe(204);
    expect([await isSignedIn(one.call), await isSignedIn(two.call)]).toEqual([false, true]);
    expect(closed).toEqual([SOCKET_ENDED.signedOut]);
    expect((await person.call('DELETE', `/api/account/logins/${id}`)).status).toBe(404);
    expect((await person.call('DELETE', '/api/account/logins')).status).toBe(204);
    const alive = [person.call, two.call, three.call].map(isSignedIn);
    expect(await Promise.all(alive)).toEqual([true, false, false]);
    const written = (await auditOf(person)).filter(({ action }) => action === 'login.ended');
    expect(written).toMatchObject([
      { object_id: id },
      { object_id: person.userId, after: { loginsEnded: 2 } },
    ]);
  });

  test('ending the own one signs out', async () => {
    const person = await newPerson();
    const { id } = await currentOf(person.call);
    const answer = await person.call('DELETE', `/api/account/logins/${id}`);
    expect(answer.headers.get('set-cookie')).toMatch(/^p88_session=;/);
    expect(await isSignedIn(person.call)).toBe(false);
  });

  test('nobody ends a login of somebody else, of the same partner or another', async () => {
    const [person, colleague] = [await newPerson(), await newPerson()];
    const stranger = await makePerson(t, t.b.tenantId, 'stranger@account.example', 'owner');
    const { id } = await currentOf(person.call);
    for (const call of [colleague.call, stranger.call])
      expect((await call('DELETE', `/api/account/logins/${id}`)).json.error.code).toBe('NOT_FOUND');
    await colleague.call('DELETE', '/api/account/logins');
    expect(await isSignedIn(person.call)).toBe(true);
  });
});

test('whoever visits another partner still has their own account and logins', async () => {
  const person = await newPerson();
  const { id } = await currentOf(person.call);
  await runAsAdmin(
    t.db.adminUrl,
    `insert into visits (tenant_id, id, admin_user_id, admin_name, login_session_id, reason, started_at, ends_at)
     values ($1, gen_random_uuid(), $2, 'Robin Stone', $3, 'Asked for help', now(), now() + interval '100 years')`,
    [t.b.tenantId, person.userId, id],
  );
  expect((await person.call('GET', '/api/auth/me')).json.partner.slug).toBe('bolt-timing');
  expect((await person.call('PATCH', '/api/account', { name: 'Kim Vale' })).json.user.name).toBe('Kim Vale');
  expect((await auditOf(person)).at(-1)).toMatchObject({ action: 'account.renamed' });
  expect(await loginsOf(person.call)).toMatchObject([{ id, current: true }]);
  await person.call('POST', '/api/auth/logout');
  expect(await isSignedIn(person.call)).toBe(false);
});

test('signing out closes the sockets of the login and is written down', async () => {
  const person = await newPerson();
  const { id } = await currentOf(person.call);
  const closed = await openSocket(person.call);
  await person.call('POST', '/api/auth/logout');
  expect(closed).toEqual([SOCKET_ENDED.signedOut]);
  expect((await auditOf(person)).at(-1)).toMatchObject({ action: 'login.ended', object_id: id });
});

describe('use of a login', () => {
  const IDLE_MS = 30 * 60_000;

  test('is not what a page asks for by itself, nor a live socket', async () => {
    const person = await newPerson();
    const cookie = cookieOf(await person.login());
    const call = callerAt(t.url, { cookie });
    const background = { 'x-p88-background': '1' };
    const upgrade = { headers: { cookie }, socket: { remoteAddress: '127.0.0.1' } } as IncomingMessage;
    t.pass(IDLE_MS - 60_000);
    await t.http.admitUser(upgrade, 'displays.view');
    expect((await call('GET', '/api/auth/me', undefined, background)).status).toBe(200);
    expect((await call('POST', '/api/auth/refresh', undefined, background)).status).toBe(200);
    t.pass(60_000);
    expect(await isSignedIn(call)).toBe(false);
  });

  test('is everything else', async () => {
    const person = await newPerson();
    for (let times = 0; times < 3; times += 1) {
      t.pass(IDLE_MS - 60_000);
      expect(await isSignedIn(person.call)).toBe(true);
    }
  });
});
