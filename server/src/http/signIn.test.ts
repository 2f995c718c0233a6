import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { callerAt, PASSWORD, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { AUTH_LIMITS } from '../auth/limits.ts';

let t: TestHttp;
beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());

const OWNER = 'owner@acme-timing.example';
const login = (email: string, password: string) => t.anybody('POST', '/api/auth/login', { email, password });
const isoOf = (atMs: number) => new Date(atMs).toISOString();
const HOUR_MS = 3_600_000;
const cookieOf = (headers: Headers) => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

test('signing in answers who it is, a cookie that scripts cannot read, and a token', async () => {
  const answer = await login(OWNER.toUpperCase(), PASSWORD);
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({
    expiresInS: 900,
    user: { email: OWNER, role: 'owner' },
    partner: { slug: 'acme-timing', timeZone: 'Europe/Athens' },
  });
  expect(answer.headers.get('set-cookie')).toMatch(
    /^p88_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const withCookie = callerAt(t.url, { cookie: cookieOf(answer.headers) });
  const withToken = callerAt(t.url, { authorization: `Bearer ${answer.json.accessToken}` });
  for (const caller of [withCookie, withToken]) {
    expect((await caller('GET', '/api/auth/me')).json).toMatchObject({
      user: { email: OWNER },
      timingPort: 61_611,
    });
  }
  expect((await withCookie('POST', '/api/auth/refresh')).json.accessToken).toMatch(/^ey/);
});

test('the database keeps no token that signs anybody in', async () => {
  const answer = await login(OWNER, PASSWORD);
  const token = cookieOf(answer.headers).slice('p88_session='.length);
  const rows = await runAsAdmin<{ all: string }>(
    t.db.adminUrl,
    `select string_agg(l::text || encode(token_hash, 'escape'), ' ') as all from login_sessions l`,
  );
  expect(rows[0]?.all.length).toBeGreaterThan(0);
  expect(rows[0]?.all).not.toContain(token);
});

test('a wrong password and an unknown address look the same', async () => {
  const [wrong, unknown] = await Promise.all([
    login(OWNER, 'wrong'),
    login('nobody@acme-timing.example', PASSWORD),
  ]);
  expect([wrong.status, wrong.json.error.code]).toEqual([401, 'LOGIN_FAILED']);
  const { requestId: _, ...error } = wrong.json.error;
  expect(unknown.json.error).toMatchObject(error);
  expect(wrong.headers.get('set-cookie')).toBeNull();
});

test('signing out ends the cookie at once, and may be done twice', async () => {
  const caller = callerAt(t.url, { cookie: cookieOf((await login(OWNER, PASSWORD)).headers) });
  expect((await caller('GET', '/api/auth/me')).status).toBe(200);
  expect(
    (await caller('POST', '/api/auth/logout', undefined, { 'content-type': 'application/json' })).status,
  ).toBe(204);
  expect((await caller('GET', '/api/auth/me')).json.error.code).toBe('NOT_SIGNED_IN');
  expect((await caller('POST', '/api/auth/logout')).status).toBe(204);
});

test('a login session ends when it is idle, and at the latest when its partner says so', async () => {
  await runAsAdmin(t.db.adminUrl, `update partners set login_idle_minutes = 20, login_absolute_hours = 2`);
  const idleMs = 20 * 60_000;
  const idle = callerAt(t.url, { cookie: cookieOf((await login(OWNER, PASSWORD)).headers) });
  t.pass(idleMs - 1);
  expect((await idle('GET', '/api/auth/me')).status).toBe(200);
  t.pass(idleMs);
  expect((await idle('GET', '/api/auth/me')).status).toBe(401);

  const answer = await login(OWNER, PASSWORD);
  expect(answer.headers.get('set-cookie')).toContain('Max-Age=7200;');
  expect(answer.json).toMatchObject({ idleMinutes: 20, loginEndsAt: isoOf(t.now() + 2 * HOUR_MS) });
  const busy = callerAt(t.url, { cookie: cookieOf(answer.headers) });
  for (let passedMs = 0; passedMs < 2 * HOUR_MS; passedMs += idleMs / 2) {
    expect((await busy('GET', '/api/auth/me')).status).toBe(200);
    t.pass(idleMs / 2);
  }
  expect((await busy('GET', '/api/auth/me')).status).toBe(401);
});

test('a shorter time for logins ends those that are older already, and the others sooner', async () => {
  const minutes = (count: number) => t.pass(count * 60_000);
  const old = callerAt(t.url, { cookie: cookieOf((await login(OWNER, PASSWORD)).headers) });
  for (const step of [15, 15, 15]) {
    minutes(step);
    expect((await old('GET', '/api/auth/me')).status).toBe(200);
  }
  const answer = await login(OWNER, PASSWORD);
  const startedAt = t.now();
  const young = callerAt(t.url, { cookie: cookieOf(answer.headers) });
  minutes(15);
  expect((await old('GET', '/api/auth/me')).status).toBe(200);
  expect((await young('PATCH', '/api/partner', { loginAbsoluteHours: 1 })).status).toBe(200);
  expect((await old('GET', '/api/auth/me')).status).toBe(401);
  const left = await young('GET', '/api/account/logins');
  expect(left.json.items).toMatchObject([{ current: true, expiresAt: isoOf(startedAt + HOUR_MS) }]);
  await runAsAdmin(t.db.adminUrl, `update partners set login_absolute_hours = 2`);
});

test('a disabled user is out at once', async () => {
  const email = 'operator@acme-timing.example';
  const caller = callerAt(t.url, { cookie: cookieOf((await login(email, PASSWORD)).headers) });
  await runAsAdmin(t.db.adminUrl, `update users set disabled_at = now() where email = $1`, [email]);
  expect((await caller('GET', '/api/sessions')).status).toBe(401);
  expect((await login(email, PASSWORD)).json.error.code).toBe('LOGIN_FAILED');
});

test.each(['Bearer x.y.z', 'Bearer', 'Basic abc'])('the header “%s” is refused', async (authorization) => {
  expect((await callerAt(t.url, { authorization })('GET', '/api/sessions')).json.error.code).toBe(
    'TOKEN_INVALID',
  );
});

test('a page of another site cannot use our cookie to change something', async () => {
  const cookie = cookieOf((await login(OWNER, PASSWORD)).headers);
  const body = { name: 'From elsewhere', mode: 'pre-race' };
  const send = (headers: Record<string, string>) =>
    callerAt(t.url, { cookie, ...headers })('POST', '/api/sessions/create', body);
  expect((await send({ origin: 'https://evil.example' })).json.error.code).toBe('ORIGIN_REFUSED');
  expect((await send({ origin: t.url })).status).toBe(201);
  expect((await send({})).status).toBe(201);
  const evil = callerAt(t.url, { cookie, 'sec-fetch-site': 'cross-site' });
  for (const path of ['/api/auth/refresh', '/api/auth/logout', '/api/account/password'])
    expect((await evil('POST', path)).json.error.code, path).toBe('ORIGIN_REFUSED');
  expect((await callerAt(t.url, { cookie })('GET', '/api/auth/me')).status).toBe(200);
  const foreignLogin = callerAt(t.url, { origin: 'https://evil.example' });
  expect((await foreignLogin('POST', '/api/auth/login', { email: OWNER, password: PASSWORD })).status).toBe(
    403,
  );
});

test('a live socket is opened only for our own pages and signed-in people', async () => {
  const cookie = cookieOf((await login(OWNER, PASSWORD)).headers);
  const open = (headers: IncomingMessage['headers']) =>
    t.http.admitUser({ headers, socket: { remoteAddress: '127.0.0.1' } } as IncomingMessage, 'displays.view');
  const host = new URL(t.url).host;
  expect((await open({ host, cookie, origin: t.url })).principal.tenantId).toBe(t.a.tenantId);
  await expect(open({ host, cookie, origin: 'https://evil.example' })).rejects.toMatchObject({
    code: 'ORIGIN_REFUSED',
  });
  await expect(open({ host, origin: t.url })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
});

test('guessing passwords is slowed, with the time to wait, and ends by itself', async () => {
  const email = 'owner@bolt-timing.example';
  const guesses = Array.from({ length: 20 }, () => login(email, randomBytes(6).toString('hex')));
  const statuses = (await Promise.all(guesses)).map((answer) => answer.status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(AUTH_LIMITS.failuresPerAccountAndAddress);
  const refused = await login(email, PASSWORD);
  expect([refused.status, refused.json.error.code]).toEqual([429, 'RATE_LIMITED']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await login(OWNER, PASSWORD)).status).toBe(200);
  t.pass(Number(refused.headers.get('retry-after')) * 1_000);
  expect((await login(email, PASSWORD)).status).toBe(200);
});
