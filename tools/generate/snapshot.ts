import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startEmbeddedPostgres } from '../../server/src/embedded/embeddedPostgres.ts';
import { makeSnapshot } from '../../server/src/store/dbAudit.ts';
import { provisionEmbedded } from '../../server/src/store/provision.ts';
import { letEverybodyThrough } from '../../test/support/folders.ts';

/** Text of `db/schema.snapshot`, read from a database that the migrations make for the purpose. */
export async function snapshotOfMigrations(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'p88-snapshot-'));
  await letEverybodyThrough(folder);
  const log = pino({ level: 'error' });
  const server = await startEmbeddedPostgres({ dataDir: folder, log, settings: { fsync: 'off' } });
  try {
    const name = 'project88';
    await provisionEmbedded(server.adminUrl, name);
    const url = new URL(server.adminUrl);
    url.pathname = name;
    return await makeSnapshot(url.href);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
