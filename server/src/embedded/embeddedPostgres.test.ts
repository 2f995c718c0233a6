import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { letEverybodyThrough } from '../../../test/support/folders.ts';
import { canEnter } from './access.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embeddedPostgres.ts';
import type { PlaceRecord } from './place.ts';
import { isServerOf, readServerState } from './stateFile.ts';

const log = pino({ level: 'silent' });
const CHILD = join(import.meta.dirname, '../../../test/support/embeddedChild.ts');
const isRoot = process.getuid?.() === 0;
/** An account of every Linux system that is neither root nor ours. */
const NOBODY = { uid: 65_534, gid: 65_534 };

let folder: string;
let dataDir: string;
let running: EmbeddedPostgres[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p88-embedded-'));
  await letEverybodyThrough(folder);
  dataDir = join(folder, 'data');
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function start(options: { systemStateFolder?: string } = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log, ...options });
  running.push(server);
  return server;
}

const readPlace = async (): Promise<PlaceRecord> =>
  JSON.parse(await readFile(join(dataDir, 'postgres', 'embedded.json'), 'utf8'));

async function serverPid(): Promise<number> {
  const state = await readServerState((await readPlace()).cluster);
  if (state === null) throw new Error('no server');
  return state.pid;
}

const serves = async (pid: number): Promise<boolean> => isServerOf((await readPlace()).cluster, pid);

/** Start the same in a process of its own, so that it can be killed. */
async function startChild(as = {}): Promise<{ child: ChildProcess; adminUrl: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, dataDir], {
    ...as,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, TMPDIR: folder, HOME: folder },
  });
  if (child.stdout === null) throw new Error('no output');
  const [adminUrl] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, adminUrl };
}

describe('the embedded database', () => {
  it('is durable, private, and sorts the same everywhere', async () => {
    const { adminUrl } = await start();
    const [facts] = await runAsAdmin<Record<string, string>>(
      adminUrl,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
              current_setting('data_checksums') as checksums, current_setting('listen_addresses') as listens,
              current_setting('unix_socket_directories') as sockets, current_setting('TimeZone') as zone,
              datlocprovider::text || ' ' || datlocale as locale, pg_encoding_to_char(encoding) as encoding
       from pg_database where datname = 'postgres'`,
    );
    expect(facts).toEqual({
      fsync: 'on',
      commit: 'on',
      checksums: 'on',
      listens: '127.0.0.1',
      sockets: '',
      zone: 'UTC',
      locale: 'b C.UTF-8',
      encoding: 'UTF8',
    });
    const record = await stat(join(dataDir, 'postgres', 'embedded.json'));
    expect(record.mode & 0o777).toBe(0o600);
    const wrong = new URL(adminUrl);
    wrong.password = 'guess';
    await expect(runAsAdmin(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('keeps its rows over a stop and a start, and leaves no process behind', async () => {
    const first = await start();
    await runAsAdmin(first.adminUrl, 'create table kept (n integer); insert into kept values (42)');
    const pid = await serverPid();
    await first.stop();
    expect(await serves(pid)).toBe(false);
    const second = await start();
    expect(await runAsAdmin(second.adminUrl, 'select n from kept')).toEqual([{ n: 42 }]);
  });

  it('takes over from a killed parent', async () => {
    const { child, adminUrl } = await startChild();
    await runAsAdmin(adminUrl, 'create table kept (n integer); insert into kept values (1)');
    const leftover = await serverPid();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await serves(leftover)).toBe(true);
    const next = await start();
    expect(await serves(leftover)).toBe(false);
    expect(await runAsAdmin(next.adminUrl, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('recovers when parent and server were killed together', async () => {
    const { child, adminUrl } = await startChild();
    await runAsAdmin(adminUrl, 'create table kept (n integer)');
    for (let n = 1; n <= 5; n++) await runAsAdmin(adminUrl, 'insert into kept values ($1)', [n]);
    const leftover = await serverPid();
    child.kill('SIGKILL');
    process.kill(leftover, 'SIGKILL');
    await expect.poll(() => serves(leftover), { interval: 5 }).toBe(false);
    const next = await start();
    expect(await runAsAdmin(next.adminUrl, 'select count(*)::integer as count from kept')).toEqual([
      { count: 5 },
    ]);
  });

  it('comes back by itself, at the same address, when the server alone dies', async () => {
    const { adminUrl } = await start();
    await runAsAdmin(adminUrl, 'create table kept (n integer)');
    process.kill(await serverPid(), 'SIGKILL');
    const answer = () => runAsAdmin(adminUrl, 'select n from kept').catch((error: Error) => error.message);
    await expect.poll(answer, { timeout: 20_000, interval: 50 }).toEqual([]);
  });

  it('stops also while it is being started again', async () => {
    const server = await start();
    process.kill(await serverPid(), 'SIGKILL');
    await server.stop();
    const state = await readServerState((await readPlace()).cluster);
    expect(state !== null && (await serves(state.pid))).toBe(false);
  });

  it('believes neither a process id that belongs to somebody else nor a first start that was interrupted', async () => {
    await (await start()).stop();
    const record = await readPlace();
    const { cluster } = record;
    const stale = [process.pid, cluster, 1, 5432, '', '127.0.0.1', '', 'ready', ''].join('\n');
    await writeFile(join(cluster, 'postmaster.pid'), stale);
    const second = await start();
    await runAsAdmin(second.adminUrl, 'create table made_before_the_end_of_the_first_start ()');
    await second.stop();

    await writeFile(
      join(dataDir, 'postgres', 'embedded.json'),
      JSON.stringify({ ...record, initialised: false }),
    );
    const { adminUrl } = await start();
    const tables = `select relname from pg_class where relname like 'made_before%'`;
    expect(await runAsAdmin(adminUrl, tables)).toEqual([]);
  });
});

describe('a folder that is not right', () => {
  it('is refused when it holds foreign files', async () => {
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '13\n');
    await expect(start()).rejects.toMatchObject({ code: 'FOLDER_FOREIGN' });
    expect(await readdir(join(dataDir, 'postgres'))).toEqual(['PG_VERSION']);
  });

  it('is refused with what the server says, with both versions, or when its files are gone', async () => {
    await (await start()).stop();
    const { cluster } = await readPlace();
    await writeFile(join(cluster, 'postgresql.auto.conf'), 'no_such_setting = 1\n');
    await expect(start()).rejects.toMatchObject({
      code: 'START_FAILED',
      message: expect.stringContaining('no_such_setting'),
    });
    await writeFile(join(cluster, 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toMatchObject({
      code: 'VERSION_MISMATCH',
      message: expect.stringContaining('PostgreSQL 17, this program brings 18'),
    });
    // Never an empty database in place of a lost one.
    await rm(cluster, { recursive: true });
    await expect(start()).rejects.toMatchObject({ code: 'CLUSTER_MISSING' });
  });
});

// skipped: only root can become somebody else
describe.runIf(isRoot)('as root (only root can become somebody else)', () => {
  it('runs the server as a system user of our own', async () => {
    await start();
    const { uid } = await stat(`/proc/${await serverPid()}`);
    const passwd = await readFile('/etc/passwd', 'utf8');
    expect(passwd).toMatch(new RegExp(`^project88:[^:]*:${uid}:`, 'm'));
    expect((await readPlace()).cluster.startsWith(dataDir)).toBe(true);
  });

  it('puts the files below the system’s state folder when nobody else may enter the data folder', async () => {
    const systemStateFolder = join(folder, 'state');
    await mkdir(dataDir, { mode: 0o700 });
    const first = await start({ systemStateFolder });
    const { cluster } = await readPlace();
    expect(cluster.startsWith(join(systemStateFolder, 'clusters'))).toBe(true);
    expect(await readFile(join(cluster, '..', 'belongs-to.txt'), 'utf8')).toBe(
      `${join(dataDir, 'postgres')}\n`,
    );
    await runAsAdmin(first.adminUrl, 'create table kept (n integer)');
    await first.stop();
    const second = await start({ systemStateFolder });
    expect(await runAsAdmin(second.adminUrl, 'select n from kept')).toEqual([]);
    expect((await readPlace()).cluster).toBe(cluster);
  });

  it('works for an ordinary user too', async (context) => {
    // A checkout below root's private home is invisible to others; there the whole suite runs as root only.
    if (!(await canEnter(import.meta.dirname, NOBODY))) context.skip('this checkout is private to root');
    await mkdir(dataDir);
    await chown(dataDir, NOBODY.uid, NOBODY.gid);
    await chmod(folder, 0o777);
    const { child, adminUrl } = await startChild(NOBODY);
    expect(await runAsAdmin(adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    const pid = await serverPid();
    expect((await stat(`/proc/${pid}`)).uid).toBe(NOBODY.uid);
    child.stdin?.end();
    await once(child, 'exit');
    expect(await serves(pid)).toBe(false);
  });
});
