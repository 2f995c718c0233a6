import { createHash } from 'node:crypto';
import type { LoginSessionId, TimingKeyId, UserId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  makeUser,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { type AsTenant, makeTenant } from '../../../test/support/tenants.ts';
import { isUniqueViolation } from '../tenancy/failures.ts';
import { createLoginSession, endLogin, findLoginSession, touchLoginSession } from './loginSessions.ts';
import { getMember } from './members.ts';
import { createPartner, getPartner, listPartners } from './partners.ts';
import {
  createTimingKey,
  deleteTimingKey,
  listAllTimingKeys,
  listTimingKeys,
  markTimingKeyUsed,
} from './timingKeys.ts';
import { createUser, findUserByEmail } from './users.ts';

const START = instantMs(Date.UTC(2031, 4, 4, 9));
const HOUR_MS = 3_600_000;
const later = (hours: number): InstantMs => instantMs(START + hours * HOUR_MS);

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

describe('partners', () => {
  it('are found by themselves and by the platform', async () => {
    const own = await asAcme(getPartner);
    expect(own).toMatchObject({ name: 'Acme Timing', slug: 'acme-timing', timeZone: 'Europe/Athens' });
    expect(own?.createdAtMs).toBe(START);
    const all = await test.database.withPlatform(listPartners);
    expect(all).toContainEqual({
      ...own,
      suspendedAtMs: null,
      suspendedReason: '',
      deleteAfterMs: null,
      corsOrigins: [],
      quotas: {},
      users: 0,
    });
    expect(all).toHaveLength(2);
  });

  it('have a slug of their own', async () => {
    const again = makePartner(test.database, 'Acme Timing');
    await expect(again).rejects.toSatisfy((error) => isUniqueViolation(error, 'partners_slug_unique'));
    const other = { name: 'Acme Timing', slug: 'acme-2', timeZone: 'UTC' };
    const made = await test.database.withPlatform((platform) => createPartner(platform, other));
    expect(made.tenantId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('users', () => {
  const robin = {
    email: ' Robin@Example.test',
    name: 'Robin Stone',
    role: 'operator',
    passwordHash: 'hash',
  } as const;

  it('are found by address whatever its case, with their tenant', async () => {
    const id = await asAcme((scope) => createUser(scope, robin));
    const found = await test.database.withPlatform((platform) =>
      findUserByEmail(platform, 'ROBIN@example.TEST'),
    );
    const tenantId = (await asAcme(getPartner))?.tenantId;
    expect(found).toEqual({
      tenantId,
      id,
      email: 'robin@example.test',
      name: 'Robin Stone',
      role: 'operator',
      passwordHash: 'hash',
      disabled: false,
      suspended: false,
      secondFactors: 0,
    });
    const { passwordHash: _, ...member } = { ...robin, email: 'robin@example.test', createdAtMs: START };
    expect(await asAcme((scope) => getMember(scope, id))).toMatchObject(member);
    expect(await asBeta((scope) => getMember(scope, id))).toBeNull();
  });

  it('have an address of their own, across partners', async () => {
    const again = asBeta((scope) => createUser(scope, robin));
    await expect(again).rejects.toSatisfy((error) => isUniqueViolation(error, 'users_email_unique'));
  });

  it('are not found by an unknown address', async () => {
    const nobody = await test.database.withPlatform((platform) =>
      findUserByEmail(platform, 'no@example.test'),
    );
    expect(nobody).toBeNull();
  });
});

describe('login sessions', () => {
  const hash = createHash('sha256').update('token').digest();
  const find = () =>
    test.database.withPlatform((platform) => findLoginSession(platform, { tokenHash: hash }));
  let id: LoginSessionId;
  let userId: UserId;
  let colleague: UserId;

  beforeAll(async () => {
    const tenantId = (await asAcme(getPartner))?.tenantId;
    if (tenantId === undefined) throw new Error('no partner');
    userId = (await makeUser(test.database, tenantId, { name: 'Kim Waters' })).id;
    colleague = (await makeUser(test.database, tenantId)).id;
    const login = {
      userId,
      tokenHash: hash,
      expiresAtMs: later(12),
      userAgent: 'test',
      address: '127.0.0.1',
    };
    id = (await asAcme((scope) => createLoginSession(scope, login))).id;
  });

  it('are found by the hash of their token, with the person', async () => {
    expect(await find()).toMatchObject({
      id,
      userId,
      name: 'Kim Waters',
      role: 'owner',
      userDisabled: false,
      createdAtMs: START,
      lastSeenAtMs: START,
      expiresAtMs: later(12),
      revokedAtMs: null,
    });
  });

  it('remember their last use, never an earlier one', async () => {
    await asAcme((scope) => touchLoginSession(scope, id, later(2)));
    await asAcme((scope) => touchLoginSession(scope, id, later(1)));
    expect((await find())?.lastSeenAtMs).toBe(later(2));
  });

  it('are ended once, for their own person and tenant only', async () => {
    const wanted = { id, reason: 'ended' };
    expect(await asBeta((scope) => endLogin(scope, userId, wanted))).toBe(false);
    expect(await asAcme((scope) => endLogin(scope, colleague, wanted))).toBe(false);
    expect((await find())?.revokedAtMs).toBeNull();
    expect(await asAcme((scope) => endLogin(scope, userId, wanted))).toBe(true);
    const atMs = nowMs;
    nowMs = later(4);
    expect(await asAcme((scope) => endLogin(scope, userId, wanted))).toBe(false);
    expect((await find())?.revokedAtMs).toBe(atMs);
  });
});

describe('timing keys', () => {
  const key = (user: string) => ({ user, secretSealed: Buffer.from([0, 255, 7]), label: 'van 1' });

  it('are listed newest first, page by page, without those that are revoked', async () => {
    const ids: TimingKeyId[] = [];
    for (const user of ['acme-1', 'acme-2', 'acme-3', 'acme-4']) {
      nowMs = instantMs(nowMs + 1);
      ids.push((await asAcme((scope) => createTimingKey(scope, key(user)))).id);
    }
    const [, , third] = ids;
    if (third === undefined) throw new Error('no key');
    expect(await asBeta((scope) => deleteTimingKey(scope, third))).toBeNull();
    expect(await asAcme((scope) => deleteTimingKey(scope, third))).not.toBeNull();
    expect(await asAcme((scope) => deleteTimingKey(scope, third))).toBeNull();
    const first = await asAcme((scope) => listTimingKeys(scope, { limit: 2 }));
    expect(first.items.map((each) => each.user)).toEqual(['acme-4', 'acme-2']);
    const second = await asAcme((scope) =>
      listTimingKeys(scope, { limit: 2, cursor: first.nextCursor ?? '' }),
    );
    expect(second).toMatchObject({ items: [{ user: 'acme-1', lastUsedAtMs: null }], nextCursor: null });
  });

  it('are known to the timing port, sealed', async () => {
    await asBeta((scope) => createTimingKey(scope, key('beta-1')));
    const all = await test.database.withPlatform(listAllTimingKeys);
    expect(all.map((each) => each.user).sort()).toEqual(['acme-1', 'acme-2', 'acme-4', 'beta-1']);
    expect(Buffer.from(all[0]?.secretSealed ?? [])).toEqual(Buffer.from([0, 255, 7]));
  });

  it('remember when they were used', async () => {
    await asBeta((scope) => markTimingKeyUsed(scope, 'beta-1', later(5)));
    const { items } = await asBeta((scope) => listTimingKeys(scope, { limit: 10 }));
    expect(items).toMatchObject([{ user: 'beta-1', lastUsedAtMs: later(5) }]);
  });

  it('keep their user name taken for ever, across partners', async () => {
    const again = asBeta((scope) => createTimingKey(scope, key('acme-3')));
    await expect(again).rejects.toSatisfy((error) =>
      isUniqueViolation(error, 'timing_keys_user_name_unique'),
    );
  });
});
