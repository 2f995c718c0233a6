import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { letEverybodyThrough } from '../../../test/support/folders.ts';
import { dataPaths } from '../config.ts';
import { changePassword } from '../tenancy/changePassword.ts';
import { findRunningEmbedded } from './adminPassword.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embeddedPostgres.ts';
import { type PlaceRecord, readPlace, writePlace } from './place.ts';

let dataDir: string;
let home: string;
let server: EmbeddedPostgres;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'p88-admin-password-'));
  await letEverybodyThrough(dataDir);
  home = dataPaths(dataDir).database;
  server = await start();
});
afterEach(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const start = () =>
  startEmbeddedPostgres({ dataDir, log: pino({ level: 'silent' }), settings: { fsync: 'off' } });

async function place(): Promise<PlaceRecord> {
  const record = await readPlace(home);
  if (record === null) throw new Error('no record');
  return record;
}

it('a new password for the superuser counts at once and after a restart, the old one no more', async () => {
  const old = server.adminUrl;
  await server.rotateAdminPassword();
  expect(server.adminUrl).not.toBe(old);
  await runAsAdmin(server.adminUrl, 'select 1');
  await expect(runAsAdmin(old, 'select 1')).rejects.toThrow('password authentication failed');
  expect(await findRunningEmbedded(dataDir)).toBe(server.adminUrl);
  await server.stop();
  expect(await findRunningEmbedded(dataDir)).toBeNull();
  server = await start();
  await runAsAdmin(server.adminUrl, 'select 1');
});

it.each([['before'], ['after']])(
  'an exchange that was interrupted %s the database knew is mended by the next start',
  async (when) => {
    const { adminPassword } = await place();
    await writePlace(home, { ...(await place()), nextAdminPassword: 'next-password' });
    if (when === 'after') await changePassword(server.adminUrl, null, 'next-password');
    await runAsAdmin((await findRunningEmbedded(dataDir)) ?? '', 'select 1');

    await server.stop();
    server = await start();
    await runAsAdmin(server.adminUrl, 'select 1');
    const record = await place();
    expect(record.adminPassword).toBe(when === 'after' ? 'next-password' : adminPassword);
    expect(record).not.toHaveProperty('nextAdminPassword');
    await server.rotateAdminPassword();
    await runAsAdmin(server.adminUrl, 'select 1');
  },
);
