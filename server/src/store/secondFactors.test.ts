import type { UserId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  makeUser,
  type TestDatabase,
} from '../../../test/support/database.ts';
import type { AsTenant } from '../../../test/support/tenants.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { attemptLoginTicket, createLoginTicket, useLoginTicket } from './loginTickets.ts';
import { countRecoveryCodes, replaceRecoveryCodes, useRecoveryCode } from './recoveryCodes.ts';
import {
  confirmTotp,
  createPasskey,
  createTotp,
  listFactors,
  listPasskeys,
  listTotps,
  removeAllFactors,
  takePasskeyCount,
  takeTotpStep,
} from './secondFactors.ts';

/** What must hold however requests interleave: each use is one statement, and here they follow one another. */

const START_MS = Date.UTC(2031, 4, 4);
let db: TestDatabase;
let asA: AsTenant;
let asB: AsTenant;
let userId: UserId;
let nowMs = START_MS;

beforeAll(async () => {
  // Each look at the clock is later than the one before, so that the order by age is certain.
  const clock = () => {
    nowMs += 1;
    return instantMs(nowMs);
  };
  db = await createTestDatabase({ clock });
  const [a, b] = [
    await makePartner(db.database, 'Acme Timing'),
    await makePartner(db.database, 'Bolt Timing'),
  ];
  asA = (work) => db.database.withTenant(systemPrincipal(a.tenantId, 'test'), work);
  asB = (work) => db.database.withTenant(systemPrincipal(b.tenantId, 'test'), work);
  userId = (await makeUser(db.database, a.tenantId)).id;
});
afterAll(() => db.close());

const bytes = (text: string) => new TextEncoder().encode(text);

test('a time step counts once, and none before it', async () => {
  const id = await asA((scope) => createTotp(scope, { userId, label: 'Phone', seal: (id) => bytes(id) }));
  const take = (step: number) => asA((scope) => takeTotpStep(scope, id, step));
  expect(await take(100)).toBe(false);
  await asA((scope) => confirmTotp(scope, id, 100));
  expect(await asA((scope) => confirmTotp(scope, id, 101))).toBeNull();
  expect([await take(100), await take(102), await take(102), await take(101), await take(103)]).toEqual([
    false,
    true,
    false,
    false,
    true,
  ]);
  expect(await asB((scope) => takeTotpStep(scope, id, 200))).toBe(false);
  const [totp] = await asA((scope) => listTotps(scope, userId));
  expect(totp?.id).toBe(id);
  expect(Buffer.from(totp?.secretSealed ?? []).toString()).toBe(id);
});

test('the count of a passkey grows, unless it does not count at all', async () => {
  const make = (credentialId: string, signCount: number) =>
    asA((scope) =>
      createPasskey(scope, {
        userId,
        label: credentialId,
        credentialId,
        publicKey: bytes('key'),
        signCount,
        transports: ['usb', 'nfc'],
      }),
    );
  const [counting, silent] = [await make('counting', 7), await make('silent', 0)];
  const take = (id: typeof counting.id, count: number) => asA((scope) => takePasskeyCount(scope, id, count));
  expect([await take(counting.id, 7), await take(counting.id, 6), await take(counting.id, 0)]).toEqual([
    false,
    false,
    false,
  ]);
  expect([await take(counting.id, 9), await take(counting.id, 9)]).toEqual([true, false]);
  expect([await take(silent.id, 0), await take(silent.id, 0), await take(silent.id, 1)]).toEqual([
    true,
    true,
    true,
  ]);
  expect(await take(silent.id, 0)).toBe(false);
  expect(await asB((scope) => takePasskeyCount(scope, counting.id, 99))).toBe(false);
  const passkeys = await asA((scope) => listPasskeys(scope, userId));
  expect(passkeys.map(({ signCount, transports }) => [signCount, transports])).toEqual([
    [9, ['usb', 'nfc']],
    [1, ['usb', 'nfc']],
  ]);
});

test('a ticket is used once, and those that are over are removed with the next', async () => {
  const make = (text: string) =>
    asA((scope) =>
      createLoginTicket(scope, {
        userId,
        purpose: 'second-factor',
        tokenHash: bytes(text),
        challenge: 'abc',
        options: { refreshToken: true },
        expiresAtMs: instantMs(nowMs + 1_000),
      }),
    );
  const attempt = (text: string) =>
    asA((scope) => attemptLoginTicket(scope, 'second-factor', bytes(text), 2));
  await make('first');
  const ticket = await attempt('first');
  expect(ticket).toMatchObject({ userId, challenge: 'abc', options: { refreshToken: true }, attempts: 1 });
  expect(await asB((scope) => attemptLoginTicket(scope, 'second-factor', bytes('first'), 2))).toBeNull();
  const use = () => asA((scope) => useLoginTicket(scope, ticket?.id ?? ''));
  expect([await use(), await use()]).toEqual([true, false]);
  expect(await attempt('first')).toBeNull();
  nowMs += 1_000;
  await make('second');
  const left = await asA((scope) => scope.sql<{ id: string }>('select id from login_tickets'));
  expect(left).toHaveLength(1);
  expect([(await attempt('second'))?.attempts, (await attempt('second'))?.attempts]).toEqual([1, 2]);
  expect(await attempt('second')).toBeNull();
});

test('a recovery code is used once; new ones replace all', async () => {
  const use = (text: string) => asA((scope) => useRecoveryCode(scope, userId, bytes(text)));
  const replace = (...codes: string[]) =>
    asA((scope) => replaceRecoveryCodes(scope, userId, codes.map(bytes)));
  const left = () => asA((scope) => countRecoveryCodes(scope, userId));
  await replace('a', 'b', 'c');
  expect([await use('a'), await use('a'), await use('d'), await left()]).toEqual([true, false, false, 2]);
  expect(await asB((scope) => useRecoveryCode(scope, userId, bytes('b')))).toBe(false);
  await replace('d');
  expect([await use('b'), await use('d'), await left()]).toEqual([false, true, 0]);
});

test('all factors of a person go together, and only those that counted are counted', async () => {
  await asA((scope) => createTotp(scope, { userId, label: 'Waits', seal: (id) => bytes(id) }));
  expect(await asB((scope) => removeAllFactors(scope, userId))).toBe(0);
  const before = await asA((scope) => listFactors(scope, userId));
  expect(before.map(({ label }) => label)).toEqual(['Phone', 'counting', 'silent']);
  expect(await asA((scope) => removeAllFactors(scope, userId))).toBe(3);
  expect(await asA((scope) => listFactors(scope, userId))).toEqual([]);
});
