import { createHash } from 'node:crypto';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  claimOf,
  createTestDatabase,
  makePartner,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { TenantClaims } from './claims.ts';

let db: TestDatabase;
let acme: TenantId;
let bolt: TenantId;
beforeAll(async () => {
  db = await createTestDatabase();
  acme = (await makePartner(db.database, 'Acme Timing')).tenantId;
  bolt = (await makePartner(db.database, 'Bolt Timing')).tenantId;
});
afterAll(() => db.close());

/** What somebody sees who wrote this into the setting, under the role of tenant work. */
async function seenWith(setting: string): Promise<unknown[]> {
  const client = new Client({ connectionString: db.url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('role', 'p88_app', true), set_config('p88.tenant', $1, true)`, [
      setting,
    ]);
    return (await client.query('select tenant_id from partners')).rows;
  } finally {
    await client.end();
  }
}

test('the server’s claim opens its tenant', async () => {
  expect(await seenWith(await claimOf(db.adminUrl, acme))).toEqual([{ tenant_id: acme }]);
});

test('a tenant cannot be claimed by naming it, by another’s proof, or by a guessed one', async () => {
  const proof = (await claimOf(db.adminUrl, acme)).slice(37);
  const unkeyed = createHash('sha256').update(bolt).digest('hex');
  const forged = [
    bolt,
    `${bolt}.${proof}`,
    `${bolt}.${unkeyed}`,
    `${bolt}.${'0'.repeat(64)}`,
    `${acme}.${proof}0`,
    `${acme}.${proof.toUpperCase()}`,
    ` ${acme}.${proof}`,
    `${acme}.${proof}\n`,
    '.',
    '%',
  ];
  for (const setting of forged) expect(await seenWith(setting), setting).toEqual([]);
});

test('the key is out of reach for tenant work, and for the login that it runs under', async () => {
  const client = new Client({ connectionString: db.url });
  await client.connect();
  await expect(client.query('select key from wall_keys')).rejects.toThrow('permission denied');
  await client.query('set role p88_app');
  await expect(client.query('select key from wall_keys')).rejects.toThrow('permission denied');
  await expect(client.query('select platform_wall_key()')).rejects.toThrow('permission denied');
  await client.end();
});

test('every installation has a key of its own, of full length', async () => {
  const [row] = await runAsAdmin<{ length: number; keys: number }>(
    db.adminUrl,
    'select min(length(key)) as length, count(distinct key)::integer as keys from wall_keys',
  );
  expect(row).toEqual({ length: 32, keys: 1 });
});

test('the key is asked for once, and again after a failure', async () => {
  let asked = 0;
  const claims = new TenantClaims(async () => {
    asked += 1;
    if (asked === 1) throw new RangeError('away');
    return new Uint8Array(32);
  });
  await expect(claims.of(acme)).rejects.toThrow('away');
  const [first, second] = await Promise.all([claims.of(acme), claims.of(bolt)]);
  expect(first?.slice(0, 36)).toBe(acme);
  expect(second?.slice(0, 36)).toBe(bolt);
  expect(asked).toBe(2);
  await expect(claims.of('nobody' as TenantId)).rejects.toThrow(TypeError);
});
