import type { DisplayLinkId, DisplaySessionId, TimingSessionId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, makeUser, type TestDatabase } from '../../../test/support/database.ts';
import { type AsTenant, makeDisplaySession, makeTenant } from '../../../test/support/tenants.ts';
import type { Principal } from '../tenancy/principal.ts';
import {
  createDisplaySession,
  deleteDisplaySession,
  expireDisplaySessions,
  getDisplaySession,
  listActiveDisplaySessions,
  listDisplaySessions,
  touchDisplaySession,
  updateDisplaySession,
} from './displaySessions.ts';
import {
  createDisplayUrl,
  getDisplayUrl,
  listDisplayUrls,
  resolveDisplayUrl,
  revokeDisplayUrl,
} from './displayUrls.ts';
import { newUuidV7 } from './ids.ts';
import { getPartner } from './partners.ts';
import { bindStream, listBoundStreams, unbindStream } from './sessionStreams.ts';

const START = instantMs(Date.UTC(2031, 4, 4, 9));
const later = (hours: number): InstantMs => instantMs(START + hours * 3_600_000);

let test: TestDatabase;
let asAcme: AsTenant;
let asBeta: AsTenant;
let nowMs = START;

beforeAll(async () => {
  test = await createTestDatabase({ clock: () => nowMs });
  asAcme = await makeTenant(test.database, 'Acme Timing');
  asBeta = await makeTenant(test.database, 'Beta Timing');
});
afterAll(() => test.close());

const wanted = (name: string, expiresAtMs = later(24)) =>
  ({ name, mode: 'results', eventId: 'event-1', templateId: 'finish-hero', expiresAtMs }) as const;

describe('display sessions', () => {
  it('know who made them', async () => {
    const tenantId = (await asAcme(getPartner))?.tenantId;
    if (tenantId === undefined) throw new Error('no partner');
    const user = await makeUser(test.database, tenantId);
    const loginSessionId = newUuidV7(START, new Uint8Array(10)) as never;
    const principal: Principal = {
      tenantId,
      actor: {
        kind: 'user',
        userId: user.id,
        name: 'Robin Stone',
        role: 'owner',
        loginSessionId,
        secondFactorMissing: false,
      },
      permissions: new Set(),
    };
    const made = await test.database.withTenant(principal, (scope) =>
      createDisplaySession(scope, wanted('Mine')),
    );
    expect(made).toEqual({
      id: expect.any(String),
      ...wanted('Mine'),
      createdBy: user.id,
      createdAtMs: START,
      lastUsedAtMs: START,
      held: false,
      clearedAtMs: null,
      archivedAtMs: null,
      rosterRows: 0,
      resultRows: 0,
    });
    expect(await asAcme((scope) => getDisplaySession(scope, made.id))).toEqual(made);
    await asAcme((scope) => deleteDisplaySession(scope, made.id));
  });

  it('change only in what is given, and only for their tenant', async () => {
    const id = await makeDisplaySession(asAcme);
    const change = { held: true, clearedAtMs: later(1) };
    expect(await asBeta((scope) => updateDisplaySession(scope, id, change))).toBeNull();
    const changed = await asAcme((scope) => updateDisplaySession(scope, id, change));
    expect(changed).toMatchObject({ name: 'Finish line', templateId: 'finish-hero', ...change });
    const renamed = await asAcme((scope) =>
      updateDisplaySession(scope, id, { name: 'Start', templateId: 'announcer-list', held: false }),
    );
    expect(renamed).toMatchObject({
      name: 'Start',
      templateId: 'announcer-list',
      held: false,
      clearedAtMs: later(1),
    });
    await asAcme((scope) => deleteDisplaySession(scope, id));
  });

  it('live longer when used, never shorter', async () => {
    const { id } = await asAcme((scope) => createDisplaySession(scope, wanted('Used')));
    await asAcme((scope) => touchDisplaySession(scope, id, { atMs: later(3), expiresAtMs: later(27) }));
    await asAcme((scope) => touchDisplaySession(scope, id, { atMs: later(2), expiresAtMs: later(26) }));
    const displaySession = await asAcme((scope) => getDisplaySession(scope, id));
    expect(displaySession).toMatchObject({ lastUsedAtMs: later(3), expiresAtMs: later(27) });
    await asAcme((scope) => deleteDisplaySession(scope, id));
  });

  it('are listed newest first, page by page', async () => {
    for (const name of ['one', 'two', 'three']) {
      nowMs = instantMs(nowMs + 1);
      await makeDisplaySession(asAcme, name);
    }
    const first = await asAcme((scope) => listDisplaySessions(scope, { limit: 2 }));
    expect(first.items.map(({ name }) => name)).toEqual(['three', 'two']);
    const second = await asAcme((scope) =>
      listDisplaySessions(scope, { limit: 2, cursor: first.nextCursor ?? undefined }),
    );
    expect(second.items.map(({ name }) => name)).toEqual(['one']);
    expect(second.nextCursor).toBeNull();
    expect((await asBeta((scope) => listDisplaySessions(scope, { limit: 2 }))).items).toEqual([]);
  });

  it('are deleted by their tenant only', async () => {
    const id = await makeDisplaySession(asAcme);
    expect(await asBeta((scope) => deleteDisplaySession(scope, id))).toBe(false);
    expect(await asAcme((scope) => deleteDisplaySession(scope, id))).toBe(true);
    expect(await asAcme((scope) => getDisplaySession(scope, id))).toBeNull();
  });

  it('expire for all tenants, with everything in them', async () => {
    const old = await asBeta((scope) => createDisplaySession(scope, wanted('Old', later(5))));
    const fresh = await asBeta((scope) => createDisplaySession(scope, wanted('Fresh', later(90))));
    const active = await test.database.withPlatform(listActiveDisplaySessions);
    expect(active.map((ref) => ref.id)).toEqual(expect.arrayContaining([old.id, fresh.id]));
    await makeLink(asBeta, 'EXPRED23', old.id);

    const expired = await test.database.withPlatform((platform) => expireDisplaySessions(platform, later(5)));
    expect(expired).toEqual([{ tenantId: expect.any(String), id: old.id }]);
    expect(await resolve('EXPRED23')).toBeNull();
    expect(await asBeta((scope) => getDisplaySession(scope, fresh.id))).toMatchObject({ name: 'Fresh' });
    expect(await test.database.withPlatform((platform) => expireDisplaySessions(platform, later(5)))).toEqual(
      [],
    );
  });
});

describe('bound streams', () => {
  const stream = newUuidV7(START, new Uint8Array(10)) as TimingSessionId;

  it('are bound once, with the latest choice of locations', async () => {
    const id = await makeDisplaySession(asAcme);
    await asAcme((scope) => bindStream(scope, id, { timingSessionId: stream, locations: null }));
    await asAcme((scope) =>
      bindStream(scope, id, { timingSessionId: stream, locations: ['FINISH', '10K "A"'] }),
    );
    expect(await asAcme((scope) => listBoundStreams(scope, id))).toEqual([
      { timingSessionId: stream, locations: ['FINISH', '10K "A"'], boundAtMs: nowMs },
    ]);
    expect(await asBeta((scope) => unbindStream(scope, id, stream))).toBe(false);
    expect(await asAcme((scope) => unbindStream(scope, id, stream))).toBe(true);
    expect(await asAcme((scope) => listBoundStreams(scope, id))).toEqual([]);
  });

  it('cannot be bound to another tenant’s display session', async () => {
    const id = await makeDisplaySession(asAcme);
    const foreign = asBeta((scope) => bindStream(scope, id, { timingSessionId: stream, locations: null }));
    await expect(foreign).rejects.toThrow('foreign key');
  });
});

const makeLink = (asTenant: AsTenant, id: string, displaySessionId: DisplaySessionId) =>
  asTenant((scope) =>
    createDisplayUrl(scope, { id: id as DisplayLinkId, displaySessionId, expiresAtMs: later(24) }),
  );
const resolve = (id: string) =>
  test.database.withPlatform((platform) => resolveDisplayUrl(platform, id as DisplayLinkId));

describe('display links', () => {
  it('lead a screen to their tenant and display session', async () => {
    const displaySessionId = await makeDisplaySession(asAcme);
    const link = await makeLink(asAcme, 'ABCD2345', displaySessionId);
    const tenantId = (await asAcme(getPartner))?.tenantId;
    expect(await resolve('ABCD2345')).toEqual({
      tenantId,
      displaySessionId,
      expiresAtMs: later(24),
      revokedAtMs: null,
      suspended: false,
    });
    expect(await resolve('ABCD2346')).toBeNull();
    expect(await asAcme((scope) => getDisplayUrl(scope, 'ABCD2345' as DisplayLinkId))).toEqual(link);
    expect(await asBeta((scope) => getDisplayUrl(scope, 'ABCD2345' as DisplayLinkId))).toBeNull();
  });

  it('are unique across tenants: a taken one is not given again', async () => {
    const own = await makeDisplaySession(asBeta);
    expect(await makeLink(asBeta, 'ABCD2345', own)).toBeNull();
  });

  it('are revoked once, by their tenant only', async () => {
    const id = 'ABCD2345' as DisplayLinkId;
    expect(await asBeta((scope) => revokeDisplayUrl(scope, id, later(1)))).toBe(false);
    expect(await asAcme((scope) => revokeDisplayUrl(scope, id, later(1)))).toBe(true);
    expect(await asAcme((scope) => revokeDisplayUrl(scope, id, later(2)))).toBe(false);
    expect((await resolve(id))?.revokedAtMs).toBe(later(1));
  });

  it('are listed newest first, page by page, of one display session or of all', async () => {
    const [one, two] = [await makeDisplaySession(asBeta), await makeDisplaySession(asBeta)];
    for (const [id, displaySession] of [
      ['BBBBBBBB', one],
      ['CCCCCCCC', one],
      ['AAAAAAAA', two],
    ] as const) {
      await makeLink(asBeta, id, displaySession);
      nowMs = instantMs(nowMs + (id === 'BBBBBBBB' ? 0 : 1));
    }
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await asBeta((scope) => listDisplayUrls(scope, null, { limit: 1, cursor }));
      all.push(...page.items.map((link) => link.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(all).toEqual(['AAAAAAAA', 'CCCCCCCC', 'BBBBBBBB']);
    const ofOne = await asBeta((scope) => listDisplayUrls(scope, one, { limit: 9 }));
    expect(ofOne.items.map((link) => link.id)).toEqual(['CCCCCCCC', 'BBBBBBBB']);
  });
});
