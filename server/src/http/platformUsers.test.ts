import { randomUUID } from 'node:crypto';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAdministrator, signIn, type TestAdministrator } from '../../../test/support/administrator.ts';
import { makeUser, runAsAdmin } from '../../../test/support/database.ts';
import { PASSWORD, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { hashPassword } from '../auth/passwords.ts';

let t: TestHttp;
let alex: TestAdministrator;
let kim: TestAdministrator;

beforeAll(async () => {
  t = await startTestHttp();
  alex = await makeAdministrator(t, 'Alex Moor');
  kim = await makeAdministrator(t, 'Kim Vale');
});
afterAll(() => t.close());

async function told(tenantId: TenantId, userId: string) {
  return runAsAdmin<{ who: string; after: object }>(
    t.db.adminUrl,
    `select actor_name as who, after from audit_log
     where tenant_id = $1 and object_id = $2 and action = 'platform-user.changed' order by seq`,
    [tenantId, userId],
  );
}

const block = (by: TestAdministrator, partnerId: string, userId: string, disabled = true) =>
  by.call('PATCH', `/api/platform/users/${userId}`, { partnerId, disabled });

async function member(name: string) {
  const email = `${name}@acme-timing.example`;
  const passwordHash = await hashPassword(PASSWORD);
  const user = await makeUser(t.db.database, t.a.tenantId, { email, name, role: 'viewer', passwordHash });
  return { id: user.id, email, call: await signIn(t, email) };
}

describe('the people of all partners', () => {
  test('are found by name or address, page by page, with their partner', async () => {
    const { json } = await alex.call('GET', '/api/platform/users?search=OWNER@&limit=1');
    expect(json.items).toMatchObject([
      {
        email: 'owner@acme-timing.example',
        partner: 'Acme Timing',
        partnerId: t.a.tenantId,
        disabled: false,
      },
    ]);
    const next = await alex.call(
      'GET',
      `/api/platform/users?search=OWNER@&limit=1&cursor=${json.nextCursor}`,
    );
    expect(next.json).toMatchObject({ items: [{ email: 'owner@bolt-timing.example' }], nextCursor: null });
    expect((await alex.call('GET', '/api/platform/users?search=%25')).json.items).toEqual([]);
    expect(next.text).not.toContain('argon2');
  });

  test('are blocked with all their logins at once, and both logs tell it', async () => {
    const mira = await member('mira');
    const answer = await block(alex, t.a.tenantId, mira.id);
    expect(answer.json).toMatchObject({ id: mira.id, partner: 'Acme Timing', disabled: true });
    expect((await mira.call('GET', '/api/sessions')).status).toBe(401);
    await expect(signIn(t, mira.email)).rejects.toThrow('LOGIN_FAILED');
    expect((await block(alex, t.a.tenantId, mira.id)).status).toBe(200);
    expect((await block(alex, t.a.tenantId, mira.id, false)).json).toMatchObject({ disabled: false });
    expect((await mira.call('GET', '/api/sessions')).status).toBe(401);
    await signIn(t, mira.email);
    const entries = [true, false].map((disabled) => ({ after: { email: mira.email, disabled } }));
    expect(await told(t.a.tenantId, mira.id)).toMatchObject(entries);
    expect(await told(alex.installation, mira.id)).toMatchObject(entries);
    expect(await told(t.b.tenantId, mira.id)).toEqual([]);
  });

  test('are not found in a partner that is not theirs', async () => {
    const mira = await member('mira-two');
    for (const [partnerId, userId] of [
      [t.b.tenantId, mira.id],
      [alex.installation, mira.id],
      [randomUUID(), mira.id],
      [t.a.tenantId, randomUUID()],
    ] as const) {
      expect((await block(alex, partnerId, userId)).status).toBe(404);
    }
    expect((await mira.call('GET', '/api/sessions')).status).toBe(200);
  });
});

describe('administrators', () => {
  test('block neither themselves nor, at the same time, each other', async () => {
    const { installation } = alex;
    await runAsAdmin(
      t.db.adminUrl,
      `update users set disabled_at = now() where email like 'administrator@%'`,
    );
    expect((await block(alex, installation, alex.userId)).json.error.code).toBe('CONFLICT');
    const answers = await Promise.all([
      block(alex, installation, kim.userId),
      block(kim, installation, alex.userId),
    ]);
    const codes = answers.map(({ status, json }) => json?.error?.code ?? status);
    expect(codes.filter((code) => code === 200)).toHaveLength(1);
    const [left] = await runAsAdmin<{ count: number }>(
      t.db.adminUrl,
      `select count(*)::integer as count from users where role = 'platform-admin' and disabled_at is null`,
    );
    expect(left?.count).toBe(1);
  });

  test('are not made inside of a partner, by no door', async () => {
    const { owner, tenantId } = t.b;
    const operator = (await owner('GET', '/api/team')).json.items.find(
      ({ role }: { role: string }) => role === 'operator',
    );
    const refused = async (method: string, path: string, body: object) => {
      const answer = await owner(method, path, body);
      expect(answer.status, `${method} ${path}: ${answer.text}`).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    };
    await refused('PATCH', `/api/team/${operator.id}`, { role: 'platform-admin' });
    await refused('POST', '/api/team/invitations', {
      email: 'new@bolt-timing.example',
      role: 'platform-admin',
    });
    await refused('POST', '/api/roles', { name: 'More', permissions: ['platform.visit'] });
    await refused('POST', '/api/api-keys', { name: 'More', permissions: ['platform.partners'] });
    await expect(makeUser(t.db.database, tenantId, { role: 'platform-admin' })).rejects.toThrow(
      'platform administrators belong to the installation',
    );
    const change = t.db.database.withTenant(
      { tenantId, actor: { kind: 'system', name: 'test' }, permissions: new Set() },
      (scope) => scope.sql(`update users set role = 'platform-admin' where tenant_id = $1`, [tenantId]),
    );
    await expect(change).rejects.toThrow('platform administrators belong to the installation');
  });
});
