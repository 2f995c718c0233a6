import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Migration, type MigrationProvider, sql } from 'kysely';
import { findDbFolder } from './schema.ts';

const FILE_NAME = /^(\d{4}-[a-z0-9-]+)\.(up|down)\.sql$/;

/** The migrations of `db/migrations`: plain SQL, a pair of `NNNN-name.up.sql` and `NNNN-name.down.sql` each. */
export const migrationFiles: MigrationProvider = {
  async getMigrations() {
    const folder = join(findDbFolder(), 'migrations');
    const halves = new Map<string, string>();
    for (const file of await readdir(folder)) {
      const match = FILE_NAME.exec(file);
      if (match !== null) halves.set(`${match[1]}.${match[2]}`, await readFile(join(folder, file), 'utf8'));
    }
    const names = [...new Set([...halves.keys()].map((half) => half.replace(/\.(up|down)$/, '')))].sort();
    return Object.fromEntries(names.map((name) => [name, migration(name, halves)]));
  },
};

function migration(name: string, halves: ReadonlyMap<string, string>): Migration {
  const up = halves.get(`${name}.up`);
  const down = halves.get(`${name}.down`);
  if (up === undefined || down === undefined)
    throw new Error(`migration ${name} needs both an up and a down file`);
  return {
    up: async (db) => void (await sql.raw(up).execute(db)),
    down: async (db) => void (await sql.raw(down).execute(db)),
  };
}
