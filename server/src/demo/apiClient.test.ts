import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeAdministrator } from '../../../test/support/administrator.ts';
import { PASSWORD, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { AUTH_LIMITS } from '../auth/limits.ts';
import { ApiClient, isRefusal, isTemporary } from './apiClient.ts';

let t: TestHttp;
let api: ApiClient;

beforeAll(async () => {
  t = await startTestHttp();
  const { user } = (await t.a.operator('GET', '/api/auth/me')).json;
  api = new ApiClient(t.url);
  await api.login(user.email, PASSWORD);
});
afterAll(() => t?.close());

it('signs in again when its access token has expired', async () => {
  await api.call('POST', '/api/sessions/create', { name: 'Morning', mode: 'results' });
  t.pass((AUTH_LIMITS.accessTokenS + AUTH_LIMITS.clockToleranceS + 1) * 1_000);
  const { items } = await api.call<{ items: { name: string }[] }>('GET', '/api/sessions');
  expect(items.map(({ name }) => name)).toEqual(['Morning']);
});

it('says what was refused, and why', async () => {
  await expect(api.call('GET', '/api/sessions/nothing')).rejects.toThrow(
    /^GET \/api\/sessions\/nothing answered 4\d\d: /,
  );
  await expect(new ApiClient(t.url).login('nobody@example.test', 'wrong')).rejects.toThrow('401');
});

it('tells a server that is away from a call that cannot succeed', async () => {
  const failure = (base: string) => new ApiClient(base).call('GET', '/api/nothing').catch((error) => error);
  expect(isTemporary(await failure(t.url))).toBe(false);
  expect(isTemporary(await failure('http://127.0.0.1:1'))).toBe(true);
  expect(isRefusal(await failure(t.url))).toBe(true);
  expect(isRefusal(await failure('http://127.0.0.1:1'))).toBe(false);
});

it('may try again when its partner is suspended for now', async () => {
  const alex = await makeAdministrator(t, 'Alex Moor');
  const partner = `/api/platform/partners/${t.a.tenantId}`;
  await alex.call('POST', `${partner}/suspend`, { reason: 'A test' });
  const error = await api.call('GET', '/api/sessions').catch((each) => each);
  expect([isRefusal(error), isTemporary(error)]).toEqual([true, true]);
  await alex.call('POST', `${partner}/resume`);
  await api.call('GET', '/api/sessions');
});
