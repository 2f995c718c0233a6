import type { IncomingMessage } from 'node:http';
import { VISITOR_PERMISSIONS } from '@project88/core/contract/permissions.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeAdministrator, type TestAdministrator } from '../../../test/support/administrator.ts';
import { runAsAdmin } from '../../../test/support/database.ts';
import { callerAt, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { ACCESS } from './access.ts';

const REASON = 'Asked for help with a roster';

let t: TestHttp;
let made = 0;
let alex: TestAdministrator;
let entriesBefore: ReadonlyMap<TenantId, number>;

beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());

/** An administrator with a login of their own for each test, and the logs as they are. */
beforeEach(async () => {
  alex = await makeAdministrator(t, `Alex Moor ${++made}`);
  const tenants = [t.a.tenantId, t.b.tenantId, alex.installation];
  entriesBefore = new Map(
    await Promise.all(tenants.map(async (tenantId) => [tenantId, await lastSeq(tenantId)] as const)),
  );
});

async function lastSeq(tenantId: TenantId): Promise<number> {
  const [row] = await runAsAdmin<{ seq: number | null }>(
    t.db.adminUrl,
    'select max(seq)::integer as seq from audit_log where tenant_id = $1',
    [tenantId],
  );
  return row?.seq ?? 0;
}

/** What the log of a tenant tells of visits since the test began. */
async function told(tenantId: TenantId) {
  return runAsAdmin<{ action: string; kind: string; who: string; after: object | null; address: string }>(
    t.db.adminUrl,
    `select action, actor_kind as kind, actor_name as who, after, address from audit_log
     where tenant_id = $1 and seq > $2 and action like 'visit.%' order by seq`,
    [tenantId, entriesBefore.get(tenantId) ?? 0],
  );
}

const visit = (tenantId: TenantId, body: object = {}) =>
  alex.call('POST', `/api/platform/partners/${tenantId}/visit`, { reason: REASON, minutes: 30, ...body });
const end = () => alex.call('POST', '/api/platform/visit/end');

describe('without a visit', () => {
  test('an administrator sees no partner’s data, and their own tenant has none', async () => {
    for (const path of ['/api/sessions', '/api/chronotrack/sessions', '/api/timing-keys', '/api/api-keys']) {
      expect((await alex.call('GET', path)).status, path).toBe(403);
    }
    const { json } = await alex.call('GET', '/api/team');
    expect(json.items.every(({ role }: { role: string }) => role === 'platform-admin')).toBe(true);
    expect((await end()).status).toBe(409);
  });

  test('a partner’s owner reaches nothing of the platform', async () => {
    const routes = Object.entries(ACCESS).filter(([, [who]]) => String(who).startsWith('platform.'));
    expect(routes.length).toBeGreaterThan(10);
    for (const [route] of routes) {
      const [method = '', url = ''] = route.split(' ');
      const answer = await t.a.owner(
        method,
        url.replace(':id', t.a.tenantId),
        method === 'GET' ? undefined : {},
      );
      expect(`${answer.status} ${answer.json.error.code}`, route).toBe('403 FORBIDDEN');
    }
  });

  test('an API key of a partner opens no visit', async () => {
    const key = await t.a.owner('POST', '/api/api-keys', { name: 'All', permissions: ['displays.view'] });
    const program = callerAt(t.url, { 'x-api-key': key.json.key });
    const asked = { reason: REASON };
    const answer = await program('POST', `/api/platform/partners/${t.b.tenantId}/visit`, asked);
    expect(answer.status).toBe(403);
    expect((await program('POST', '/api/platform/visit/end')).json.error.code).toBe('PEOPLE_ONLY');
  });
});

describe('a visit', () => {
  test('shows the partner’s data and no other’s, and both logs tell why', async () => {
    await t.a.owner('POST', '/api/sessions/create', { name: 'Acme finish', mode: 'results' });
    await t.b.owner('POST', '/api/sessions/create', { name: 'Bolt finish', mode: 'results' });
    const started = await visit(t.a.tenantId);
    const endsAt = new Date(t.now() + 30 * 60_000).toISOString();
    expect(started.json).toEqual({ reason: REASON, endsAt, home: 'Installation' });
    const names = (await alex.call('GET', '/api/sessions')).json.items.map(
      ({ name }: { name: string }) => name,
    );
    expect(names).toEqual(['Acme finish']);
    expect((await alex.call('GET', '/api/auth/me')).json).toMatchObject({
      partner: { slug: 'acme-timing' },
      permissions: VISITOR_PERMISSIONS,
      visit: { reason: REASON, endsAt, home: 'Installation' },
    });
    const entry = { action: 'visit.started', after: { partner: 'Acme Timing', reason: REASON, minutes: 30 } };
    const name = `Alex Moor ${made}`;
    const address = expect.stringContaining('127.0.0.1');
    expect(await told(t.a.tenantId)).toEqual([
      { ...entry, kind: 'visitor', who: `${name} (platform)`, address },
    ]);
    expect(await told(alex.installation)).toEqual([{ ...entry, kind: 'user', who: name, address }]);
    expect(await told(t.b.tenantId)).toEqual([]);
    const seen = (await t.a.owner('GET', '/api/audit?action=visit.started')).json.items[0];
    expect(seen.after).toMatchObject({ reason: REASON });
  });

  test('changes nothing: every route that could is closed', async () => {
    const displaySession = await t.a.owner('POST', '/api/sessions/create', { name: 'Kept', mode: 'results' });
    await visit(t.a.tenantId);
    const changing = Object.entries(ACCESS).filter(
      ([route, [who]]) => !route.startsWith('GET') && who !== 'public' && who !== 'person',
    );
    expect(changing.length).toBeGreaterThan(25);
    for (const [route] of changing) {
      const [method = '', url = ''] = route.split(' ');
      const path = url
        .replace(':timingSessionId', t.a.timingSessionId)
        .replace(':id', displaySession.json.id);
      const answer = await alex.call(method, path, method === 'DELETE' ? undefined : {});
      expect(`${answer.status} ${answer.json.error.code}`, route).toBe('403 FORBIDDEN');
    }
    const reading = ['api-keys.manage', 'audit.export', 'platform.partners', 'platform.users'];
    for (const [route, [who]] of Object.entries(ACCESS)) {
      if (!route.startsWith('GET') || !reading.includes(String(who))) continue;
      expect((await alex.call('GET', route.slice(4).replace(':id', t.a.tenantId))).status, route).toBe(403);
    }
  });

  test('ends when it is said', async () => {
    await visit(t.a.tenantId);
    expect((await end()).status).toBe(204);
    expect((await alex.call('GET', '/api/sessions')).status).toBe(403);
    expect((await alex.call('GET', '/api/platform/partners')).status).toBe(200);
    for (const tenantId of [t.a.tenantId, alex.installation]) {
      expect((await told(tenantId)).map(({ action }) => action)).toEqual(['visit.started', 'visit.ended']);
    }
    expect((await end()).status).toBe(409);
  });

  test('ends with its time, also for a socket, and another one may begin', async () => {
    await visit(t.a.tenantId, { minutes: 5 });
    const headers = { host: new URL(t.url).host, cookie: alex.cookie };
    const request = { headers, socket: { remoteAddress: '127.0.0.1' } } as unknown as IncomingMessage;
    const socket = await t.http.admitUser(request, 'displays.view');
    expect(socket.principal.tenantId).toBe(t.a.tenantId);
    t.pass(5 * 60_000);
    expect((await alex.call('GET', '/api/sessions')).status).toBe(403);
    await expect(socket.again()).rejects.toMatchObject({ code: 'FORBIDDEN' });

    expect((await visit(t.b.tenantId)).status).toBe(200);
    expect((await socket.again()).tenantId).toBe(t.b.tenantId);
    expect((await told(t.a.tenantId)).map(({ action }) => action)).toEqual(['visit.started', 'visit.ended']);
    expect((await told(alex.installation)).map(({ action }) => action)).toEqual([
      'visit.started',
      'visit.ended',
      'visit.started',
    ]);
  });

  test('begins once when it is asked for twice at the same time', async () => {
    const answers = await Promise.all([visit(t.a.tenantId), visit(t.b.tenantId)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('ends with the login, and the clean-up writes down the end of those that nobody ended', async () => {
    await visit(t.a.tenantId);
    await t.platform.visits.sweep(alex.installation);
    expect(await told(t.a.tenantId)).toHaveLength(1);
    await alex.call('POST', '/api/auth/logout');
    expect((await alex.call('GET', '/api/sessions')).status).toBe(401);
    await t.platform.visits.sweep(alex.installation);
    await t.platform.visits.sweep(alex.installation);
    for (const tenantId of [t.a.tenantId, alex.installation]) {
      expect((await told(tenantId)).map(({ action, kind }) => [action, kind])).toEqual([
        ['visit.started', tenantId === t.a.tenantId ? 'visitor' : 'user'],
        ['visit.ended', 'system'],
      ]);
    }
  });

  test('needs a reason and a sensible time', async () => {
    for (const body of [{ reason: 'why?' }, { reason: '' }, { minutes: 1 }, { minutes: 10_000 }]) {
      expect((await visit(t.a.tenantId, body)).status, JSON.stringify(body)).toBe(400);
    }
    expect((await visit('01981f3a-0000-7000-8000-00000000dead' as TenantId)).status).toBe(404);
  });
});
