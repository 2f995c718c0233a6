import type { TenantId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  claimOf,
  createTestDatabase,
  makePartner,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { appendAudit } from '../store/audit.ts';
import { type Principal, systemPrincipal } from '../tenancy/principal.ts';
import { verifyAuditChain } from './verify.ts';

let test: TestDatabase;
/** Past all walls, with the trigger of the chain switched off: somebody who has the whole database. */
let forger: Client;
let tenantId: TenantId;
let nextPartner = 1;

beforeAll(async () => {
  test = await createTestDatabase();
  forger = new Client({ connectionString: test.adminUrl });
  await forger.connect();
  await forger.query('set session_replication_role = replica');
});
afterAll(async () => {
  await forger.end();
  await test.close();
});

beforeEach(async () => {
  tenantId = (await makePartner(test.database, `Partner ${nextPartner++}`)).tenantId;
});

function robin(): Principal {
  const actor = { kind: 'nobody' } as const;
  return { tenantId, actor, permissions: new Set(), request: { id: 'r-1', address: '192.0.2.7' } };
}

async function write(count: number, principal = robin()): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await test.database.withTenant(principal, (scope) =>
      appendAudit(scope, {
        action: 'display.changed',
        object: { kind: 'display-session', id: `s-${index}` },
        before: { name: 'Zieleinlauf Süd', rows: 1.5, none: null },
        after: { name: 'Τερματισμός 🏁', list: [1, 'two', { three: 3 }] },
      }),
    );
  }
}

const verify = (batch?: number) =>
  test.database.withTenant(systemPrincipal(tenantId, 'test'), (scope) => verifyAuditChain(scope, batch));

/** Run a statement past the chain on this partner's log. */
const forge = (text: string) => forger.query(text.replaceAll('$tenant', `'${tenantId}'`));

describe('an honest log', () => {
  it('is intact when empty', async () => {
    expect(await verify()).toEqual({ intact: true, entries: 0, head: '', problem: null });
  });

  it.each([1, 2, 3, 7, 100])('is intact when it is read %i entries at a time', async (batch) => {
    await write(6);
    const verdict = await verify(batch);
    expect(verdict).toMatchObject({ intact: true, entries: 6, problem: null });
    expect(verdict.head).toMatch(/^[0-9a-f]{64}$/);
  });

  it('covers every kind of text that may stand in it', async () => {
    const odd = 'a:1;b\u0000 "\\ \ud800 ;-;';
    await test.database.withTenant(robin(), (scope) =>
      appendAudit(scope, {
        action: 'display.made',
        object: { kind: '', id: '3:abc;' },
        before: odd,
        after: [odd, 1e30, false],
        atMs: instantMs(Date.UTC(1969, 6, 20)),
      }),
    );
    expect(await verify()).toMatchObject({ intact: true, entries: 1 });
  });

  it('has no gap and one order when many write at once', async () => {
    await Promise.all(Array.from({ length: 50 }, () => write(1)));
    expect(await verify(8)).toMatchObject({ intact: true, entries: 50 });
  });

  it('keeps nothing of what was rolled back', async () => {
    await write(1);
    const undone = test.database.withTenant(robin(), async (scope) => {
      await appendAudit(scope, { action: 'display.made', object: { kind: 'display-session', id: 'x' } });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    await write(1);
    expect(await verify()).toMatchObject({ intact: true, entries: 2 });
  });

  it('stays intact while it is verified and others write', async () => {
    await write(10);
    const [verdicts] = await Promise.all([
      Promise.all([verify(1), verify(2), verify(3)]),
      write(10),
      write(10),
    ]);
    for (const verdict of verdicts) expect(verdict.problem).toBeNull();
    expect(await verify()).toMatchObject({ intact: true, entries: 30 });
  });

  it('is the own one of each partner', async () => {
    await write(3);
    const other = (await makePartner(test.database, `Partner ${nextPartner++}`)).tenantId;
    await write(1, systemPrincipal(other, 'test'));
    expect(await verify()).toMatchObject({ entries: 3 });
  });
});

describe('tampering by somebody with the whole database is found', () => {
  beforeEach(() => write(6));

  const COLUMNS: [column: string, value: string][] = [
    ['at', `at + interval '1 microsecond'`],
    ['actor_kind', `'system'`],
    ['actor_id', `'somebody'`],
    ['actor_name', `'Somebody Else'`],
    ['action', `'display.deleted'`],
    ['object_kind', `'other'`],
    ['object_id', `'other'`],
    ['before', 'null'],
    ['after', `after || '{"more":1}'`],
    ['address', `'192.0.2.8'`],
    ['request_id', `'r-2'`],
    ['previous_hash', `'\\x00'`],
    ['hash', `'\\x00'`],
  ];
  it.each(COLUMNS)('a changed %s', async (column, value) => {
    await forge(`update audit_log set ${column} = ${value} where tenant_id = $tenant and seq = 3`);
    const verdict = await verify();
    expect(verdict).toMatchObject({
      intact: false,
      entries: 2,
      problem: 'Entry 3 was changed after it was written.',
    });
  });

  it.each([
    [1, 'Entry 1 is missing before entry 2.'],
    [3, 'Entry 3 is missing before entry 4.'],
    [6, 'Entry 6, the newest, is missing.'],
  ])('entry %i removed', async (seq, problem) => {
    await forge(`delete from audit_log where tenant_id = $tenant and seq = ${seq}`);
    expect(await verify()).toMatchObject({ intact: false, problem });
  });

  it.each([
    ['seq in (2, 3, 4)', 'Entries 2 to 4 are missing before entry 5.'],
    ['seq > 3', 'Entries 4 to 6, the newest, are missing.'],
    ['true', 'Entries 1 to 6, the newest, are missing.'],
  ])('all entries removed with %s', async (where, problem) => {
    await forge(`delete from audit_log where tenant_id = $tenant and ${where}`);
    expect(await verify()).toMatchObject({ intact: false, problem });
  });

  it('one removed and the rest numbered anew', async () => {
    await forge('delete from audit_log where tenant_id = $tenant and seq = 3');
    for (const seq of [4, 5, 6]) {
      await forge(`update audit_log set seq = ${seq - 1} where tenant_id = $tenant and seq = ${seq}`);
    }
    await forge('update audit_heads set seq = 5 where tenant_id = $tenant');
    expect((await verify()).problem).toBe('Entry 3 was changed after it was written.');
  });

  it('two that changed places', async () => {
    await forge('update audit_log set seq = 99 where tenant_id = $tenant and seq = 2');
    await forge('update audit_log set seq = 2 where tenant_id = $tenant and seq = 4');
    await forge('update audit_log set seq = 4 where tenant_id = $tenant and seq = 99');
    expect((await verify()).problem).toBe('Entry 2 was changed after it was written.');
  });

  it('an entry replaced by one with a right hash of its own', async () => {
    await forge(`update audit_log set actor_name = 'Somebody Else' where tenant_id = $tenant and seq = 3`);
    await rehash(3);
    expect((await verify()).problem).toBe('Entry 4 does not follow entry 3: one of them was replaced.');
  });

  it('the newest replaced by one with a right hash of its own', async () => {
    await forge(`update audit_log set actor_name = 'Somebody Else' where tenant_id = $tenant and seq = 6`);
    await rehash(6);
    expect((await verify()).problem).toBe('Entry 6 is not the one that was written last.');
  });

  it('a forged entry in the middle', async () => {
    await forge('update audit_log set seq = seq + 100 where tenant_id = $tenant and seq >= 3');
    await copyBehind(2);
    for (const seq of [3, 4, 5, 6]) {
      await forge(`update audit_log set seq = ${seq + 1} where tenant_id = $tenant and seq = ${seq + 100}`);
    }
    await rehash(3);
    expect((await verify()).problem).toBe('Entry 4 was changed after it was written.');
  });

  it('a forged entry at the end', async () => {
    await copyBehind(6);
    await rehash(7);
    expect((await verify()).problem).toBe('Entry 7 was added past the chain: the newest is 6.');
  });

  it.each([
    [
      `update audit_heads set hash = '\\x00' where tenant_id = $tenant`,
      'Entry 6 is not the one that was written last.',
    ],
    ['update audit_heads set seq = 9 where tenant_id = $tenant', 'Entries 7 to 9, the newest, are missing.'],
    [
      'update audit_heads set seq = 5 where tenant_id = $tenant',
      'Entry 6 was added past the chain: the newest is 5.',
    ],
    ['delete from audit_heads where tenant_id = $tenant', 'The note of the newest entry, 6, is missing.'],
  ])('the head: %s', async (text, problem) => {
    await forge(text);
    expect(await verify()).toMatchObject({ intact: false, problem });
  });

  it('an entry of another partner that was moved here', async () => {
    const mine = tenantId;
    tenantId = (await makePartner(test.database, `Partner ${nextPartner++}`)).tenantId;
    await forge(`update audit_log set tenant_id = $tenant where tenant_id = '${mine}'`);
    await forge(`update audit_heads set tenant_id = $tenant where tenant_id = '${mine}'`);
    expect((await verify()).problem).toBe('Entry 1 was changed after it was written.');
  });
});

/** Give an entry the hash that its present content would have, as a careful forger does. */
async function rehash(seq: number): Promise<void> {
  await forge(`update audit_log set hash = sha256(convert_to(
      audit_part(tenant_id::text) || audit_part(seq::text) || audit_part((extract(epoch from at) * 1000000)::bigint::text)
      || audit_part(actor_kind) || audit_part(actor_id) || audit_part(actor_name) || audit_part(action)
      || audit_part(object_kind) || audit_part(object_id) || audit_part(before::text) || audit_part(after::text)
      || audit_part(address) || audit_part(request_id) || audit_part(encode(previous_hash, 'hex')), 'UTF8'))
    where tenant_id = $tenant and seq = ${seq}`);
}

/** Put a copy of an entry behind it, chained to it. */
async function copyBehind(seq: number): Promise<void> {
  await forge(`insert into audit_log
    select (jsonb_populate_record(a, jsonb_build_object('seq', ${seq + 1}, 'previous_hash', a.hash))).* from audit_log a
    where tenant_id = $tenant and seq = ${seq}`);
}

describe('the application’s own role', () => {
  const APPEND = `insert into audit_log (tenant_id, seq, at, actor_kind, actor_id, actor_name, action, object_kind,
    object_id, address, request_id, previous_hash, hash)
    values ($1, $2, now(), 'system', '', 'raw', 'display.made', '', '', '', '', $3, $3)`;

  async function asApp<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: test.url });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('role', 'p88_app', true), set_config('p88.tenant', $1, true)`, [
        await claimOf(test.adminUrl, tenantId),
      ]);
      return await work(client);
    } finally {
      await client.query('rollback');
      await client.end();
    }
  }

  it('adds entries and reads them, and cannot choose their number or hashes', async () => {
    await write(1);
    const rows = await asApp(async (client) => {
      await client.query(APPEND, [tenantId, 77, Buffer.from('chosen')]);
      return (await client.query('select seq, octet_length(hash) as bytes from audit_log order by seq')).rows;
    });
    expect(rows).toEqual([
      { seq: '1', bytes: 32 },
      { seq: '2', bytes: 32 },
    ]);
  });

  it.each([
    `update audit_log set actor_name = 'Somebody Else'`,
    `update audit_log set hash = hash`,
    'delete from audit_log',
    'truncate audit_log',
    'truncate audit_log, audit_heads cascade',
    'update audit_heads set seq = 0',
    'delete from audit_heads',
    `insert into audit_heads values (gen_random_uuid(), 0, '')`,
    'alter table audit_log disable trigger chain_audit_entry',
    'alter table audit_log disable row level security',
    'drop trigger chain_audit_entry on audit_log',
    'set session_replication_role = replica',
    `insert into audit_log select * from audit_log on conflict (tenant_id, seq) do update set actor_name = 'x'`,
    `merge into audit_log a using (select 1) s on true when matched then delete`,
    'delete from partners',
  ])('may not: %s', async (text) => {
    await write(1);
    await expect(asApp((client) => client.query(text))).rejects.toThrow(/permission denied|must be owner/);
  });
});
