import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantMs } from '@project88/core/time/units.ts';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { loadSecrets, type Secrets } from './secrets.ts';
import { TimingKeyRing, type TimingKeyRingOptions, TimingPolicyError } from './timingKeys.ts';

let folder: string;
let db: TestDatabase;
let secrets: Secrets;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p88-keys-'));
  db = await createTestDatabase();
  secrets = await loadSecrets(join(folder, 'secrets.json'), randomBytes);
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

function ringOf(
  config: Partial<TimingKeyRingOptions['config']> = {},
  random: TimingKeyRingOptions['random'] = randomBytes,
): TimingKeyRing {
  return new TimingKeyRing({
    config: { timingPolicy: 'auto', timingAllow: [], timeZone: 'Europe/Lisbon', ...config },
    database: db.database,
    secrets,
    clock: () => instantMs(Date.UTC(2031, 4, 4)),
    random,
    log: pino({ level: 'silent' }),
  });
}

test('the policy follows the partners: nobody, one, two', async () => {
  const ring = ringOf();
  await ring.reload();
  expect(ring.policy()).toEqual({ mode: 'mixed' });

  const only = await makePartner(db.database, 'Acme Timing');
  await ring.reload();
  expect(ring.policy()).toEqual({ mode: 'open', tenantId: only.tenantId });
  await expect(ringOf({ timingPolicy: 'open' }).reload()).resolves.toBeUndefined();

  await makePartner(db.database, 'Bolt Timing');
  await ring.reload();
  expect(ring.policy()).toEqual({ mode: 'mixed' });
  expect(ringOf({ timingPolicy: 'keys' }).policy()).toEqual({ mode: 'keys' });
  await expect(ringOf({ timingPolicy: 'open' }).reload()).rejects.toThrow(TimingPolicyError);
});

test('an address on the allow-list belongs to its partner, also as a dual-stack socket writes it', async () => {
  const ring = ringOf({ timingAllow: ['192.0.2.10=acme-timing', '2001:db8::1=bolt-timing'] });
  await ring.reload();
  const acme = ring.tenantForAddress('192.0.2.10');
  expect(acme).not.toBeNull();
  expect(ring.tenantForAddress('::ffff:192.0.2.10')).toBe(acme);
  expect(ring.tenantForAddress('2001:DB8::1')).not.toBe(acme);
  expect(ring.tenantForAddress('192.0.2.11')).toBeNull();
  await expect(ringOf({ timingAllow: ['192.0.2.10=nobody'] }).reload()).rejects.toThrow(
    /no partner “nobody”/,
  );
});

test('a key whose seal was moved from another row is left out; the others work', async () => {
  const ring = ringOf();
  await ring.reload();
  const { tenantId } = await makePartner(db.database, 'Coda Timing');
  await ring.reload();
  const principal = systemPrincipal(tenantId, 'test');
  const [moved, good] = [await ring.create(principal, ''), await ring.create(principal, 'Trailer')];
  await runAsAdmin(
    db.adminUrl,
    `update timing_keys set secret_sealed = (select secret_sealed from timing_keys where user_name = $1)
     where user_name = $2`,
    [good.user, moved.user],
  );
  await ring.reload();
  expect(ring.findKey(moved.user)).toBeNull();
  expect(ring.findKey(good.user)).toEqual({ tenantId, user: good.user, secret: good.secret });
  expect(ring.findKey('coda-timing')).toBeNull();
});

test('a taken user name is drawn again, and not for ever', async () => {
  const { tenantId } = await makePartner(db.database, 'Ebb Timing');
  const principal = systemPrincipal(tenantId, 'test');
  let same = true;
  const ring = ringOf({}, (length) => (same ? Buffer.alloc(length) : randomBytes(length)));
  await ring.reload();
  const first = await ring.create(principal, '');
  expect(first.user).toBe('ebb-timing-aaaa');
  await expect(ring.create(principal, '')).rejects.toThrow('no user name for a timing key is free');
  same = false;
  expect((await ring.create(principal, '')).user).not.toBe(first.user);
});

/** Transactions that wait for a lock on the keys. */
const WAITING = `select 1 from pg_locks
  where relation = 'timing_keys'::regclass and not granted and database = (select oid from pg_database
    where datname = current_database())`;

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(setImmediate);
}

test('a suspended partner is blocked at once, whatever is read meanwhile, and until it is active again', async () => {
  const { tenantId, slug } = await makePartner(db.database, 'Dusk Timing');
  const ring = ringOf({ timingAllow: [`192.0.2.20=${slug}`] });
  await ring.reload();
  const { user } = await ring.create(systemPrincipal(tenantId, 'test'), '');
  const suspended = (at: string) =>
    runAsAdmin(db.adminUrl, `update partners set suspended_at = ${at} where tenant_id = $1`, [tenantId]);

  // Partners are read first; the keys wait for a lock, and with them the reload.
  const lock = new Client({ connectionString: db.adminUrl });
  await lock.connect();
  await lock.query('begin; lock table timing_keys in access exclusive mode');
  const underWay = ring.reload();
  await until(async () => (await runAsAdmin(db.adminUrl, WAITING)).length > 0);
  await suspended('now()');
  ring.block(tenantId);
  await lock.query('commit');
  await lock.end();
  await underWay;
  expect([ring.isBlocked(tenantId), ring.findKey(user)]).toEqual([true, null]);
  await ring.reload();
  expect([ring.isBlocked(tenantId), ring.findKey(user)]).toEqual([true, null]);

  await suspended('null');
  await ring.reload();
  expect([ring.isBlocked(tenantId), ring.findKey(user)?.tenantId]).toEqual([false, tenantId]);
});

test('a removed partner’s address belongs to nobody, though the options still name it', async () => {
  const { tenantId, slug } = await makePartner(db.database, 'Fable Timing');
  const ring = ringOf({ timingAllow: [`192.0.2.30=${slug}`] });
  await ring.reload();
  expect(ring.tenantForAddress('192.0.2.30')).toBe(tenantId);
  await runAsAdmin(db.adminUrl, 'delete from partners where tenant_id = $1', [tenantId]);
  await expect(ring.reload()).rejects.toThrow(TimingPolicyError);
  expect(ring.tenantForAddress('192.0.2.30')).toBeNull();
});
