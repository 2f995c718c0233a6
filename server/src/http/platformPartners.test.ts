import type { TenantId } from '@project88/core/ids/ids.ts';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeAdministrator, signIn, type TestAdministrator } from '../../../test/support/administrator.ts';
import { runAsAdmin } from '../../../test/support/database.ts';
import {
  type Caller,
  callerAt,
  PASSWORD,
  startTestHttp,
  type TestHttp,
} from '../../../test/support/httpServer.ts';
import { sweepPlatform } from '../platform/cleanUp.ts';
import { PLATFORM_LIMITS } from '../platform/limits.ts';

let t: TestHttp;
let alex: TestAdministrator;
let acme: string;

beforeEach(async () => {
  t = await startTestHttp();
  alex = await makeAdministrator(t, 'Alex Moor');
  acme = `/api/platform/partners/${t.a.tenantId}`;
});
afterEach(() => t.close());

/** What the log of a tenant tells of these actions, oldest first. */
async function told(tenantId: TenantId, ...actions: string[]) {
  return runAsAdmin<{ action: string; who: string; kind: string; after: unknown }>(
    t.db.adminUrl,
    `select action, actor_name as who, actor_kind as kind, after from audit_log
     where tenant_id = $1 and action = any($2) order by seq`,
    [tenantId, actions],
  );
}

const suspend = (reason = 'The contract has ended') => alex.call('POST', `${acme}/suspend`, { reason });

async function makeKey(call: Caller): Promise<string> {
  const answer = await call('POST', '/api/api-keys', { name: 'Results', permissions: ['displays.view'] });
  expect(answer.status).toBe(201);
  return answer.json.key;
}

async function makeLink(call: Caller): Promise<string> {
  const made = await call('POST', '/api/sessions/create', { name: 'Finish', mode: 'results' });
  const link = await call('POST', '/api/display/generate-url', { sessionId: made.json.id });
  return link.json.id;
}

describe('a suspended partner', () => {
  test('has no logins, keys, links, streams and rooms, until the suspension is lifted', async () => {
    const [key, link] = [await makeKey(t.a.owner), await makeLink(t.a.owner)];
    const timingKey = (await t.a.owner('POST', '/api/timing-keys', { label: '' })).json;
    const program = callerAt(t.url, { 'x-api-key': key });
    const open = async () => [
      (await t.a.owner('GET', '/api/sessions')).status,
      (await program('GET', '/api/sessions')).status,
      (await t.anybody('GET', `/api/display/${link}`)).status,
      (await t.anybody('POST', '/api/auth/login', { email: 'owner@acme-timing.example', password: PASSWORD }))
        .status,
      t.keys.findKey(timingKey.user) !== null,
      t.keys.isBlocked(t.a.tenantId),
    ];
    expect(await open()).toEqual([200, 200, 200, 200, true, false]);

    const answer = await suspend();
    expect(answer.json).toMatchObject({ state: 'suspended', suspendedReason: 'The contract has ended' });
    expect(await open()).toEqual([401, 401, 410, 403, false, true]);
    expect(t.ingest.calls).toEqual([['endTenant', t.a.tenantId]]);
    expect(t.hub.calls.filter(([what]) => what === 'closeTenant')).toEqual([['closeTenant', t.a.tenantId]]);
    expect((await t.b.owner('GET', '/api/sessions')).status).toBe(200);

    expect((await alex.call('POST', `${acme}/resume`)).json).toMatchObject({ state: 'active' });
    expect(await open()).toEqual([200, 200, 200, 200, true, false]);
    expect(t.hub.calls.at(-1)).toEqual(['openTenant', t.a.tenantId]);
  });

  test('is told by whom, in its own log and in that of the installation', async () => {
    await suspend();
    await alex.call('POST', `${acme}/resume`);
    await alex.call('PATCH', acme, { name: 'Acme Race Timing', quotas: { displaySessions: 3 } });
    const actions = ['partner.suspended', 'partner.resumed', 'partner.changed'];
    const entry = (action: string) =>
      expect.objectContaining({ action, kind: 'visitor', who: 'Alex Moor (platform)' });
    expect(await told(t.a.tenantId, ...actions)).toEqual(actions.map(entry));
    const own = await told(alex.installation, ...actions);
    expect(own.map(({ action, kind, who }) => [action, kind, who])).toEqual(
      actions.map((action) => [action, 'user', 'Alex Moor']),
    );
    expect(own[0]?.after).toEqual({ name: 'Acme Timing', reason: 'The contract has ended' });
    expect(await told(t.b.tenantId, ...actions)).toEqual([]);
  });

  test('is suspended once, whatever two administrators do at the same time', async () => {
    const kim = await makeAdministrator(t, 'Kim Vale');
    const answers = await Promise.all([
      suspend('first'),
      kim.call('POST', `${acme}/suspend`, { reason: 'second' }),
      kim.call('PATCH', acme, { name: 'Renamed' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 409]);
    expect(await told(t.a.tenantId, 'partner.suspended')).toHaveLength(1);
    const { json } = await alex.call('GET', acme);
    expect(json).toMatchObject({ state: 'suspended', name: 'Renamed' });
  });

  test('counts for the policy of the timing port: nobody else’s streams become open', async () => {
    expect(t.keys.policy()).toEqual({ mode: 'mixed' });
    await suspend();
    expect(t.keys.policy()).toEqual({ mode: 'mixed' });
  });
});

describe('a deleted partner', () => {
  const remove = (slug = 'acme-timing') => alex.call('POST', `${acme}/delete`, { slug });
  const sweep = () =>
    sweepPlatform({ ...t.platform, database: t.db.database, log: pino({ level: 'silent' }) });
  const rows = async (table: string) =>
    (await runAsAdmin(t.db.adminUrl, `select 1 from ${table} where tenant_id = $1`, [t.a.tenantId])).length;
  /** Days pass, and the administrator signs in again. */
  async function later(ms: number): Promise<void> {
    t.pass(ms);
    alex.call = await signIn(t, 'alex.moor@platform.example');
  }

  test('is deleted only by whoever types its short name, and can be restored', async () => {
    expect(await remove('acme')).toMatchObject({ status: 409 });
    expect((await t.a.owner('GET', '/api/sessions')).status).toBe(200);
    const answer = await remove();
    const until = new Date(t.now() + PLATFORM_LIMITS.restoreWithinMs).toISOString();
    expect(answer.json).toMatchObject({ state: 'deleted', deleteAfter: until });
    expect((await t.a.owner('GET', '/api/sessions')).status).toBe(401);
    expect(t.keys.isBlocked(t.a.tenantId)).toBe(true);
    expect(await remove()).toMatchObject({ status: 409 });

    await later(PLATFORM_LIMITS.restoreWithinMs - 1);
    await sweep();
    expect((await alex.call('POST', `${acme}/restore`)).json).toMatchObject({ state: 'active' });
    await sweep();
    await signIn(t, 'owner@acme-timing.example');
    expect(t.keys.isBlocked(t.a.tenantId)).toBe(false);
    const actions = ['partner.deleted', 'partner.restored'];
    expect((await told(t.a.tenantId, ...actions)).map(({ action }) => action)).toEqual(actions);
  });

  test('is removed with everything when its time has come, and the installation’s log tells so', async () => {
    await makeLink(t.a.owner);
    await remove();
    await later(PLATFORM_LIMITS.restoreWithinMs);
    expect(await alex.call('POST', `${acme}/restore`)).toMatchObject({ status: 409 });
    await sweep();
    expect(t.ingest.calls.at(-1)).toEqual(['removeTenant', t.a.tenantId]);
    for (const table of ['partners', 'users', 'display_urls', 'audit_log']) {
      expect(await rows(table), table).toBe(0);
    }
    expect((await alex.call('GET', acme)).status).toBe(404);
    expect(await told(alex.installation, 'partner.removed')).toMatchObject([{ kind: 'system' }]);
    await sweep();
    expect(await told(alex.installation, 'partner.removed')).toHaveLength(1);
    // Of two partners one is left: on a timing network of its own its streams need no key.
    expect(t.keys.policy()).toEqual({ mode: 'open', tenantId: t.b.tenantId });
    expect(await signIn(t, 'owner@bolt-timing.example')).toBeDefined();
  });

  test('stays suspended when it is restored while it is suspended', async () => {
    await suspend();
    await remove();
    expect((await alex.call('POST', `${acme}/resume`)).json).toMatchObject({ state: 'deleted' });
    expect(t.keys.isBlocked(t.a.tenantId)).toBe(true);
    await alex.call('POST', `${acme}/restore`);
    await suspend();
    expect(t.keys.isBlocked(t.a.tenantId)).toBe(true);
  });
});

const bySlug = (a: { slug: string }, b: { slug: string }) => a.slug.localeCompare(b.slug);

describe('a new partner', () => {
  const wanted = {
    name: 'Coda Timing',
    slug: 'coda-timing',
    timeZone: 'europe/lisbon',
    owner: { email: 'Owner@coda-timing.example', name: 'Mira Castellanos' },
  };
  const make = (change: object = {}) => alex.call('POST', '/api/platform/partners', { ...wanted, ...change });

  test('begins with an owner who accepts an invitation, and both logs tell of it', async () => {
    const { status, json } = await make();
    expect([status, json.partner.state, json.partner.timeZone]).toEqual([201, 'active', 'Europe/Lisbon']);
    const token = json.invitation.url.split('#')[1];
    const accepted = await t.anybody('POST', '/api/auth/invitation/accept', {
      token,
      name: 'Mira Castellanos',
      password: 'seven quiet lanterns at noon',
    });
    expect(accepted.json).toMatchObject({ user: { role: 'owner' }, partner: { slug: 'coda-timing' } });
    const log = await told(json.partner.id, 'partner.made', 'member.invited', 'member.joined');
    expect(log.map(({ action }) => action)).toEqual(['member.invited', 'partner.made', 'member.joined']);
    expect(await told(alex.installation, 'partner.made')).toMatchObject([
      { after: { slug: 'coda-timing', owner: wanted.owner.email.toLowerCase() } },
    ]);
  });

  test('is refused with a short name, an address or a zone that cannot be, and then nothing is left', async () => {
    const refused = async (change: object) => (await make(change)).json.error?.code;
    expect(await refused({ slug: 'acme-timing' })).toBe('NAME_TAKEN');
    expect(await refused({ owner: { email: 'owner@bolt-timing.example' } })).toBe('ADDRESS_TAKEN');
    expect(await refused({ timeZone: 'Mars/Olympus' })).toBe('VALIDATION_FAILED');
    const { json } = await alex.call('GET', '/api/platform/partners');
    expect(json.items.map(({ slug }: { slug: string }) => slug).toSorted()).toEqual([
      'acme-timing',
      'bolt-timing',
    ]);
    expect(await told(alex.installation, 'partner.made')).toEqual([]);
    expect((await make()).status).toBe(201);
  });

  test('can be given another owner', async () => {
    const owner = { email: 'second@acme-timing.example', name: 'Kim Vale' };
    const { status, json } = await alex.call('POST', `${acme}/invite-owner`, owner);
    expect(status).toBe(201);
    const token = json.url.split('#')[1];
    expect((await t.anybody('POST', '/api/auth/invitation', { token })).json).toMatchObject({
      email: owner.email,
      partner: 'Acme Timing',
      role: 'Owner',
    });
    for (const tenantId of [t.a.tenantId, alex.installation]) {
      expect(await told(tenantId, 'member.invited')).toHaveLength(1);
    }
    const taken = { email: 'operator@acme-timing.example' };
    expect((await alex.call('POST', `${acme}/invite-owner`, taken)).json.error.code).toBe('ADDRESS_TAKEN');
  });
});

describe('partners as a list', () => {
  test('is paged, tells the state, and leaves the installation itself out', async () => {
    await suspend();
    const first = await alex.call('GET', '/api/platform/partners?limit=1');
    const second = await alex.call('GET', `/api/platform/partners?limit=1&cursor=${first.json.nextCursor}`);
    expect(second.json.nextCursor).toBeNull();
    // Made in the same millisecond of the test's clock, they have no order.
    expect([...first.json.items, ...second.json.items].toSorted(bySlug)).toMatchObject([
      { slug: 'acme-timing', state: 'suspended', users: 2 },
      { slug: 'bolt-timing', state: 'active', users: 2 },
    ]);
    const own = `/api/platform/partners/${alex.installation}`;
    for (const [method, path, body] of [
      ['GET', own, undefined],
      ['PATCH', own, { name: 'Mine' }],
      ['POST', `${own}/suspend`, { reason: 'x' }],
      ['POST', `${own}/delete`, { slug: 'platform' }],
      ['POST', `${own}/visit`, { reason: 'Looking at ourselves' }],
    ] as const) {
      expect((await alex.call(method, path, body)).status, path).toBe(404);
    }
  });
});
