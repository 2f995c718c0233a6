import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { PASSWORD, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { addApp, makePerson, pageOn, type TestPerson } from '../../../test/support/people.ts';
import { ruleOf } from './access.ts';

let t: TestHttp;
let owner: TestPerson;
beforeAll(async () => {
  t = await startTestHttp();
  owner = await makePerson(t, t.a.tenantId, 'rule@factors.example', 'owner');
  await runAsAdmin(t.db.adminUrl, 'update partners set require_second_factor = true where tenant_id = $1', [
    t.a.tenantId,
  ]);
});
afterAll(() => t.close());

/** Every route of the running server that needs a permission. */
const closedRoutes = () =>
  t.http.routes.filter(
    ({ method, url }) => method !== 'HEAD' && !['public', 'person'].includes(ruleOf(method, url)[0]),
  );
const OPEN = ['/api/auth/me', '/api/account', '/api/account/logins'];
const remove = (id: string) =>
  owner.call('POST', `/api/account/factors/${id}/remove`, { currentPassword: PASSWORD });

test('without the second factor that the partner asks for, only the own account is open', async () => {
  expect(closedRoutes().length).toBeGreaterThan(20);
  for (const { method, url } of closedRoutes()) {
    const path = url.replaceAll(/:\w+/g, '01981f3a-0000-7000-8000-000000000001');
    const answer = await owner.call(method, path);
    expect([answer.status, answer.json?.error.code], `${method} ${path}`).toEqual([
      403,
      'SECOND_FACTOR_MISSING',
    ]);
  }
  for (const path of OPEN) expect((await owner.call('GET', path)).status, path).toBe(200);
  expect((await owner.call('GET', '/api/auth/me')).json.secondFactorMissing).toBe(true);
});

test('an access token is no way around it', async () => {
  const { json } = await owner.login();
  const authorization = `Bearer ${json.accessToken}`;
  const answer = await t.anybody('GET', '/api/sessions', undefined, { authorization });
  expect(answer.json.error.code).toBe('SECOND_FACTOR_MISSING');
});

test('whoever adds a factor goes on in the same login; the other logins stay closed', async () => {
  const other = (await owner.login()).json.accessToken;
  const { id, recoveryCodes } = await addApp(t, owner);
  expect((await owner.call('GET', '/api/sessions')).status).toBe(200);
  expect((await owner.call('GET', '/api/auth/me')).json.secondFactorMissing).toBe(false);
  const elsewhere = { authorization: `Bearer ${other}` };
  expect((await t.anybody('GET', '/api/sessions', undefined, elsewhere)).status).toBe(403);

  const { ticket } = (await owner.login()).json.error.details;
  const body = { ticket, recoveryCode: recoveryCodes[0] };
  const { accessToken } = (await pageOn(t)('POST', '/api/auth/second-factor', body)).json;
  const asked = { authorization: `Bearer ${accessToken}` };
  expect((await t.anybody('GET', '/api/sessions', undefined, asked)).status).toBe(200);

  // Adding a factor and removing it again is no way around the rule, for any login.
  expect((await remove(id)).status).toBe(204);
  expect((await owner.call('GET', '/api/sessions')).json.error.code).toBe('SECOND_FACTOR_MISSING');
  expect((await t.anybody('GET', '/api/sessions', undefined, asked)).status).toBe(403);
});

test('whoever lost everything is helped by a manager; then nothing of the lost factors works', async () => {
  const manager = await makePerson(t, t.b.tenantId, 'manager@factors.example', 'owner');
  const person = await makePerson(t, t.b.tenantId, 'lost@factors.example');
  const { recoveryCodes } = await addApp(t, person);
  const { ticket } = (await person.login()).json.error.details;
  const path = `/api/team/${person.userId}/remove-factors`;
  expect((await owner.call('POST', path)).status).not.toBe(204);
  expect((await manager.call('POST', path)).status).toBe(204);
  const late = await pageOn(t)('POST', '/api/auth/second-factor', { ticket, recoveryCode: recoveryCodes[0] });
  expect(late.status).toBe(401);
  expect((await person.login()).status).toBe(200);
  const account = await person.call('GET', '/api/account');
  expect(account.json).toMatchObject({ factors: [], recoveryCodesLeft: 0 });
  const { json } = await person.call('GET', '/api/account/logins');
  expect(json.items.map(({ secondFactor }: { secondFactor: string }) => secondFactor)).not.toContain('totp');
});

test('a partner that does not ask for it lets people in as before', async () => {
  const stranger = await makePerson(t, t.b.tenantId, 'free@factors.example', 'owner');
  expect((await stranger.call('GET', '/api/sessions')).status).toBe(200);
});
