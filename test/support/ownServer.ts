import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startEmbeddedPostgres } from '../../server/src/embedded/embeddedPostgres.ts';
import { runAsAdmin } from './database.ts';
import { letEverybodyThrough } from './folders.ts';

/** A database server of a test's own, for tests about what belongs to a whole server, such as roles. */
export interface OwnServer {
  /** The superuser on a database, or a login whose password is `test`. */
  urlOf(database: string, login?: string): string;
  /** Run statements as superuser. */
  run(database: string, statements: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startOwnServer(): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'p88-own-server-'));
  await letEverybodyThrough(folder);
  const log = pino({ level: 'silent' });
  const server = await startEmbeddedPostgres({ dataDir: folder, log, settings: { fsync: 'off' } });
  const urlOf = (database: string, login?: string): string => {
    const url = new URL(server.adminUrl);
    url.pathname = database;
    if (login !== undefined) Object.assign(url, { username: login, password: 'test' });
    return url.href;
  };
  return {
    urlOf,
    run: async (database, statements) => void (await runAsAdmin(urlOf(database), statements)),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
