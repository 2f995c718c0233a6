import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, runAsAdmin, type TestDatabase } from '../../../test/support/database.ts';
import { SEALED_COLUMNS } from './sealed.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

it('every column of the catalogue that holds sealed values is listed, or a rotation would lose it', async () => {
  const found = await runAsAdmin<{ name: string }>(
    test.adminUrl,
    `select c.relname || '.' || a.attname as name
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname like '%\\_sealed'
     order by 1`,
  );
  const listed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
  expect(found.map(({ name }) => name)).toEqual(listed.toSorted());
});
