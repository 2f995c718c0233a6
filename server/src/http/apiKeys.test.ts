import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { API_KEY_FORM } from '@project88/core/contract/apiKeys.ts';
import { SOCKET_ENDED } from '@project88/core/contract/live.ts';
import { PARTNER_PERMISSIONS } from '@project88/core/contract/permissions.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { runAsAdmin } from '../../../test/support/database.ts';
import {
  type Caller,
  callerAt,
  PASSWORD,
  startTestHttp,
  type TestHttp,
} from '../../../test/support/httpServer.ts';
import { cookieOf, makePerson } from '../../../test/support/people.ts';
import { ruleOf } from './access.ts';

let t: TestHttp;
let owner: Caller;
beforeAll(async () => {
  t = await startTestHttp({ trustedProxies: ['127.0.0.1'] });
});
afterAll(() => t.close());
beforeEach(async () => {
  // A fresh login each time, because tests pass days.
  const body = { email: 'owner@acme-timing.example', password: PASSWORD };
  owner = callerAt(t.url, { cookie: cookieOf(await t.anybody('POST', '/api/auth/login', body)) });
});

const HOUR_MS = 3_600_000;
const VIEW = ['displays.view'];
interface Made {
  key: string;
  id: string;
  use: Caller;
}
const make = async (body: object = {}, call = owner): Promise<Made> => {
  const { status, json } = await call('POST', '/api/api-keys', {
    name: 'Results page',
    permissions: VIEW,
    ...body,
  });
  expect(status).toBe(201);
  return { key: json.key, id: json.view.id, use: callerAt(t.url, { 'x-api-key': json.key }) };
};
const errorOf = async (answer: ReturnType<Caller>) => {
  const { status, json } = await answer;
  return [status, json?.error?.code];
};
const list = async () => (await owner('GET', '/api/api-keys')).json.items;
const INVALID = [401, 'API_KEY_INVALID'];

function openSocketOf({ id }: Made): number[] {
  const closed: number[] = [];
  const socket = Object.assign(new EventEmitter(), { close: (code: number) => closed.push(code) });
  t.sockets.add({
    socket: socket as unknown as WebSocket,
    facts: { kind: 'console', tenantId: t.a.tenantId, apiKeyId: id as never },
    recheck: async () => 'same',
  });
  return closed;
}

describe('a key', () => {
  test('is shown once, found by its beginning, and kept as a hash', async () => {
    const answer = await owner('POST', '/api/api-keys', {
      name: ' Results page ',
      permissions: ['displays.view', 'displays.view', 'timing.view'],
      allowList: ['127.0.0.1', '2001:db8::/48'],
    });
    const { key, view } = answer.json;
    expect(answer.status).toBe(201);
    expect(API_KEY_FORM.exec(key)?.[1]).toBe(view.prefix);
    expect(view).toMatchObject({
      name: 'Results page',
      permissions: ['displays.view', 'timing.view'],
      allowList: ['127.0.0.1', '2001:db8::/48'],
      lastUsedAt: null,
      rotated: false,
    });
    expect(Date.parse(view.expiresAt) - t.now()).toBe(365 * 24 * HOUR_MS);
    expect((await list())[0]).toEqual(view);
    const [row] = await runAsAdmin<{ all: string }>(
      t.db.adminUrl,
      `select (select string_agg(k::text || encode(secret_hash, 'escape'), ' ') from api_keys k)
         || (select string_agg(a::text, ' ') from audit_log a) as all`,
    );
    expect(row?.all).toContain(view.prefix);
    expect(row?.all).not.toContain(key.split('_')[2]);
  });

  test('opens what it carries and nothing else, and nothing that is a person’s own', async () => {
    const { use } = await make({ permissions: PARTNER_PERMISSIONS });
    expect((await use('GET', '/api/sessions')).status).toBe(200);
    expect((await use('GET', '/api/audit')).status).toBe(200);
    for (const { method, url } of t.http.routes.filter((route) => route.method !== 'HEAD')) {
      const [who] = ruleOf(method, url);
      if (who !== 'person' && !who.startsWith('platform.')) continue;
      const expected = who === 'person' ? 'PEOPLE_ONLY' : 'FORBIDDEN';
      expect(await errorOf(use(method, url.replace(':id', 'x'))), url).toEqual([403, expected]);
    }
    const viewer = await make();
    expect((await viewer.use('GET', '/api/sessions')).status).toBe(200);
    const body = { name: 'Mine', mode: 'results' };
    expect(await errorOf(viewer.use('POST', '/api/sessions/create', body))).toEqual([403, 'FORBIDDEN']);
  });

  test('sees its own partner alone, and its work is written down under its name', async () => {
    const { id, use } = await make({ permissions: ['displays.view', 'displays.edit'], name: 'Importer' });
    const made = await use('POST', '/api/sessions/create', { name: 'Made by a key', mode: 'results' });
    expect(made.status).toBe(201);
    expect((await owner('GET', `/api/sessions/${made.json.id}`)).status).toBe(200);
    expect((await t.b.owner('GET', `/api/sessions/${made.json.id}`)).status).toBe(404);
    const [entry] = await runAsAdmin(
      t.db.adminUrl,
      'select actor_kind, actor_name from audit_log where actor_id = $1',
      [id],
    );
    expect(entry).toEqual({ actor_kind: 'api-key', actor_name: 'Importer' });
  });

  test('opens live sockets too, from the addresses that it may come from', async () => {
    const { key } = await make({ allowList: ['192.0.2.0/24'] });
    const open = (remoteAddress: string) =>
      t.http.admitUser(
        { headers: { 'x-api-key': key }, socket: { remoteAddress } } as unknown as IncomingMessage,
        'displays.view',
      );
    expect((await open('192.0.2.9')).principal).toMatchObject({ tenantId: t.a.tenantId });
    await expect(open('192.0.3.9')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  test('remembers when and from where it was used, once a minute', async () => {
    const { id, use } = await make();
    const from = (address: string) => use('GET', '/api/sessions', undefined, { 'x-forwarded-for': address });
    const shown = async () => (await list()).find((key: { id: string }) => key.id === id);
    await from('192.0.2.1');
    const first = await shown();
    expect(first).toMatchObject({
      lastUsedAt: new Date(t.now()).toISOString(),
      lastUsedAddress: '192.0.2.1',
    });
    t.pass(59_000);
    await from('192.0.2.2');
    expect(await shown()).toEqual(first);
    t.pass(1_000);
    await from('192.0.2.2');
    expect((await shown()).lastUsedAddress).toBe('192.0.2.2');
  });
});

describe('is refused:', () => {
  test('a key that is mistyped, unknown or has another secret', async () => {
    const [one, other] = [await make(), await make()];
    const [, prefix] = one.key.split('_');
    const [, , secret] = other.key.split('_');
    for (const key of [
      '',
      'x',
      one.key.slice(0, -1),
      `${one.key}x`,
      `p88_${prefix}_${secret}`,
      one.key.toUpperCase(),
    ])
      expect(await errorOf(callerAt(t.url, { 'x-api-key': key })('GET', '/api/sessions')), key).toEqual(
        INVALID,
      );
  });

  test('an expired key', async () => {
    const { use } = await make({ expiresInDays: 1 });
    t.pass(24 * HOUR_MS - 1);
    expect((await use('GET', '/api/sessions')).status).toBe(200);
    t.pass(1);
    expect(await errorOf(use('GET', '/api/sessions'))).toEqual(INVALID);
  });

  test('a revoked key, at once and with its live sockets', async () => {
    const made = await make();
    const closed = openSocketOf(made);
    expect((await owner('DELETE', `/api/api-keys/${made.id}`)).status).toBe(204);
    expect(await errorOf(made.use('GET', '/api/sessions'))).toEqual(INVALID);
    expect(closed).toEqual([SOCKET_ENDED.signedOut]);
    expect((await list()).some((key: { id: string }) => key.id === made.id)).toBe(false);
    expect((await owner('DELETE', `/api/api-keys/${made.id}`)).status).toBe(404);
  });

  test('a key from a foreign address; the address is no secret to whoever has the key', async () => {
    const { key, use } = await make({ allowList: ['192.0.2.0/24'] });
    const from = (address: string, call = use) =>
      call('GET', '/api/sessions', undefined, { 'x-forwarded-for': address });
    expect((await from('192.0.2.77')).status).toBe(200);
    expect(await errorOf(from('203.0.113.7'))).toEqual([403, 'ADDRESS_REFUSED']);
    const wrong = callerAt(t.url, { 'x-api-key': `${key.slice(0, -1)}_` });
    expect(await errorOf(from('203.0.113.7', wrong))).toEqual(INVALID);
  });

  test('a key beside an access token; a bad key beside a good cookie', async () => {
    const { key, use } = await make();
    const authorization = 'Bearer x.y.z';
    expect(await errorOf(use('GET', '/api/sessions', undefined, { authorization }))).toEqual([
      400,
      'BAD_REQUEST',
    ]);
    const bad = { 'x-api-key': `${key}x` };
    expect(await errorOf(owner('GET', '/api/sessions', undefined, bad))).toEqual(INVALID);
  });

  test('the keys of a suspended partner', async () => {
    const stranger = await makePerson(t, t.b.tenantId, 'owner2@bolt-timing.example', 'owner');
    const { use } = await make({}, stranger.call);
    expect((await use('GET', '/api/sessions')).status).toBe(200);
    const set = (change: string) =>
      runAsAdmin(t.db.adminUrl, `update partners set ${change} where tenant_id = $1`, [t.b.tenantId]);
    await set('suspended_at = now()');
    expect(await errorOf(use('GET', '/api/sessions'))).toEqual(INVALID);
    await set(`suspended_at = null, delete_after = now() + interval '30 days'`);
    expect(await errorOf(use('GET', '/api/sessions'))).toEqual(INVALID);
    await set('delete_after = null');
    expect((await use('GET', '/api/sessions')).status).toBe(200);
  });
});

describe('nobody gives away what they may not do:', () => {
  /** Somebody with a custom role. */
  const withPermissions = async (email: string, permissions: string[]) => {
    const person = await makePerson(t, t.a.tenantId, email, 'viewer');
    await runAsAdmin(
      t.db.adminUrl,
      `with role as (
         insert into custom_roles (tenant_id, id, name, permissions, created_at)
         values ($1, gen_random_uuid(), $2, $3, now()) returning id)
       update users set role = 'custom', custom_role_id = role.id from role where users.id = $4`,
      [t.a.tenantId, email, permissions, person.userId],
    );
    return person.call;
  };

  test('making a key', async () => {
    const call = await withPermissions('keys@acme-timing.example', ['api-keys.manage', 'displays.view']);
    expect((await make({}, call)).key).toMatch(API_KEY_FORM);
    const body = { name: 'More', permissions: ['displays.view', 'team.manage', 'audit.view'] };
    const answer = await call('POST', '/api/api-keys', body);
    expect([answer.status, answer.json.error.code]).toEqual([403, 'PERMISSION_NOT_HELD']);
    expect(answer.json.error.message).toContain('team.manage, audit.view');
  });

  test('rotating a key, which shows its secret to whoever rotates', async () => {
    const { id } = await make({ permissions: PARTNER_PERMISSIONS });
    const call = await withPermissions('rotate@acme-timing.example', ['api-keys.manage', 'displays.view']);
    expect(await errorOf(call('POST', `/api/api-keys/${id}/rotate`, {}))).toEqual([
      403,
      'PERMISSION_NOT_HELD',
    ]);
  });

  test('a key makes keys of no more than itself, and the platform’s permissions are in none', async () => {
    const { use } = await make({ permissions: ['api-keys.manage', 'displays.view'] });
    expect((await make({}, use)).key).toMatch(API_KEY_FORM);
    const body = { name: 'More', permissions: ['displays.edit'] };
    expect(await errorOf(use('POST', '/api/api-keys', body))).toEqual([403, 'PERMISSION_NOT_HELD']);
    const platform = { name: 'Platform', permissions: ['platform.users'] };
    expect(await errorOf(owner('POST', '/api/api-keys', platform))).toEqual([403, 'PERMISSION_NOT_HELD']);
  });
});

describe('rotating', () => {
  test('hands over to a key of the same rights and span, and lets the old one go on for a while', async () => {
    const old = await make({ allowList: ['127.0.0.1'], expiresInDays: 30 });
    t.pass(24 * HOUR_MS);
    // The owner's login is over by now.
    const body = { email: 'owner@acme-timing.example', password: PASSWORD };
    owner = callerAt(t.url, { cookie: cookieOf(await t.anybody('POST', '/api/auth/login', body)) });
    const { json, status } = await owner('POST', `/api/api-keys/${old.id}/rotate`, { overlapHours: 1.5 });
    expect(status).toBe(201);
    expect(json.view).toMatchObject({
      name: 'Results page',
      permissions: VIEW,
      allowList: ['127.0.0.1'],
      expiresAt: new Date(t.now() + 30 * 24 * HOUR_MS).toISOString(),
      rotated: false,
    });
    const fresh = callerAt(t.url, { 'x-api-key': json.key });
    const rotated = (await list()).find((key: { id: string }) => key.id === old.id);
    expect(rotated).toMatchObject({
      rotated: true,
      expiresAt: new Date(t.now() + 1.5 * HOUR_MS).toISOString(),
    });
    t.pass(1.5 * HOUR_MS - 1);
    for (const use of [old.use, fresh]) expect((await use('GET', '/api/sessions')).status).toBe(200);
    t.pass(1);
    expect(await errorOf(old.use('GET', '/api/sessions'))).toEqual(INVALID);
    expect((await fresh('GET', '/api/sessions')).status).toBe(200);
  });

  test('without an overlap ends the old one and its sockets at once', async () => {
    const old = await make();
    const closed = openSocketOf(old);
    expect((await owner('POST', `/api/api-keys/${old.id}/rotate`, { overlapHours: 0 })).status).toBe(201);
    expect(await errorOf(old.use('GET', '/api/sessions'))).toEqual(INVALID);
    expect(closed).toEqual([SOCKET_ENDED.signedOut]);
  });

  test('never makes a key live longer, and happens once, also when two ask at the same moment', async () => {
    const old = await make({ expiresInDays: 1 });
    const rotate = () => owner('POST', `/api/api-keys/${old.id}/rotate`, { overlapHours: 720 });
    const answers = await Promise.all([rotate(), rotate(), rotate()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const rotated = (await list()).find((key: { id: string }) => key.id === old.id);
    expect(Date.parse(rotated.expiresAt) - t.now()).toBe(24 * HOUR_MS);
  });
});

test('keys of another partner are like keys that do not exist', async () => {
  const { id } = await make();
  const stranger = await makePerson(t, t.b.tenantId, 'owner3@bolt-timing.example', 'owner');
  expect((await stranger.call('DELETE', `/api/api-keys/${id}`)).json.error.code).toBe('NOT_FOUND');
  expect((await stranger.call('POST', `/api/api-keys/${id}/rotate`, {})).json.error.code).toBe('NOT_FOUND');
  expect((await stranger.call('GET', '/api/api-keys')).text).not.toContain(id);
});

test('every change is in the audit log', async () => {
  const { id } = await make();
  const { json } = await owner('POST', `/api/api-keys/${id}/rotate`, {});
  await owner('DELETE', `/api/api-keys/${json.view.id}`);
  const rows = await runAsAdmin<{ action: string }>(
    t.db.adminUrl,
    'select action from audit_log where object_id in ($1, $2) order by seq',
    [id, json.view.id],
  );
  expect(rows.map(({ action }) => action)).toEqual(['api-key.made', 'api-key.rotated', 'api-key.revoked']);
});

test('a partner has no more keys than agreed', async () => {
  await runAsAdmin(t.db.adminUrl, `update partners set quotas = '{"apiKeys": 0}' where tenant_id = $1`, [
    t.a.tenantId,
  ]);
  const body = { name: 'One too many', permissions: VIEW };
  expect(await errorOf(owner('POST', '/api/api-keys', body))).toEqual([422, 'QUOTA_REACHED']);
});
