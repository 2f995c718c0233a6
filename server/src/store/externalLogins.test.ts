import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { ConfigError, readConfig } from '../config.ts';
import { openDatabase } from '../tenancy/database.ts';
import type { DatabaseTarget } from '../tenancy/login.ts';
import { type ExternalLogins, readExternalLogins } from './externalLogins.ts';

const { adminUrl } = inject('postgres');
const user = `external_${randomUUID().replaceAll('-', '')}`;
const url = Object.assign(new URL(adminUrl), { username: user, password: '' }).href;
let folder: string;
let path: string;

beforeAll(() => runAsAdmin(adminUrl, `create role ${user} login`));
afterAll(() => runAsAdmin(adminUrl, `drop role ${user}`));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p88-external-'));
  path = join(folder, 'password');
  await writeFile(path, 'first\n', { mode: 0o600 });
  await setPassword('first');
});
afterEach(() => rm(folder, { recursive: true }));

const setPassword = (password: string) => runAsAdmin(adminUrl, `alter role ${user} password '${password}'`);

/** As the server does at its start. */
async function read(env: Record<string, string> = {}): Promise<ExternalLogins> {
  const given = { P88_DATABASE_URL: url, P88_DATABASE_PASSWORD_FILE: path, ...env };
  const logins = await readExternalLogins(readConfig(given));
  for (const file of logins.files) await file.settle();
  return logins;
}

async function signIn(target: DatabaseTarget): Promise<void> {
  const database = openDatabase({ url: target, connections: 1, log: pino({ level: 'silent' }) });
  try {
    await database.ping();
  } finally {
    await database.close();
  }
}

describe('a password in a file', () => {
  it('goes before that of the URL, also for migrations of the same user', async () => {
    const wrong = Object.assign(new URL(url), { password: 'wrong' }).href;
    const logins = await read({ P88_DATABASE_URL: wrong, P88_DATABASE_DIRECT_URL: url });
    await signIn(logins.url);
    await signIn(logins.direct);
    expect(logins.platformUrl).toBe(logins.url);
  });

  it('goes before that of the direct URL of the same user on the same server, and nowhere else', async () => {
    const direct = (change: Partial<URL>) =>
      Object.assign(new URL(url), { password: 'outdated', ...change }).href;
    const same = await read({ P88_DATABASE_DIRECT_URL: direct({ pathname: '/template1' }) });
    expect(same.direct.password).toBe(same.url.password);
    await signIn(same.direct);
    for (const other of [{ hostname: 'localhost' }, { port: '6432' }, { username: 'somebody' }]) {
      const logins = await read({ P88_DATABASE_DIRECT_URL: direct(other) });
      expect(await logins.direct.password?.read()).toBe('outdated');
    }
    const usualPort = `postgres://${user}@localhost`;
    const usual = await readExternalLogins(
      readConfig({
        P88_DATABASE_URL: usualPort,
        P88_DATABASE_DIRECT_URL: Object.assign(new URL(`${usualPort}:5432`), { password: 'outdated' }).href,
        P88_DATABASE_PASSWORD_FILE: path,
      }),
    );
    expect(usual.direct.password).toBe(usual.url.password);
  });

  it('is exchanged, for those who sign in now and at the next start', async () => {
    const logins = await read();
    await logins.files[0]?.rotate();
    await signIn(logins.url);
    const password = await readFile(path, 'utf8');
    expect(password).toMatch(/^[\w-]{32}$/);
    expect(await readdir(folder)).toEqual(['password']);
    await signIn((await read()).url);
    await setPassword('something else');
    await expect(signIn(logins.url)).rejects.toMatchObject({ code: '28P01' });
  });

  it.each(['before', 'after'])(
    'an exchange that was interrupted %s the database knew is finished at the next start',
    async (when) => {
      await writeFile(`${path}.next`, 'second', { mode: 0o600 });
      if (when === 'after') await setPassword('second');
      await signIn((await read()).url);
      expect((await readFile(path, 'utf8')).trim()).toBe(when === 'after' ? 'second' : 'first');
      expect(await readdir(folder)).toEqual(['password']);
    },
  );

  it('a power cut while the next password was being written is no reason not to start', async () => {
    await writeFile(`${path}.next`, '', { mode: 0o600 });
    await signIn((await read()).url);
    expect(await readdir(folder)).toEqual(['password']);
  });

  it('that cannot be replaced is said before the database has another one', async () => {
    const logins = await read();
    // A folder in its place: nothing can be renamed over it.
    await rm(path);
    await mkdir(join(path, 'in-the-way'), { recursive: true });
    await expect(logins.files[0]?.rotate()).rejects.toThrow(/cannot be replaced/);
    await signIn(logins.url);
  });

  it('that others may read, that is empty or that is missing ends the start with one sentence', async () => {
    await chmod(path, 0o640);
    await expect(read()).rejects.toThrow(/chmod 600/);
    await chmod(path, 0o600);
    await writeFile(path, '\n');
    await expect(read()).rejects.toThrow(ConfigError);
    await rm(path);
    await expect(read()).rejects.toThrow(ConfigError);
  });
});

describe('a database over a network', () => {
  const far = 'postgres://p88@db.example/p88';

  it.each(['P88_DATABASE_URL', 'P88_DATABASE_DIRECT_URL', 'P88_DATABASE_PLATFORM_URL'])(
    '%s has to check the certificate',
    async (option) => {
      await expect(read({ [option]: far, P88_DATABASE_PASSWORD_FILE: '' })).rejects.toThrow(
        new RegExp(`^${option}: .*sslmode=verify-full`),
      );
    },
  );

  it('is taken with a warning after the loud yes, and only after exactly that', async () => {
    const env = { P88_DATABASE_URL: far, P88_DATABASE_PASSWORD_FILE: '' };
    const loud = 'i-accept-plain-text-over-the-network';
    const { warnings } = await read({ ...env, P88_DATABASE_INSECURE: loud });
    expect(warnings).toEqual([expect.stringContaining('can be read and changed on the way')]);
    expect(() => readConfig({ P88_DATABASE_INSECURE: 'yes' })).toThrow(ConfigError);
    expect((await read()).warnings).toEqual([]);
  });

  it('a file of certificates that is missing is said', async () => {
    await expect(read({ P88_DATABASE_CA_FILE: join(folder, 'none.pem') })).rejects.toThrow(
      /P88_DATABASE_CA_FILE cannot be read/,
    );
  });
});
