import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  claimOf,
  createTestDatabase,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { type FullTenant, makeFullTenant } from '../../../test/support/fullTenant.ts';
import { MIGRATION_TABLES } from './migrate.ts';

const ACME: FullTenant = {
  tenant: '0190aaaa-0000-7000-8000-000000000001',
  id: '0190aaaa-0000-7000-8000-00000000000a',
  text: 'ACMEACME',
};
const BETA: FullTenant = {
  tenant: '0190bbbb-0000-7000-8000-000000000002',
  id: '0190bbbb-0000-7000-8000-00000000000b',
  text: 'BETABETA',
};

let test: TestDatabase;
let service: Client;
let tables: string[];

beforeAll(async () => {
  test = await createTestDatabase();
  await makeFullTenant(test.adminUrl, ACME);
  await makeFullTenant(test.adminUrl, BETA);
  service = new Client({ connectionString: test.url });
  await service.connect();
  const rows = await runAsAdmin<{ name: string }>(
    test.adminUrl,
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relname = any ($1)`,
    [[...MIGRATION_TABLES, 'wall_keys']],
  );
  tables = rows.map((row) => row.name);
});
afterAll(async () => {
  await service.end();
  await test.close();
});

/** Run one statement as the application does for a tenant; afterwards it is as if nothing had happened. */
async function asTenant(tenant: string, text: string): Promise<{ rows: unknown[]; count: number }> {
  await service.query('begin');
  try {
    await service.query(`select set_config('role', 'p88_app', true), set_config('p88.tenant', $1, true)`, [
      await claimOf(test.adminUrl, tenant),
    ]);
    const result = await service.query(text);
    return { rows: result.rows, count: result.rowCount ?? 0 };
  } finally {
    await service.query('rollback');
  }
}

/** Null when it is not granted at all, which is as good as touching no row. */
async function touched(tenant: string, text: string): Promise<number | null> {
  return asTenant(tenant, text).then(
    ({ count }) => count,
    (error: Error) => {
      if (error.message.startsWith('permission denied')) return null;
      throw error;
    },
  );
}

/** All but those that the database makes itself. */
async function columnsOf(table: string): Promise<string> {
  const rows = await runAsAdmin<{ name: string }>(
    test.adminUrl,
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows.map(({ name }) => name).join(', ');
}

describe('for every tenant table of the catalogue', () => {
  it('each tenant sees its own row and no other', async () => {
    expect(tables.length).toBeGreaterThanOrEqual(9);
    for (const table of tables) {
      for (const { tenant } of [ACME, BETA]) {
        const { rows } = await asTenant(tenant, `select tenant_id from ${table}`);
        expect(rows, table).toEqual([{ tenant_id: tenant }]);
      }
    }
  });

  it('nobody sees anything without a tenant', async () => {
    for (const table of tables) {
      const { rows } = await asTenant('', `select tenant_id from ${table}`);
      expect(rows, table).toEqual([]);
    }
  });

  it('one tenant changes and deletes nothing of another, even when it names it', async () => {
    for (const table of tables) {
      const where = `where tenant_id = '${ACME.tenant}'`;
      const updated = await touched(BETA.tenant, `update ${table} set tenant_id = tenant_id ${where}`);
      const deleted = await touched(BETA.tenant, `delete from ${table} ${where}`);
      expect([0, null], `update ${table}`).toContain(updated);
      expect([0, null], `delete ${table}`).toContain(deleted);
    }
  });

  it('no tenant hands its rows to another, or makes rows in its name', async () => {
    for (const table of tables) {
      const given = asTenant(BETA.tenant, `update ${table} set tenant_id = '${ACME.tenant}'`);
      await expect(given, `update ${table}`).rejects.toThrow(/row-level security|permission denied/);
      const columns = await columnsOf(table);
      const copy = `insert into ${table} (${columns}) select ${columns} from
        (select (jsonb_populate_record(t, '{"tenant_id":"${ACME.tenant}"}')).* from ${table} t) each`;
      await expect(asTenant(BETA.tenant, copy), `insert ${table}`).rejects.toThrow(
        /row-level security|permission denied/,
      );
    }
  });

  it('the login of the server itself may touch nothing before it steps into a role', async () => {
    for (const table of tables) {
      await expect(service.query(`select tenant_id from ${table}`), table).rejects.toThrow(
        'permission denied',
      );
    }
  });

  it('the owner is confined like everybody else', async () => {
    const admin = new Client({ connectionString: test.adminUrl });
    await admin.connect();
    await admin.query('set role p88_owner');
    for (const table of tables) {
      const { rows } = await admin.query(`select tenant_id from ${table}`);
      expect(rows, table).toEqual([]);
    }
    await admin.end();
  });

  it('a tenant that ends takes all its rows along', async () => {
    await runAsAdmin(test.adminUrl, `delete from partners where tenant_id = '${BETA.tenant}'`);
    for (const table of tables) {
      const left = await runAsAdmin(test.adminUrl, `select tenant_id from ${table}`);
      expect(left, table).toEqual([{ tenant_id: ACME.tenant }]);
    }
  });
});
