import {
  PARTNER_ROLES,
  type PartnerRole,
  permissionsOf,
  type Role,
} from '@project88/core/contract/permissions.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import {
  type Caller,
  callerAt,
  PASSWORD,
  startTestHttp,
  type TestHttp,
} from '../../../test/support/httpServer.ts';
import { addApp, cookieOf, makePerson, type TestPerson } from '../../../test/support/people.ts';
import { createPartner } from '../store/partners.ts';

let t: TestHttp;
beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());

let count = 0;
/** A person of partner A of their own. */
const person = (role: Role = 'operator', tenantId: TenantId = t.a.tenantId): Promise<TestPerson> => {
  count += 1;
  return makePerson(t, tenantId, `person${count}@acme-timing.example`, role);
};
const change = (by: Caller, id: string, body: unknown) => by('PATCH', `/api/team/${id}`, body);
const codeOf = ({ status, json }: Awaited<ReturnType<Caller>>) => [status, json?.error?.code];

describe('the list', () => {
  test('has everybody of the partner and nobody else, page by page', async () => {
    await person('viewer');
    const { json: first } = await t.a.owner('GET', '/api/team?limit=1');
    expect(first.items).toHaveLength(1);
    const { json: rest } = await t.a.owner('GET', `/api/team?limit=500&cursor=${first.nextCursor}`);
    const emails = [...first.items, ...rest.items].map((each: { email: string }) => each.email);
    expect(emails).toContain('owner@acme-timing.example');
    expect(emails.join()).not.toContain('bolt-timing');
    expect(new Set(emails).size).toBe(emails.length);
    expect((await t.a.operator('GET', '/api/team')).status).toBe(403);
  });

  test('tells role, state, second factors and the last login', async () => {
    const kim = await person();
    await addApp(t, kim);
    const { json } = await t.a.owner('GET', '/api/team?limit=500');
    const view = json.items.find(({ id }: { id: string }) => id === kim.userId);
    expect(view).toMatchObject({ role: 'operator', customRole: null, disabled: false, secondFactors: 1 });
    expect(Date.parse(view.lastLoginAt)).toBe(t.now());
  });
});

describe('changing a person', () => {
  test('counts at once, for logins that are open too', async () => {
    const kim = await person('viewer');
    const make = () => kim.call('POST', '/api/sessions/create', { name: 'Mine', mode: 'pre-race' });
    expect(codeOf(await make())).toEqual([403, 'FORBIDDEN']);
    const changed = await change(t.a.owner, kim.userId, { role: 'operator', name: 'Kim Vale' });
    expect(changed.json).toMatchObject({ role: 'operator', name: 'Kim Vale', customRole: null });
    expect((await make()).status).toBe(201);
    await change(t.a.owner, kim.userId, { role: 'viewer' });
    expect(codeOf(await make())).toEqual([403, 'FORBIDDEN']);
    const { json } = await t.a.owner('GET', `/api/audit?action=member.changed&objectId=${kim.userId}`);
    expect(
      json.items.map(({ before, after }: { before: unknown; after: unknown }) => [before, after]),
    ).toEqual([
      [expect.objectContaining({ role: 'operator' }), expect.objectContaining({ role: 'viewer' })],
      [expect.objectContaining({ role: 'viewer' }), expect.objectContaining({ role: 'operator' })],
    ]);
  });

  test('blocking ends everything at once, and unblocking gives nothing back but the account', async () => {
    const kim = await person('manager');
    const link = await t.a.owner('POST', `/api/team/${kim.userId}/reset-link`);
    const token = new URL(link.json.url).hash.slice(1);
    const invited = await kim.call('POST', '/api/team/invitations', {
      email: 'backdoor@kim.example',
      role: 'viewer',
    });
    const backdoor = new URL(invited.json.url).hash.slice(1);
    expect((await change(t.a.owner, kim.userId, { disabled: true })).json.disabled).toBe(true);
    expect(codeOf(await kim.call('GET', '/api/auth/me'))).toEqual([401, 'NOT_SIGNED_IN']);
    expect(codeOf(await kim.login())).toEqual([401, 'LOGIN_FAILED']);
    const asReset = { token, password: 'lantern marble harbour' };
    expect(codeOf(await t.anybody('POST', '/api/auth/reset', asReset))).toEqual([410, 'ONE_TIME_LINK_GONE']);
    const asInvited = { token: backdoor, name: 'Kim', password: 'lantern marble harbour' };
    const accepted = await t.anybody('POST', '/api/auth/invitation/accept', asInvited);
    expect(codeOf(accepted)).toEqual([410, 'ONE_TIME_LINK_GONE']);
    const again = await t.a.owner('POST', `/api/team/${kim.userId}/reset-link`);
    expect(codeOf(again)).toEqual([409, 'CONFLICT']);

    expect((await change(t.a.owner, kim.userId, { disabled: false })).json.disabled).toBe(false);
    expect((await kim.call('GET', '/api/auth/me')).status).toBe(401);
    expect((await kim.login()).status).toBe(200);
  });

  test('somebody who may invite no more has invited nobody', async () => {
    const kim = await person('manager');
    const invite = (email: string) => kim.call('POST', '/api/team/invitations', { email, role: 'viewer' });
    await invite('stays@kim.example');
    await change(t.a.owner, kim.userId, { name: 'Kim Vale' });
    await change(t.a.owner, kim.userId, { role: 'owner' });
    const open = async () => (await t.a.owner('GET', '/api/team/invitations?limit=500')).text;
    expect(await open()).toContain('stays@kim.example');
    await change(t.a.owner, kim.userId, { role: 'viewer' });
    expect(await open()).not.toContain('stays@kim.example');
  });

  test('a role and its custom role must fit', async () => {
    const kim = await person();
    const id = '01900000-0000-7000-8000-00000000dead';
    expect(codeOf(await change(t.a.owner, kim.userId, { role: 'custom' }))).toEqual([
      400,
      'VALIDATION_FAILED',
    ]);
    expect(codeOf(await change(t.a.owner, kim.userId, { role: 'viewer', customRoleId: id }))).toEqual([
      400,
      'VALIDATION_FAILED',
    ]);
    expect(codeOf(await change(t.a.owner, kim.userId, { role: 'custom', customRoleId: id }))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    const theirs = await t.b.owner('POST', '/api/roles', { name: 'Theirs', permissions: [] });
    const customRoleId = theirs.json.id;
    expect(codeOf(await change(t.a.owner, kim.userId, { role: 'custom', customRoleId }))).toEqual([
      404,
      'NOT_FOUND',
    ]);
  });

  test('nobody blocks themselves', async () => {
    const me = await person('owner');
    expect(codeOf(await change(me.call, me.userId, { disabled: true }))).toEqual([409, 'CONFLICT']);
    expect((await me.call('GET', '/api/auth/me')).status).toBe(200);
  });
});

describe('nobody gets further than they are', () => {
  test('each role gives to, and acts on, exactly the roles that it covers', async () => {
    const makers = await Promise.all(
      (['owner', 'manager'] as const).map(async (role) => ({ role, call: (await person(role)).call })),
    );
    const targets = await Promise.all(
      PARTNER_ROLES.map(async (role) => ({ role, id: (await person(role)).userId })),
    );
    const covers = (one: PartnerRole, other: PartnerRole) =>
      [...permissionsOf(other)].every((each) => permissionsOf(one).has(each));
    for (const maker of makers) {
      for (const target of targets) {
        const expected = covers(maker.role, target.role) ? 'done' : 'PERMISSION_NOT_HELD';
        const at = `${maker.role} on ${target.role}`;
        const outcomes = await Promise.all([
          change(maker.call, target.id, { name: 'Renamed' }),
          maker.call('GET', `/api/team/${target.id}/logins`),
          maker.call('DELETE', `/api/team/${target.id}/logins`),
          maker.call('POST', `/api/team/${target.id}/reset-link`),
          maker.call('POST', `/api/team/${target.id}/remove-factors`),
          maker.call('POST', '/api/team/invitations', { email: `${count++}@x.example`, role: target.role }),
        ]);
        expect(
          outcomes.map(({ json }) => json?.error?.code ?? 'done'),
          at,
        ).toEqual(outcomes.map(() => expected));
      }
      const viewer = targets.at(-1)?.id ?? '';
      for (const { role } of targets) {
        const answer = await change(maker.call, viewer, { role });
        expect(answer.status, `${maker.role} gives ${role}`).toBe(covers(maker.role, role) ? 200 : 403);
        if (maker.role === 'owner') await change(maker.call, viewer, { role: 'viewer' });
      }
    }
  });

  test('nobody becomes a platform administrator, however they ask', async () => {
    const kim = await person('manager');
    for (const by of [t.a.owner, kim.call]) {
      const attempts = [
        await change(by, kim.userId, { role: 'platform-admin' }),
        await by('POST', '/api/team/invitations', { email: 'kim@root.example', role: 'platform-admin' }),
        await by('POST', '/api/roles', { name: 'Root', permissions: ['platform.partners'] }),
      ];
      expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403]);
    }
    // Even somebody whose rights cover it: the role belongs to the installation's own tenant.
    await expect(
      runAsAdmin(t.db.adminUrl, `update users set role = 'platform-admin' where id = $1`, [kim.userId]),
    ).rejects.toThrow(/installation/);
  });

  test('the password and the factors of oneself are changed with the password, not from here', async () => {
    const me = await person('owner');
    for (const what of ['reset-link', 'remove-factors']) {
      expect(codeOf(await me.call('POST', `/api/team/${me.userId}/${what}`))).toEqual([409, 'CONFLICT']);
    }
  });

  test('an API key acts on people as far as it reaches', async () => {
    const made = await t.a.owner('POST', '/api/api-keys', {
      name: 'Staff system',
      permissions: ['team.view', 'team.manage', ...permissionsOf('viewer')],
    });
    const key = callerAt(t.url, { 'x-api-key': made.json.key });
    const viewer = await person('viewer');
    const owner = await person('owner');
    expect((await change(key, viewer.userId, { name: 'Renamed' })).status).toBe(200);
    expect(codeOf(await change(key, owner.userId, { name: 'Renamed' }))).toEqual([
      403,
      'PERMISSION_NOT_HELD',
    ]);
    expect(codeOf(await change(key, viewer.userId, { role: 'operator' }))).toEqual([
      403,
      'PERMISSION_NOT_HELD',
    ]);
  });
});

describe('the last owner', () => {
  let tenantId: TenantId;
  let owners: TestPerson[];
  beforeEach(async () => {
    count += 1;
    const facts = { name: 'Cove Timing', slug: `cove-${count}`, timeZone: 'UTC' };
    ({ tenantId } = await t.db.database.withPlatform((platform) => createPartner(platform, facts)));
    owners = [await person('owner', tenantId), await person('owner', tenantId)];
  });
  const ownersLeft = async () => {
    const [row] = await runAsAdmin<{ left: number }>(
      t.db.adminUrl,
      `select count(*)::integer as left from users where tenant_id = $1 and role = 'owner' and disabled_at is null`,
      [tenantId],
    );
    return row?.left;
  };

  test('stays, whether by role or by state', async () => {
    const [first, second] = owners;
    if (first === undefined || second === undefined) throw new Error('no owners');
    expect((await change(first.call, second.userId, { disabled: true })).status).toBe(200);
    // Somebody who cannot sign in is no owner to rely on.
    expect(codeOf(await change(first.call, first.userId, { role: 'manager' }))).toEqual([409, 'LAST_OWNER']);
    expect(await ownersLeft()).toBe(1);
  });

  test.each([
    ['take each other’s role away', { role: 'viewer' }],
    ['block each other', { disabled: true }],
  ])('stays when two %s at the same moment', async (_what, body) => {
    const [first, second] = owners;
    if (first === undefined || second === undefined) throw new Error('no owners');
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all([
        change(first.call, second.userId, body),
        change(second.call, first.userId, body),
      ]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await ownersLeft()).toBe(1);
      await runAsAdmin(
        t.db.adminUrl,
        `update users set role = 'owner', disabled_at = null where tenant_id = $1`,
        [tenantId],
      );
      await runAsAdmin(t.db.adminUrl, 'update login_sessions set revoked_at = null where tenant_id = $1', [
        tenantId,
      ]);
    }
  });
});

describe('logins of a person', () => {
  test('are listed and ended', async () => {
    const kim = await person();
    const listed = await t.a.owner('GET', `/api/team/${kim.userId}/logins`);
    expect(listed.json.items).toMatchObject([{ current: false, address: '127.0.0.1' }]);
    expect((await t.a.owner('DELETE', `/api/team/${kim.userId}/logins`)).status).toBe(204);
    expect((await kim.call('GET', '/api/auth/me')).status).toBe(401);
    expect((await t.a.owner('GET', `/api/team/${kim.userId}/logins`)).json.items).toEqual([]);
    expect((await kim.login()).status).toBe(200);
  });
});

test('factors of a person who lost them are removed; their logins count as without', async () => {
  const kim = await person();
  await addApp(t, kim);
  expect(codeOf(await kim.login())).toEqual([401, 'SECOND_FACTOR_REQUIRED']);
  expect((await t.a.owner('POST', `/api/team/${kim.userId}/remove-factors`)).status).toBe(204);
  expect((await kim.login()).status).toBe(200);
  const { json } = await kim.call('GET', '/api/account');
  expect(json).toMatchObject({ factors: [], recoveryCodesLeft: 0 });
});

test('what belongs to another partner is like what does not exist', async () => {
  const theirs = await person('viewer', t.b.tenantId);
  const invited = await t.b.owner('POST', '/api/team/invitations', {
    email: 'ours@bolt.example',
    role: 'viewer',
  });
  const nobodys = '01900000-0000-7000-8000-00000000dead';
  const attempts = (userId: string, invitationId: string) =>
    Promise.all([
      change(t.a.owner, userId, { name: 'Taken over' }),
      t.a.owner('GET', `/api/team/${userId}/logins`),
      t.a.owner('DELETE', `/api/team/${userId}/logins`),
      t.a.owner('POST', `/api/team/${userId}/reset-link`),
      t.a.owner('POST', `/api/team/${userId}/remove-factors`),
      t.a.owner('DELETE', `/api/team/invitations/${invitationId}`),
    ]);
  const plain = (answers: Awaited<ReturnType<typeof attempts>>) =>
    answers.map(({ status, json }) => [status, json.error.code, json.error.message]);
  const foreign = plain(await attempts(theirs.userId, invited.json.id));
  expect(foreign).toEqual(plain(await attempts(nobodys, nobodys)));
  expect(new Set(foreign.map(([status]) => status))).toEqual(new Set([404]));
  expect((await theirs.call('GET', '/api/auth/me')).json.user.name).not.toBe('Taken over');
  expect((await t.b.owner('GET', '/api/team/invitations')).text).toContain('ours@bolt.example');
  const answer = await t.anybody('POST', '/api/auth/login', { email: theirs.email, password: PASSWORD });
  expect(cookieOf(answer)).not.toBe('');
});
