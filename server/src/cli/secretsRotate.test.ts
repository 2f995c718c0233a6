import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { loadSecrets } from '../auth/secrets.ts';
import { dataPaths, readConfig } from '../config.ts';
import { Closers } from '../ops/closers.ts';
import { claimDataFolder } from '../ops/dataFolder.ts';
import { secretsRotate } from './secretsRotate.ts';

const log = pino({ level: 'silent' });
let folder: string;
let dataDir: string;
let test: TestDatabase;
let closers: Closers;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p88-rotate-'));
  dataDir = join(folder, 'data');
  await (await claimDataFolder(dataDir))();
  await loadSecrets(dataPaths(dataDir).secrets, randomBytes);
  test = await createTestDatabase();
  closers = new Closers();
});
afterEach(async () => {
  await closers.closeAll(log);
  await test.close();
  await rm(folder, { recursive: true });
});

/** What the command says without a running server, and whether all went well. */
async function rotate(args: readonly string[], passwordFile: string): Promise<[boolean, string[]]> {
  const config = readConfig({
    P88_DATA_DIR: dataDir,
    P88_DATABASE_URL: Object.assign(new URL(test.url), { password: '' }).href,
    P88_DATABASE_PLATFORM_URL: test.platformUrl,
    P88_DATABASE_DIRECT_URL: test.adminUrl,
    P88_DATABASE_PASSWORD_FILE: passwordFile,
  });
  const lines: string[] = [];
  const context = { config, log, closers, say: (line: string) => lines.push(line) };
  return [await secretsRotate.run(context, args), lines];
}

it('a password file that cannot be replaced is said like every refusal, and the rest is done', async () => {
  const path = join(folder, 'password');
  await writeFile(path, new URL(test.url).password, { mode: 0o600 });
  // A folder in the place of the next one: nothing can be written there.
  await mkdir(`${path}.next`);
  const refused = expect.stringMatching(/^database: The new password cannot be kept/);
  const [isWell, lines] = await rotate([], path);
  expect(lines).toEqual([expect.stringMatching(/^master/), expect.stringMatching(/^signing/), refused]);
  expect(isWell).toBe(true);
  await closers.closeAll(log);
  closers = new Closers();
  expect(await rotate(['--database'], path)).toEqual([false, [refused]]);
});
