import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataPaths, OPTIONS } from '../../server/src/config.ts';
import { ApiClient } from '../../server/src/demo/apiClient.ts';
import { startEmbeddedPostgres } from '../../server/src/embedded/embeddedPostgres.ts';
import { readCatalogue } from '../../server/src/store/catalogue.ts';
import { runAsAdmin } from '../support/database.ts';
import { type Product, startProduct } from '../support/product.ts';
import {
  adminUrlOf,
  killDatabase,
  makeDataFolder,
  processesIn,
  removeDataFolder,
  until,
} from './support/folder.ts';

const MAIN = fileURLToPath(new URL('../../dist/server/main.mjs', import.meta.url));

let dataDir: string;
let products: Product[];

beforeEach(async () => {
  dataDir = await makeDataFolder();
  products = [];
});

afterEach(async () => {
  await Promise.all(products.map((product) => product.stop()));
  await removeDataFolder(dataDir);
});

async function start(args: readonly string[] = [], env: Record<string, string> = {}): Promise<Product> {
  const product = await startProduct({ dataDir, args, env });
  products.push(product);
  return product;
}

async function signIn(product: Product): Promise<ApiClient> {
  const [user] = (await product.demoFile()).users;
  const api = new ApiClient(product.url);
  await api.login(user?.email ?? '', user?.password ?? '');
  return api;
}

/** Run the product until it ends by itself; with what it said. */
async function failing(env: Record<string, string>, args: string[] = ['--no-demo']) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: {
      ...process.env,
      P88_DATA_DIR: dataDir,
      P88_HTTP_PORT: '0',
      P88_TIMING_PORT: '0',
      P88_LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  return { code, said: said.trim() };
}

describe('a start with the demo', () => {
  it('prints the way in, writes it down for its owner alone, and comes back with the same sign-ins', async () => {
    const first = await start();
    const demo = await first.demoFile();
    expect(demo).toEqual({
      url: first.url,
      displayUrl: expect.stringMatching(new RegExp(`^${first.url}/display/[A-HJ-NP-Z2-9]{8}$`)),
      timingPort: expect.any(Number),
      users: expect.any(Array),
      administrator: { email: 'administrator@platform.example', password: expect.any(String) },
      timingKeys: expect.any(Array),
    });
    expect(demo.users.map(({ partner, role }) => `${partner} ${role}`)).toEqual([
      'Meltemi Timing owner',
      'Meltemi Timing operator',
      'Fjordlap Timing owner',
      'Fjordlap Timing operator',
    ]);
    expect((await stat(dataPaths(dataDir).demo)).mode & 0o777).toBe(0o600);
    const lines = first.output.trimEnd().split('\n');
    const box = lines.filter((line) => /^[╭│╰]/.test(line)).join('\n');
    expect(box).toContain(demo.displayUrl);
    for (const { email, password } of demo.users) expect(box).toContain(`${email}  ${password}`);
    const { email = '', password = '' } = demo.administrator ?? {};
    expect(box).toContain(`administrator  ${email}  ${password}`);
    for (const { user, secret } of demo.timingKeys) expect(box).toContain(`${user}  ${secret}`);
    expect(lines.filter((line) => line.startsWith('ready '))).toEqual([`ready ${first.url}`]);
    expect(lines.findIndex((line) => line.startsWith('ready '))).toBeGreaterThan(
      lines.findIndex((line) => line.startsWith('╰')),
    );
    expect(await first.stop()).toBe(0);
    const second = await start();
    const { users, administrator, timingKeys } = await second.demoFile();
    expect({ users, administrator, timingKeys }).toEqual({
      users: demo.users,
      administrator: demo.administrator,
      timingKeys: demo.timingKeys,
    });
    const people = [...users, demo.administrator ?? { email: '', password: '' }];
    for (const { email, password } of people) await new ApiClient(second.url).login(email, password);
  });

  it('leaves no process behind after Ctrl-C, and no secret in its log', async () => {
    const product = await start([], { P88_LOG_LEVEL: 'trace' });
    const { users, administrator, timingKeys } = await product.demoFile();
    const api = await signIn(product);
    await until(async () => (await timingSessions(api)).length > 0, 'the demo race');
    expect(await processesIn(dataDir)).not.toEqual([]);
    expect(await product.stop()).toBe(0);
    expect(await processesIn(dataDir)).toEqual([]);
    const log = product.output.split('\n').filter((line) => !line.startsWith('│'));
    expect(log.filter((line) => line.startsWith('{')).length).toBeGreaterThan(10);
    const people = [...users, administrator ?? { password: '' }];
    const secrets = [...people.map(({ password }) => password), ...timingKeys.map(({ secret }) => secret)];
    expect(log.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  });

  it('recovers after everything was killed, with its display sessions and its reads', async () => {
    const killed = await start();
    const before = await signIn(killed);
    await until(
      async () => (await timingSessions(before)).some(({ reads }) => reads > 100),
      'reads of the demo race',
    );
    const { items: sessionsBefore } = await before.call<{ items: DisplaySessionView[] }>(
      'GET',
      '/api/sessions',
    );
    const readsBefore = (await timingSessions(before))[0];
    await until(async () => (await storedReads()) > 100, 'reads in the database');
    const storedBefore = await storedReads();
    await killed.kill();
    await killDatabase(dataDir);
    const after = await signIn(await start(['--no-demo']));
    expect(await storedReads()).toBeGreaterThanOrEqual(storedBefore);
    const { items } = await after.call<{ items: DisplaySessionView[] }>('GET', '/api/sessions');
    expect(items.map(({ id }) => id)).toEqual(sessionsBefore.map(({ id }) => id));
    const readsAfter = (await timingSessions(after)).find(({ id }) => id === readsBefore?.id);
    // What was shown in the last moment and was not on disk yet is sent again by the timing software.
    expect(readsAfter?.reads).toBeGreaterThan((readsBefore?.reads ?? 0) * 0.9);
  });
});

/** Sign-ins that a start shows in its box, by their role. */
function shownIn(output: string): Map<string, { email: string; password: string }> {
  const lines = output.matchAll(/^│ (owner|administrator) +(\S+@\S+) +(\S+) *│$/gm);
  return new Map([...lines].map(([, role = '', email = '', password = '']) => [role, { email, password }]));
}

describe('the administrator and the first people', () => {
  it('without the demo: makes the first partner and the administrator, and shows their sign-ins this once', async () => {
    const first = await start(['--no-demo']);
    const shown = shownIn(first.output);
    expect([...shown.keys()].toSorted()).toEqual(['administrator', 'owner']);
    const [administrator, owner] = [new ApiClient(first.url), new ApiClient(first.url)];
    for (const [api, role] of [
      [administrator, 'administrator'],
      [owner, 'owner'],
    ] as const) {
      await api.login(shown.get(role)?.email ?? '', shown.get(role)?.password ?? '');
    }
    const { items } = await administrator.call<{ items: { slug: string }[] }>(
      'GET',
      '/api/platform/partners',
    );
    expect(items.map(({ slug }) => slug)).toEqual(['partner']);
    await expect(owner.call('GET', '/api/platform/partners')).rejects.toThrow('403');
    await first.stop();
    expect(shownIn((await start(['--no-demo'])).output)).toEqual(new Map());
  });

  it('gives an installation of the version before its administrator, whatever its partners are called', async () => {
    const before = await start();
    const { users } = await before.demoFile();
    const adminUrl = await adminUrlOf(dataDir);
    await runAsAdmin(
      adminUrl,
      `delete from partners where kind = 'platform'; update partners set slug = 'platform' where slug = 'meltemi'`,
    );
    await before.stop();
    const after = await start();
    const { administrator, users: known } = await after.demoFile();
    expect(known).toEqual(users);
    expect(shownIn(after.output).get('administrator')).toEqual(administrator);
    await new ApiClient(after.url).login(administrator?.email ?? '', administrator?.password ?? '');
  });

  it('starts also when the people of the demo are locked out', async () => {
    const before = await start();
    await runAsAdmin(
      await adminUrlOf(dataDir),
      `update partners set suspended_at = now() where slug = 'meltemi'`,
    );
    await before.stop();
    const demo = await (await start()).demoFile();
    expect(demo.displayUrl).toMatch(/display/);
  });
});

async function storedReads(): Promise<number> {
  const [counts] = await runAsAdmin<{ reads: number }>(
    await adminUrlOf(dataDir),
    'select count(*)::integer as reads from reads',
  );
  return counts?.reads ?? 0;
}

async function timingSessions(api: ApiClient): Promise<TimingSessionView[]> {
  return (await api.call<{ items: TimingSessionView[] }>('GET', '/api/chronotrack/sessions')).items;
}

describe('a start that cannot be', () => {
  it.each(['P88_HTTP_PORT', 'P88_TIMING_PORT'])('says that the port of %s is busy', async (option) => {
    const [blocker, port] = await occupyPort();
    const { code, said } = await failing({ [option]: String(port) });
    blocker.close();
    expect({ code, said }).toEqual({
      code: 1,
      said: `Port ${port} on 127.0.0.1 is in use by another program.`,
    });
    expect(await processesIn(dataDir)).toEqual([]);
  });

  it('leaves a folder of somebody else alone', async () => {
    await writeFile(join(dataDir, 'photo.jpg'), 'mine');
    const { code, said } = await failing({});
    expect({ code, said }).toEqual({
      code: 1,
      said: `${dataDir} is not empty and not a data folder of Project88.`,
    });
    expect(await readdir(dataDir)).toEqual(['photo.jpg']);
  });

  it('refuses a data folder of a newer version', async () => {
    const marker = JSON.stringify({ product: 'project88', dataVersion: 99 });
    await writeFile(dataPaths(dataDir).marker, marker);
    const { code, said } = await failing({});
    expect({ code, said }).toEqual({
      code: 1,
      said: `${dataDir} was written by a newer version of Project88.`,
    });
    expect(await readdir(dataDir)).toEqual([basename(dataPaths(dataDir).marker)]);
    expect(await readFile(dataPaths(dataDir).marker, 'utf8')).toBe(marker);
  });

  it('refuses a database of a newer version, and a second start on a folder in use', async () => {
    const product = await start(['--no-demo']);
    const busy = await failing({});
    expect(busy.code).toBe(1);
    expect(busy.said).toBe(`Project88 already runs on this data folder (process ${product.process.pid}).`);
    expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
    await runAsAdmin(
      await adminUrlOf(dataDir),
      `insert into schema_migrations (name, timestamp) values ('9999-from-the-future', '2100-01-01')`,
    );
    const schema = await readCatalogue(await adminUrlOf(dataDir));
    expect(await product.stop()).toBe(0);
    expect(await failing({})).toEqual({
      code: 1,
      said: 'The database was written by a newer version of Project88 (it knows 9999-from-the-future). Start that version.',
    });
    expect(await processesIn(dataDir)).toEqual([]);
    const { adminUrl, stop } = await startEmbeddedPostgres({ dataDir, log: pino({ level: 'silent' }) });
    const url = new URL(adminUrl);
    url.pathname = 'project88';
    expect(await readCatalogue(url.href)).toEqual(schema);
    await stop();
  });

  it('names a wrong option and what it should be', async () => {
    const { code, said } = await failing({ P88_HTTP_PORT: 'eighty' });
    expect({ code, said }).toEqual({ code: 1, said: 'P88_HTTP_PORT=eighty: a port is 0 to 65535 (port)' });
  });
});

it('explains every option', async () => {
  await mkdir(dataDir, { recursive: true });
  const { code, said } = await failing({}, ['--help']);
  expect(code).toBe(0);
  for (const { env, sentence } of Object.values(OPTIONS)) {
    expect(said).toContain(env);
    expect(said).toContain(sentence);
  }
  expect(await readdir(dataDir)).toEqual([]);
});

async function occupyPort(): Promise<[Server, number]> {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const address = blocker.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return [blocker, address.port];
}
