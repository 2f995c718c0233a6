import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../server/src/embedded/embeddedPostgres.ts';
import { provisionEmbedded } from '../../server/src/store/provision.ts';
import { letEverybodyThrough } from './folders.ts';

/** Where the tests' database server is, and a migrated database to copy. */
export interface TestPostgres {
  adminUrl: string;
  /** URL of the server's own login on the template database. */
  templateUrl: string;
  /** The same with the login for work across tenants. */
  platformUrl: string;
  templateName: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres;
  }
}

/**
 * One real server for the whole run. Only its fsync is off: tests do not outlive a power cut. The durable settings
 * are tested where durability is.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'p88-test-postgres-'));
  await letEverybodyThrough(folder);
  const log = pino({ level: process.env.P88_LOG_LEVEL ?? 'error' });
  const server = await startEmbeddedPostgres({ dataDir: folder, log, settings: { fsync: 'off' } });
  const templateName = 'p88_template';
  const { url: templateUrl, platformUrl } = await provisionEmbedded(server.adminUrl, templateName);
  project.provide('postgres', { adminUrl: server.adminUrl, templateUrl, platformUrl, templateName });
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
