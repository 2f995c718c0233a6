import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, runAsAdmin, type TestDatabase } from '../../../test/support/database.ts';
import { readCatalogue } from './catalogue.ts';
import { MIGRATION_TABLES, migrateToLatest, openMigrator, type SchemaMigrator } from './migrate.ts';
import { migrationFiles } from './migrationFiles.ts';

let test: TestDatabase;
let migrator: SchemaMigrator;

beforeEach(async () => {
  test = await createTestDatabase();
  migrator = openMigrator(test.adminUrl);
});
afterEach(async () => {
  await migrator.close();
  await test.close();
});

/** Without the tables of the migrator itself. */
async function catalogue(): Promise<string[]> {
  const facts = await readCatalogue(test.adminUrl);
  return facts.filter(
    (fact) => !MIGRATION_TABLES.some((table) => new RegExp(`^table ${table}\\b`).test(fact)),
  );
}

describe('migrations', () => {
  it('each leave the same schema after up, down, up, and nothing after the last down', async () => {
    const all = Object.keys(await migrationFiles.getMigrations());
    const before: string[][] = [await catalogue()];
    for (const name of all.toReversed()) {
      expect(await migrator.downOne()).toEqual([name]);
      before.unshift(await catalogue());
    }
    expect(before[0]).toEqual([]);
    expect(await migrator.toLatest()).toEqual(all);
    expect(await catalogue()).toEqual(before.at(-1));
    for (const step of before.slice(0, -1).toReversed()) {
      await migrator.downOne();
      expect(await catalogue()).toEqual(step);
    }
  });

  it('have nothing to do the second time', async () => {
    expect(await migrator.toLatest()).toEqual([]);
  });

  it('run once when two servers start together', async () => {
    const all = Object.keys(await migrationFiles.getMigrations());
    for (const _ of all) await migrator.downOne();
    const [first, second] = await Promise.all([
      migrateToLatest(test.adminUrl),
      migrateToLatest(test.adminUrl),
    ]);
    expect([...first, ...second]).toEqual(all);
  });

  it('refuse a schema of a newer program', async () => {
    await runAsAdmin(
      test.adminUrl,
      `insert into schema_migrations (name, timestamp) values ('9999-from-the-future', '2040-01-01')`,
    );
    await expect(migrator.toLatest()).rejects.toMatchObject({
      code: 'SCHEMA_TOO_NEW',
      message: expect.stringContaining('9999-from-the-future'),
    });
  });

  it('change nothing when one of them fails', async () => {
    const all = Object.keys(await migrationFiles.getMigrations());
    for (const _ of all) await migrator.downOne();
    await runAsAdmin(test.adminUrl, 'create table reads (in_the_way integer)');
    await expect(migrator.toLatest()).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
    expect((await catalogue()).filter((fact) => fact.startsWith('table partners'))).toEqual([]);
  });
});
