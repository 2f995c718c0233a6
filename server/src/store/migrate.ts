import { CompiledQuery, Kysely, type MigrationResultSet, Migrator, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { clientConfigOf, type DatabaseTarget } from '../tenancy/login.ts';
import { migrationFiles } from './migrationFiles.ts';
import { SchemaError } from './schema.ts';

/** Tables of the migrator itself. They hold names of files and no tenant's data. */
export const MIGRATION_TABLES = ['schema_migrations', 'schema_migrations_lock'] as const;

/** A migrator of one database; `close` ends its connection. */
export interface SchemaMigrator {
  /** Bring the schema up to this program's version. Answers the names of what was run, often none. */
  toLatest(): Promise<string[]>;
  /** Undo the last migration. Answers its name. */
  downOne(): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * A migrator on a direct connection (a transaction pooler would break its lock). All runs in one transaction under
 * p88_owner; two servers that start together run each migration once. Throws `SchemaError`.
 */
export function openMigrator(direct: DatabaseTarget): SchemaMigrator {
  const pool = new Pool({ ...clientConfigOf(direct), max: 1, application_name: 'project88 migrations' });
  // A connection that breaks, also while it is closed, must not end the process: the work's next statement tells.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', () => {});
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({
      pool,
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw('set role p88_owner'));
      },
    }),
  });
  const [migrationTableName, migrationLockTableName] = MIGRATION_TABLES;
  const migrator = new Migrator({ db, provider: migrationFiles, migrationTableName, migrationLockTableName });
  return {
    async toLatest() {
      await refuseNewerSchema(db);
      return names(await migrator.migrateToLatest());
    },
    async downOne() {
      return names(await migrator.migrateDown());
    },
    close: () => db.destroy(),
  };
}

/** Bring the database behind a direct connection up to this program's schema. Answers what was run. */
export async function migrateToLatest(direct: DatabaseTarget): Promise<string[]> {
  const migrator = openMigrator(direct);
  try {
    return await migrator.toLatest();
  } finally {
    await migrator.close();
  }
}

async function refuseNewerSchema(db: Kysely<unknown>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === MIGRATION_TABLES[0])) return;
  const { rows } = await db.executeQuery<{ name: string }>(
    CompiledQuery.raw('select name from schema_migrations order by name'),
  );
  const known = await migrationFiles.getMigrations();
  const unknown = rows.map((row) => row.name).filter((name) => !(name in known));
  if (unknown.length === 0) return;
  throw new SchemaError(
    'SCHEMA_TOO_NEW',
    `The database was written by a newer version of Project88 (it knows ${unknown.join(', ')}). Start that version.`,
  );
}

function names({ error, results = [] }: MigrationResultSet): string[] {
  if (error !== undefined) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName ?? 'the first one';
    const reason = error instanceof Error ? error.message : String(error);
    throw new SchemaError(
      'MIGRATION_FAILED',
      `Migration ${failed} failed, nothing was changed: ${reason}`,
      error,
    );
  }
  return results.map((result) => result.migrationName);
}
