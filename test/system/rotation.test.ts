import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DemoFile } from '../../server/src/demo/demoFile.ts';
import { Ctp01Client } from '../simulator/ctp01Client.ts';
import { runAsAdmin } from '../support/database.ts';
import { type Product, startProduct } from '../support/product.ts';
import { adminUrlOf, makeDataFolder, removeDataFolder } from './support/folder.ts';
import { p88 } from './support/p88.ts';

/** Rounds of all three kinds of secrets, and what must have been done at least meanwhile. */
const ROUNDS = 3;
const LEAST_CALLS = 50;

let dataDir: string;
let product: Product;
let demo: DemoFile;

beforeAll(async () => {
  dataDir = await makeDataFolder();
  await start();
  demo = await product.demoFile();
});
afterAll(async () => {
  await product?.stop();
  await removeDataFolder(dataDir);
});

async function start(): Promise<void> {
  product = await startProduct({ dataDir, env: { P88_LOG_LEVEL: 'warn', P88_TIME_ZONE: 'UTC' } });
}

async function call<Reply>(
  method: string,
  path: string,
  token: string | null,
  body?: object,
): Promise<Reply> {
  const response = await fetch(product.url + path, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return (text === '' ? null : JSON.parse(text)) as Reply;
}

async function logIn(partner: number): Promise<string> {
  const { email, password } =
    demo.users.filter(({ role }) => role === 'owner')[partner] ?? demo.users[0] ?? {};
  const body = { email, password };
  return (await call<{ accessToken: string }>('POST', '/api/auth/login', null, body)).accessToken;
}

interface TimingKey {
  id: string;
  user: string;
  secret: string;
}

/** Timing software that signs in and is let in. */
async function signInAtTimingPort({ user, secret }: Pick<TimingKey, 'user' | 'secret'>): Promise<void> {
  const client = new Ctp01Client({
    host: '127.0.0.1',
    port: demo.timingPort,
    locations: ['FINISH'],
    eventName: `Rotation ${user}`,
    connectionId: randomBytes(20).toString('hex').toUpperCase(),
    user,
    password: secret,
  });
  client.connect();
  await client.whenReady();
  await client.close();
}

/** A key that is made, sealed, used and taken away while secrets change. */
async function useNewTimingKey(token: string): Promise<void> {
  const key = await call<TimingKey>('POST', '/api/timing-keys', token, { label: 'rotation' });
  await signInAtTimingPort(key);
  await call('DELETE', `/api/timing-keys/${key.id}`, token);
}

/** Do it again and again, on as many lines as given, until `isOver`; every failure is kept. */
class Load {
  readonly failures: string[] = [];
  readonly done = new Map<string, number>();
  isOver = false;
  readonly #lines: Promise<void>[] = [];

  add(name: string, lines: number, work: () => Promise<unknown>): void {
    for (let line = 0; line < lines; line += 1) this.#lines.push(this.#repeat(name, work));
  }

  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.#lines);
  }

  async #repeat(name: string, work: () => Promise<unknown>): Promise<void> {
    while (!this.isOver) {
      await work().catch((error: Error) => this.failures.push(`${name}: ${error.message}`));
      this.done.set(name, (this.done.get(name) ?? 0) + 1);
    }
  }
}

const masterKeysInUse = async (): Promise<string[]> =>
  (
    await runAsAdmin<{ id: string }>(
      await adminUrlOf(dataDir),
      `select distinct encode(substring(secret_sealed from 2 for 4), 'hex') as id from timing_keys`,
    )
  ).map(({ id }) => id);

const secretsFile = async () => JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'));
const adminPassword = async (): Promise<string> =>
  JSON.parse(await readFile(join(dataDir, 'postgres', 'embedded.json'), 'utf8')).adminPassword;

it('master key, signing key and database passwords change under load, and no request fails', async () => {
  const [oldToken, otherToken] = [await logIn(0), await logIn(1)];
  const before = { password: await adminPassword(), secrets: await secretsFile() };
  const load = new Load();
  load.add('sign-ins', 2, () => logIn(0));
  load.add('calls with a token from before', 4, () => call('GET', '/api/auth/me', oldToken));
  load.add('queries of the other partner', 4, () => call('GET', '/api/sessions', otherToken));
  load.add('calls with a fresh token', 1, async () => call('GET', '/api/sessions', await logIn(1)));
  load.add('timing software', 2, () => signInAtTimingPort(demo.timingKeys[0] ?? { user: '', secret: '' }));
  load.add('new timing keys', 2, () => useNewTimingKey(oldToken));
  for (let round = 0; round < ROUNDS; round += 1) {
    const { code, output } = await p88(dataDir, ['secrets', 'rotate']);
    expect(output).toMatch(/^master key: .*\nsigning key: .*\ndatabase: new passwords/);
    expect(code).toBe(0);
  }
  await load.end();

  expect(load.failures).toEqual([]);
  const done = [...load.done.values()].reduce((sum, each) => sum + each, 0);
  expect(load.done.size).toBe(6);
  expect(done).toBeGreaterThan(LEAST_CALLS);
  await call('GET', '/api/auth/me', oldToken);
  const after = await secretsFile();
  expect(await adminPassword()).not.toBe(before.password);
  expect(after.signingKeys).toHaveLength(ROUNDS + 1);
  expect(after.masterKeys.at(-1).id).toBe(before.secrets.masterKeys[0].id);
  expect(product.output).not.toMatch(/"level":(50|60)/);
});

it('no sealed value is left under a former master key, and the log of the installation tells', async () => {
  const { code } = await p88(dataDir, ['secrets', 'rotate', '--master']);
  expect(code).toBe(0);
  expect(await masterKeysInUse()).toEqual([(await secretsFile()).masterKeys[0].id]);
  const entries = await runAsAdmin<{ what: string; n: number }>(
    await adminUrlOf(dataDir),
    `select object_id as what, count(*)::integer as n from audit_log
     where action = 'secrets.rotated' group by object_id order by object_id`,
  );
  expect(entries).toEqual([
    { what: 'database', n: ROUNDS },
    { what: 'master', n: ROUNDS + 1 },
    { what: 'signing', n: ROUNDS },
  ]);
  const verdict = await p88(dataDir, ['audit', 'verify']);
  expect(verdict.output).toContain('the installation: intact');
  expect(verdict.code).toBe(0);
});

it('works without a running server too, and the server starts with what was made', async () => {
  const token = await logIn(0);
  const key = await call<TimingKey>('POST', '/api/timing-keys', token, { label: 'kept' });
  await product.stop();
  const { code, output } = await p88(dataDir, ['secrets', 'rotate']);
  expect(output).toContain('the old one is gone');
  expect(code).toBe(0);
  expect((await secretsFile()).masterKeys).toHaveLength(1);
  await start();
  demo = { ...(await product.demoFile()), users: demo.users };
  await call('GET', '/api/auth/me', token);
  await signInAtTimingPort(key);
});

it('refuses what it does not know, and a folder without an installation', async () => {
  expect(await p88(dataDir, ['secrets', 'rotate', '--all'])).toMatchObject({ code: 1 });
  expect(await p88(dataDir, ['secret'])).toMatchObject({
    code: 1,
    output: expect.stringContaining('There is no command “secret”'),
  });
  const elsewhere = await p88(join(dataDir, 'nothing'), ['secrets', 'rotate']);
  expect(elsewhere).toMatchObject({ code: 1, output: expect.stringContaining('There are no secrets in') });
  expect(await p88(dataDir, ['help'])).toMatchObject({
    code: 0,
    output: expect.stringContaining('secrets rotate'),
  });
});
