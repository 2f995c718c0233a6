import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type LiveSecrets, loadSecrets } from '../auth/secrets.ts';
import { dataPaths } from '../config.ts';
import { systemClock } from '../ops/clock.ts';
import { askToRotate } from './adminDoor.ts';
import { startAdminServer } from './adminServer.ts';
import { externalPasswords } from './databasePasswords.ts';
import { Rotation } from './rotation.ts';

let test: TestDatabase;
let folder: string;
let secrets: LiveSecrets;
let close: (() => Promise<void>)[];

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  close = [];
  folder = await mkdtemp(join(tmpdir(), 'p88-door-'));
  secrets = await loadSecrets(dataPaths(folder).secrets, randomBytes);
});
afterEach(async () => {
  for (const each of close) await each();
  await rm(folder, { recursive: true });
});

async function startDoor(dataDir = folder): Promise<void> {
  const log = pino({ level: 'silent' });
  const { database } = test;
  const passwords = externalPasswords([]);
  const rotation = new Rotation({ secrets, database, passwords, clock: systemClock, log });
  close.push(await startAdminServer({ dataDir, rotation, log }));
}

const doorFile = async (dataDir = folder) => JSON.parse(await readFile(dataPaths(dataDir).adminDoor, 'utf8'));

it('exchanges what is asked for on the running server', async () => {
  await startDoor();
  const old = secrets.signingKey.kid;
  expect(await askToRotate(folder, 'signing')).toEqual({ done: expect.stringContaining('signing key: ') });
  expect(secrets.signingKey.kid).not.toBe(old);
});

it('says in a sentence what it refuses', async () => {
  await startDoor();
  expect(await askToRotate(folder, 'database')).toEqual({
    refused: expect.stringContaining('P88_DATABASE_PASSWORD_FILE'),
  });
});

it('is for the owner of the data folder alone', async () => {
  await startDoor();
  const { adminDoor, adminSocket } = dataPaths(folder);
  for (const path of [adminDoor, adminSocket]) expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('is on loopback where the path is too long for a socket', async () => {
  const long = join(folder, 'x'.repeat(120));
  await mkdir(long);
  await startDoor(long);
  expect(await doorFile(long)).toMatchObject({ at: { host: '127.0.0.1', port: expect.any(Number) } });
  expect(await askToRotate(long, 'signing')).toMatchObject({ done: expect.any(String) });
});

it('does not open without the word in its file, nor for anything it does not know', async () => {
  await startDoor();
  const { token } = await doorFile();
  const ask = (path: string, authorization: string, body: string) =>
    new Promise((resolve, reject) => {
      const options = { socketPath: dataPaths(folder).adminSocket, method: 'POST', path };
      request({ ...options, headers: { authorization } }, ({ statusCode }) => resolve(statusCode))
        .once('error', reject)
        .end(body);
    });
  const good = JSON.stringify({ what: 'signing' });
  expect(await ask('/rotate', `Bearer ${token}x`, good)).toBe(401);
  expect(await ask('/rotate', '', good)).toBe(401);
  expect(await ask('/elsewhere', `Bearer ${token}`, good)).toBe(404);
  expect(await ask('/rotate', `Bearer ${token}`, '{"what":"all"}')).toBe(400);
  expect(await ask('/rotate', `Bearer ${token}`, '{')).toBe(400);
  expect(await ask('/rotate', `Bearer ${token}`, ' '.repeat(5_000) + good)).toBe(400);
});

it('is nobody where no server runs, also when one was killed', async () => {
  expect(await askToRotate(folder, 'signing')).toBeNull();
  const at = { path: dataPaths(folder).adminSocket };
  await writeFile(dataPaths(folder).adminDoor, JSON.stringify({ at, token: 'x' }));
  expect(await askToRotate(folder, 'signing')).toBeNull();
  await startDoor();
  expect(await askToRotate(folder, 'signing')).toMatchObject({ done: expect.any(String) });
  await close.pop()?.();
  expect(await askToRotate(folder, 'signing')).toBeNull();
});
