import { once } from 'node:events';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dataPaths } from '../../../server/src/config.ts';
import { ADMIN } from '../../../server/src/embedded/initialise.ts';
import type { PlaceRecord } from '../../../server/src/embedded/place.ts';
import { readServerState } from '../../../server/src/embedded/stateFile.ts';
import { letEverybodyThrough } from '../../support/folders.ts';

/** A data folder of the test's own. */
export async function makeDataFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'p88-system-'));
  await letEverybodyThrough(dataDir);
  return dataDir;
}

/** End the database server that a killed product left behind, if there is one, and remove the folder. */
export async function removeDataFolder(dataDir: string): Promise<void> {
  await killDatabase(dataDir).catch(() => undefined);
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

/** A port that nobody has now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** kill -9 of the embedded database server. Resolves when it and its children are gone. */
export async function killDatabase(dataDir: string): Promise<void> {
  const { pid } = await serverOf(dataDir);
  process.kill(pid, 'SIGKILL');
  await until(async () => (await processesIn(dataDir)).length === 0, 'the end of the database server');
}

/** The superuser's URL of the product's database, while it runs. */
export async function adminUrlOf(dataDir: string): Promise<string> {
  const [{ adminPassword }, { port }] = await Promise.all([placeOf(dataDir), serverOf(dataDir)]);
  return `postgres://${ADMIN}:${adminPassword}@127.0.0.1:${port}/project88`;
}

/** Command lines of all processes that name this folder or work in it, except those of this test. */
export async function processesIn(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(pids.map((pid) => describeProcess(pid)));
  return all.filter((each) => each.includes(folder));
}

/** Try until `condition` holds: for facts of other processes, which announce nothing. */
export async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const giveUpAt = performance.now() + 20_000;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) throw new Error(`waited in vain for ${what}`);
    await pause(10);
  }
}

async function describeProcess(pid: string): Promise<string> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
  return `${pid} ${command.replaceAll('\0', ' ')} in ${folder}`;
}

async function placeOf(dataDir: string): Promise<PlaceRecord> {
  return JSON.parse(await readFile(join(dataPaths(dataDir).database, 'embedded.json'), 'utf8'));
}

async function serverOf(dataDir: string): Promise<{ pid: number; port: number }> {
  const { cluster } = await placeOf(dataDir);
  const state = await readServerState(cluster);
  if (state === null) throw new Error('no database server runs');
  return state;
}
