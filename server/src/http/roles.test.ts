import {
  ALL_PERMISSIONS,
  PARTNER_PERMISSIONS,
  type Permission,
  permissionsOf,
} from '@project88/core/contract/permissions.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeUser } from '../../../test/support/database.ts';
import { type Caller, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { makePerson, type TestPerson } from '../../../test/support/people.ts';

let t: TestHttp;
beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());

const make = (by: Caller, name: string, permissions: readonly Permission[]) =>
  by('POST', '/api/roles', { name, permissions });
const codeOf = ({ status, json }: Awaited<ReturnType<Caller>>) => [status, json?.error?.code];

let count = 0;
/** Somebody of partner A with a role of exactly these permissions. */
async function holderOf(permissions: readonly Permission[]): Promise<TestPerson & { roleId: string }> {
  count += 1;
  const made = await make(t.a.owner, `Role ${count}`, permissions);
  const person = await makePerson(t, t.a.tenantId, `holder${count}@acme-timing.example`, 'viewer');
  const change = { role: 'custom', customRoleId: made.json.id };
  const changed = await t.a.owner('PATCH', `/api/team/${person.userId}`, change);
  if (changed.status !== 200) throw new Error(changed.text);
  return { ...person, roleId: made.json.id };
}

describe('roles', () => {
  test('are listed: the built-in ones with what they may do, then the partner’s own', async () => {
    await make(t.b.owner, 'Results desk', ['displays.view', 'displays.view', 'displays.edit']);
    const { json } = await t.b.owner('GET', '/api/roles');
    const names = json.items.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['Owner', 'Manager', 'Operator', 'Announcer', 'Viewer', 'Results desk']);
    expect(json.items[0]).toMatchObject({
      id: null,
      role: 'owner',
      permissions: [...PARTNER_PERMISSIONS],
      people: 1,
    });
    expect(json.items[5]).toMatchObject({
      role: 'custom',
      permissions: ['displays.view', 'displays.edit'],
      people: 0,
    });
  });

  test('are changed for everybody who has them at once', async () => {
    const kim = await holderOf(['displays.view']);
    expect((await kim.call('GET', '/api/sessions')).status).toBe(200);
    const changed = await t.a.owner('PATCH', `/api/roles/${kim.roleId}`, { permissions: ['timing.view'] });
    expect(changed.json).toMatchObject({ name: `Role ${count}`, permissions: ['timing.view'], people: 1 });
    expect(codeOf(await kim.call('GET', '/api/sessions'))).toEqual([403, 'FORBIDDEN']);
    expect((await kim.call('GET', '/api/auth/me')).json).toMatchObject({
      permissions: ['timing.view'],
      user: { role: 'custom', customRole: `Role ${count}` },
    });
  });

  test('have a name of their own, which is none of the built-in ones', async () => {
    expect((await make(t.a.owner, 'Timer', [])).status).toBe(201);
    expect(codeOf(await make(t.a.owner, 'Timer', []))).toEqual([409, 'NAME_TAKEN']);
    expect(codeOf(await make(t.a.owner, 'owner', []))).toEqual([409, 'NAME_TAKEN']);
    expect((await make(t.b.owner, 'Timer', [])).status).toBe(201);
    const other = await make(t.a.owner, 'Scout', []);
    const renamed = await t.a.owner('PATCH', `/api/roles/${other.json.id}`, { name: 'Timer' });
    expect(codeOf(renamed)).toEqual([409, 'NAME_TAKEN']);
  });

  test('are deleted when nobody has them or is invited to them', async () => {
    const kim = await holderOf(['displays.view']);
    const path = `/api/roles/${kim.roleId}`;
    const refused = await t.a.owner('DELETE', path);
    expect([codeOf(refused), refused.json.error.message]).toEqual([
      [409, 'ROLE_IN_USE'],
      'People with this role: 1. Give them another one first.',
    ]);
    await t.a.owner('PATCH', `/api/team/${kim.userId}`, { role: 'viewer' });
    const invited = await t.a.owner('POST', '/api/team/invitations', {
      email: 'kim@role.example',
      role: 'custom',
      customRoleId: kim.roleId,
    });
    expect(codeOf(await t.a.owner('DELETE', path))).toEqual([409, 'ROLE_IN_USE']);
    await t.a.owner('DELETE', `/api/team/invitations/${invited.json.id}`);
    expect((await t.a.owner('DELETE', path)).status).toBe(204);
    expect(codeOf(await t.a.owner('DELETE', path))).toEqual([404, 'NOT_FOUND']);
  });

  test('given and deleted at the same moment: one of the two is refused', async () => {
    for (let round = 0; round < 5; round += 1) {
      const role = await make(t.a.owner, `Race ${round}`, []);
      const kim = await makePerson(t, t.a.tenantId, `race${round}@acme-timing.example`, 'viewer');
      const [given, deleted] = await Promise.all([
        t.a.owner('PATCH', `/api/team/${kim.userId}`, { role: 'custom', customRoleId: role.json.id }),
        t.a.owner('DELETE', `/api/roles/${role.json.id}`),
      ]);
      const outcome = [given.status, deleted.status].join();
      expect(['200,409', '404,204']).toContain(outcome);
    }
  });

  test('of another partner are like those that do not exist', async () => {
    const theirs = await make(t.b.owner, 'Secret desk', ['displays.view']);
    for (const id of [theirs.json.id, '01900000-0000-7000-8000-00000000dead', 'not-an-id']) {
      const answers = [
        await t.a.owner('PATCH', `/api/roles/${id}`, { name: 'Taken over' }),
        await t.a.owner('DELETE', `/api/roles/${id}`),
      ];
      expect(answers.map(({ json }) => json.error.message)).toEqual(
        Array(2).fill('There is no role with this id.'),
      );
    }
    expect((await t.a.owner('GET', '/api/roles')).text).not.toContain('Secret desk');
    expect((await t.b.owner('GET', '/api/roles')).text).toContain('Secret desk');
  });

  test('take back what their people invited when they lose a permission', async () => {
    const rights = ['team.view', 'team.manage', ...permissionsOf('viewer')] as const;
    const kim = await holderOf(rights);
    await kim.call('POST', '/api/team/invitations', { email: 'friend@kim.example', role: 'viewer' });
    const open = async () => (await t.a.owner('GET', '/api/team/invitations?limit=500')).text;
    await t.a.owner('PATCH', `/api/roles/${kim.roleId}`, { name: 'Renamed desk' });
    expect(await open()).toContain('friend@kim.example');
    await t.a.owner('PATCH', `/api/roles/${kim.roleId}`, { permissions: ['team.view'] });
    expect(await open()).not.toContain('friend@kim.example');
  });
});

describe('nobody gets further than they are', () => {
  test('any two sets of permissions: one makes, gives and takes the other exactly when it covers it', async () => {
    const sets = fc.subarray([...PARTNER_PERMISSIONS]);
    let round = 0;
    await fc.assert(
      fc.asyncProperty(sets, fc.subarray([...ALL_PERMISSIONS]), async (own, wanted) => {
        round += 1;
        const held = new Set<Permission>([...own, 'roles.manage', 'team.manage']);
        const kim = await holderOf([...held]);
        const isCovered = wanted.every((each) => held.has(each));
        const made = await make(kim.call, `Wanted ${round}`, wanted);
        expect(codeOf(made)).toEqual(isCovered ? [201, undefined] : [403, 'PERMISSION_NOT_HELD']);
        // The same set in a role that somebody else made.
        const partners = wanted.filter((each) => !each.startsWith('platform.'));
        const covered = partners.every((each) => held.has(each));
        const theirs = await make(t.a.owner, `Theirs ${round}`, partners);
        const target = await makeUser(t.db.database, t.a.tenantId, { role: 'viewer' });
        const give = { role: 'custom', customRoleId: theirs.json.id };
        const email = `invited${round}@acme-timing.example`;
        const attempts = [
          await kim.call('PATCH', `/api/roles/${theirs.json.id}`, { name: `Changed ${round}` }),
          await kim.call('PATCH', `/api/roles/${kim.roleId}`, { permissions: [...held, ...partners] }),
          await kim.call('POST', '/api/team/invitations', { email, ...give }),
        ];
        expect(attempts.map(({ status }) => status < 300)).toEqual([covered, covered, covered]);
        await t.a.owner('PATCH', `/api/team/${target.id}`, give);
        const touched = await kim.call('POST', `/api/team/${target.id}/reset-link`);
        expect(codeOf(touched)).toEqual(covered ? [201, undefined] : [403, 'PERMISSION_NOT_HELD']);
      }),
      { numRuns: 12 },
    );
  });
});
