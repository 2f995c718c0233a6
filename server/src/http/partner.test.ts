import type { TenantId } from '@project88/core/ids/ids.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeUser, runAsAdmin } from '../../../test/support/database.ts';
import { type Caller, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { makePerson } from '../../../test/support/people.ts';
import { QUOTA_DEFAULTS } from '../store/limits.ts';

let t: TestHttp;
beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());

const codeOf = ({ status, json }: Awaited<ReturnType<Caller>>) => [status, json?.error?.code];
const setQuotas = (tenantId: TenantId, quotas: Record<string, number>) =>
  runAsAdmin(t.db.adminUrl, 'update partners set quotas = $2 where tenant_id = $1', [
    tenantId,
    JSON.stringify(quotas),
  ]);

describe('the partner’s settings', () => {
  test('are read by those who see the team, and changed by owners', async () => {
    const manager = await makePerson(t, t.a.tenantId, 'manager@acme-timing.example', 'manager');
    const { json } = await manager.call('GET', '/api/partner');
    expect(json).toMatchObject({
      id: t.a.tenantId,
      name: 'Acme Timing',
      slug: 'acme-timing',
      timeZone: 'Europe/Athens',
      loginIdleMinutes: 30,
      loginAbsoluteHours: 12,
      requireSecondFactor: false,
      corsOrigins: [],
    });
    expect(codeOf(await manager.call('PATCH', '/api/partner', { name: 'Mine' }))).toEqual([403, 'FORBIDDEN']);
    expect((await t.a.operator('GET', '/api/partner')).status).toBe(403);
  });

  test('change one by one, count at once and are written down', async () => {
    const origins = ['https://results.example', 'http://live.example:8080', 'https://results.example'];
    const changed = await t.a.owner('PATCH', '/api/partner', {
      corsOrigins: origins,
      timeZone: 'europe/lisbon',
    });
    expect(changed.json).toMatchObject({
      name: 'Acme Timing',
      timeZone: 'Europe/Lisbon',
      corsOrigins: ['http://live.example:8080', 'https://results.example'],
    });
    expect(t.keys.timeZone(t.a.tenantId)).toBe('Europe/Lisbon');
    const asked = await t.a.owner('GET', '/api/sessions', undefined, { origin: 'https://results.example' });
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://results.example');
    const { json } = await t.a.owner('GET', '/api/audit?action=partner.changed');
    expect(json.items[0]).toMatchObject({
      before: { timeZone: 'Europe/Athens', corsOrigins: [] },
      after: {
        timeZone: 'Europe/Lisbon',
        corsOrigins: ['http://live.example:8080', 'https://results.example'],
      },
    });
    expect(Object.keys(json.items[0].after).toSorted()).toEqual(['corsOrigins', 'timeZone']);
    expect((await t.b.owner('GET', '/api/partner')).json.timeZone).toBe('Europe/Athens');
    await t.a.owner('PATCH', '/api/partner', { corsOrigins: [] });
  });

  test('a shorter time without use ends logins that are idle already', async () => {
    const kim = await makePerson(t, t.b.tenantId, 'idle@bolt-timing.example', 'owner');
    await kim.call('PATCH', '/api/partner', { loginIdleMinutes: 5 });
    t.pass(6 * 60_000);
    expect((await kim.call('GET', '/api/auth/me')).status).toBe(401);
    const again = await makePerson(t, t.b.tenantId, 'idle2@bolt-timing.example', 'owner');
    await again.call('PATCH', '/api/partner', { loginIdleMinutes: 30 });
  });

  test.each([
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ timeZone: '+02:00' }, 'timeZone'],
    [{ corsOrigins: ['https://results.example/page'] }, 'corsOrigins.0'],
    [{ corsOrigins: ['*'] }, 'corsOrigins.0'],
    [{ corsOrigins: ['null'] }, 'corsOrigins.0'],
    [{ loginIdleMinutes: 4 }, 'loginIdleMinutes'],
    [{ name: '  ' }, 'name'],
  ])('%j is refused', async (body, path) => {
    const answer = await t.a.owner('PATCH', '/api/partner', body);
    expect(codeOf(answer)).toEqual([400, 'VALIDATION_FAILED']);
    expect(answer.json.error.details[0].path).toBe(path);
  });
});

describe('quotas', () => {
  let owner: Caller;
  let displaySessionId: string;
  beforeEach(async () => {
    const email = `boss${Math.random()}@acme-timing.example`;
    await setQuotas(t.a.tenantId, {});
    owner = (await makePerson(t, t.a.tenantId, email, 'owner')).call;
    const made = await owner('POST', '/api/sessions/create', { name: 'Finish', mode: 'results' });
    displaySessionId = made.json.id;
  });
  const usage = async () => (await owner('GET', '/api/partner')).json.usage;
  const usedOf = async (what: string): Promise<number> =>
    (await usage()).find((each: { what: string }) => each.what === what).used;
  let drawn = 0;

  test('are shown with what is used; what a platform administrator decided goes before the default', async () => {
    await setQuotas(t.a.tenantId, { users: 77, displayLinks: 0 });
    const limits = Object.fromEntries(
      (await usage()).map((each: { what: string; limit: number }) => [each.what, each.limit]),
    );
    expect(limits).toEqual({
      people: 77,
      'display sessions': QUOTA_DEFAULTS.displaySessions,
      'display links': 0,
      'API keys': QUOTA_DEFAULTS.apiKeys,
      'timing keys': QUOTA_DEFAULTS.timingKeys,
      'custom roles': QUOTA_DEFAULTS.customRoles,
      playlists: QUOTA_DEFAULTS.playlists,
      presets: QUOTA_DEFAULTS.presets,
      templates: QUOTA_DEFAULTS.templates,
      'published versions of templates': QUOTA_DEFAULTS.templateVersions,
      pictures: QUOTA_DEFAULTS.assets,
      'megabytes of pictures': QUOTA_DEFAULTS.assetMegabytes,
    });
  });

  const KINDS: [what: string, quota: string, make: () => Promise<Awaited<ReturnType<Caller>>>][] = [
    [
      'people',
      'users',
      () => owner('POST', '/api/team/invitations', { email: `q${drawn++}@x.example`, role: 'viewer' }),
    ],
    [
      'display sessions',
      'displaySessions',
      () => owner('POST', '/api/sessions/create', { name: 'x', mode: 'results' }),
    ],
    [
      'display links',
      'displayLinks',
      () => owner('POST', '/api/display/generate-url', { sessionId: displaySessionId }),
    ],
    [
      'API keys',
      'apiKeys',
      () => owner('POST', '/api/api-keys', { name: 'x', permissions: ['displays.view'] }),
    ],
    ['timing keys', 'timingKeys', () => owner('POST', '/api/timing-keys', { label: 'x' })],
  ];

  test.each(KINDS)(
    'the last place for %s is taken once, also by many at the same moment',
    async (what, quota, make) => {
      const used = await usedOf(what);
      await setQuotas(t.a.tenantId, { [quota]: used + 2 });
      const answers = await Promise.all([make(), make(), make(), make(), make()]);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
      const refused = answers.find(({ status }) => status !== 201);
      expect([refused?.status, refused?.json.error.message]).toEqual([
        422,
        `The limit of ${used + 2} ${what} is reached.`,
      ]);
      expect(await usedOf(what)).toBe(used + 2);
      await setQuotas(t.b.tenantId, { [quota]: 1_000 });
      await setQuotas(t.a.tenantId, {});
      expect((await make()).status).toBe(201);
    },
  );

  test('what ended frees its place: a link, a timing key, a blocked person, an old invitation', async () => {
    const link = await owner('POST', '/api/display/generate-url', { sessionId: displaySessionId });
    await setQuotas(t.a.tenantId, { displayLinks: await usedOf('display links') });
    const again = () =>
      owner('POST', '/api/display/generate-url', { sessionId: displaySessionId, expiresInHours: 1 });
    expect((await again()).status).toBe(422);
    await owner('DELETE', `/api/display/${link.json.id}`);
    expect((await again()).status).toBe(201);

    const key = await owner('POST', '/api/timing-keys', { label: 'old' });
    await setQuotas(t.a.tenantId, { timingKeys: await usedOf('timing keys') });
    expect(codeOf(await owner('POST', '/api/timing-keys', { label: 'new' }))).toEqual([422, 'QUOTA_REACHED']);
    await owner('DELETE', `/api/timing-keys/${key.json.id}`);
    expect((await owner('POST', '/api/timing-keys', { label: 'new' })).status).toBe(201);

    const kim = await makeUser(t.db.database, t.a.tenantId, { role: 'viewer' });
    await owner('POST', '/api/team/invitations', { email: 'twice@x.example', role: 'viewer' });
    await setQuotas(t.a.tenantId, { users: await usedOf('people') });
    const invite = (email: string) => owner('POST', '/api/team/invitations', { email, role: 'viewer' });
    expect(codeOf(await invite('new@x.example'))).toEqual([422, 'QUOTA_REACHED']);
    // A new link for somebody who was invited before takes no second place.
    expect((await invite('twice@x.example')).status).toBe(201);
    await owner('PATCH', `/api/team/${kim.id}`, { disabled: true });
    expect((await invite('new@x.example')).status).toBe(201);
    expect(codeOf(await owner('PATCH', `/api/team/${kim.id}`, { disabled: false }))).toEqual([
      422,
      'QUOTA_REACHED',
    ]);
  });
});
