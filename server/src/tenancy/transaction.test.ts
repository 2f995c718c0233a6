import { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, makePartner, type TestDatabase } from '../../../test/support/database.ts';
import { inTransaction } from './transaction.ts';

let test: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  test = await createTestDatabase();
  // One connection: what a transaction left behind would still be there for the next query.
  pool = new Pool({ connectionString: test.url, max: 1, pipeline: true });
});
afterAll(async () => {
  await pool.end();
  await test.close();
});

const SETTINGS = `select pg_backend_pid() as pid, current_user as role, current_setting('p88.tenant', true) as tenant,
  current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`;

it.each(['commits', 'rolls back'])(
  'a transaction that %s leaves no role, tenant or limit behind',
  async (ending) => {
    const { tenantId } = await makePartner(test.database, `Partner that ${ending}`);
    const before = (await pool.query(SETTINGS)).rows[0];
    const work = inTransaction(pool, { role: 'p88_app', claim: tenantId }, async ({ client }) => {
      const inside = await client?.query(SETTINGS);
      expect(inside?.rows[0]).toMatchObject({
        role: 'p88_app',
        tenant: tenantId,
        statement: '15s',
        idle: '30s',
      });
      if (ending === 'rolls back') throw new Error('changed my mind');
    });
    await work.catch(() => undefined);
    const after = (await pool.query(SETTINGS)).rows[0];
    // The setting itself stays known to the connection, as an empty text that stands for no tenant.
    expect(after).toEqual({ ...before, tenant: '' });
    expect(after).toMatchObject({ role: 'p88_service', statement: '0', idle: '0' });
  },
);
