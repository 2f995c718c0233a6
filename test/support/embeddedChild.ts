import { pino } from 'pino';
import { startEmbeddedPostgres } from '../../server/src/embedded/embeddedPostgres.ts';

/**
 * A process that owns an embedded database, for tests that kill it or run it as another user:
 * `node --import tsx embeddedChild.ts <data folder>`. Prints the admin URL, and stops when its input ends.
 */
const [, , dataDir] = process.argv;
if (dataDir === undefined) throw new Error('which data folder?');
const server = await startEmbeddedPostgres({ dataDir, log: pino({ level: 'silent' }) });
process.stdout.write(`${server.adminUrl}\n`);
process.stdin.resume().on('end', async () => {
  await server.stop();
  process.exit(0);
});
