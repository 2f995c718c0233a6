import { randomUUID } from 'node:crypto';
import type { Role } from '@project88/core/contract/permissions.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeAdministrator, signIn, type TestAdministrator } from '../../../test/support/administrator.ts';
import { countWaiting, makeUser, runAsAdmin } from '../../../test/support/database.ts';
import { type Answer, PASSWORD, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { hashPassword } from '../auth/passwords.ts';
import { appendAudit } from '../store/audit.ts';
import { systemPrincipal } from '../tenancy/principal.ts';

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

async function member(name: string, role: Role = 'viewer') {
  const email = `${name}@acme-timing.example`;
  const passwordHash = await hashPassword(PASSWORD);
  const user = await makeUser(t.db.database, t.a.tenantId, { email, name, role, passwordHash });
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

  test('who are blocked come back neither by an invitation of theirs nor by a link to a new password', async () => {
    const kim = await member('kim-of-acme', 'manager');
    const invitee = { email: 'backdoor@kim.example', role: 'viewer' };
    const invited = await kim.call('POST', '/api/team/invitations', invitee);
    const link = await t.a.owner('POST', `/api/team/${kim.id}/reset-link`);
    const [backdoor, token] = [invited, link].map(({ json }) => new URL(json.url).hash.slice(1));
    await block(alex, t.a.tenantId, kim.id);
    await block(alex, t.a.tenantId, kim.id, false);
    const password = 'lantern marble harbour';
    const answers = [
      await t.anybody('POST', '/api/auth/invitation/accept', { token: backdoor, name: 'Kim', password }),
      await t.anybody('POST', '/api/auth/reset', { token, password }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([410, 410]);
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
  const administratorsLeft = async () => {
    const [row] = await runAsAdmin<{ count: number }>(
      t.db.adminUrl,
      `select count(*)::integer as count from users where role = 'platform-admin' and disabled_at is null`,
    );
    return row?.count;
  };

  test('do not block each other by the two routes, the team’s and the platform’s', async () => {
    const { installation } = alex;
    const [one, other] = [await makeAdministrator(t, 'Mira Holt'), await makeAdministrator(t, 'Noor Ash')];
    await runAsAdmin(
      t.db.adminUrl,
      `update users set disabled_at = now() where role = 'platform-admin' and not id = any ($1)`,
      [[one.userId, other.userId]],
    );
    const answers: Promise<Answer>[] = [];
    const untilWaiting = (count: number) =>
      vi.waitUntil(async () => (await countWaiting(t.db)) === count, { timeout: 10_000 });
    // The first has decided and waits for its entry in the log while the second decides.
    await t.db.database.withTenant(systemPrincipal(installation, 'test'), async (scope) => {
      await appendAudit(scope, { action: 'account.renamed', object: { kind: 'user', id: one.userId } });
      answers.push(block(one, installation, other.userId));
      await untilWaiting(1);
      answers.push(other.call('PATCH', `/api/team/${one.userId}`, { disabled: true }));
      await untilWaiting(2);
    });
    expect((await Promise.all(answers)).map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await administratorsLeft()).toBe(1);
    await runAsAdmin(
      t.db.adminUrl,
      `update users set disabled_at = null where email in ('alex.moor@platform.example', 'kim.vale@platform.example')`,
    );
    await runAsAdmin(t.db.adminUrl, 'update users set disabled_at = now() where id = any ($1)', [
      [one.userId, other.userId],
    ]);
  });

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
    expect(await administratorsLeft()).toBe(1);
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
