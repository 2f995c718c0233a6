import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { ConfigError, dataPaths, readConfig } from '../config.ts';
import { writePlace } from '../embedded/place.ts';
import { Closers } from '../ops/closers.ts';
import { readExternalLogins } from '../store/externalLogins.ts';
import { canSignIn } from '../tenancy/changePassword.ts';
import { inspectDatabase } from './provideDatabase.ts';

const ROTATIONS = 20;
/** How many look at the same time. */
const LOOKERS = 2;

const { adminUrl } = inject('postgres');
const log = pino({ level: 'silent' });
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p88-inspect-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('looking at a database whose password lies in a file', () => {
  const user = `inspected_${randomUUID().replaceAll('-', '')}`;
  const url = Object.assign(new URL(adminUrl), { username: user, password: '' }).href;
  let path: string;

  beforeAll(() => runAsAdmin(adminUrl, `create role ${user} login`));
  afterAll(() => runAsAdmin(adminUrl, `drop role ${user}`));
  beforeEach(async () => {
    path = join(folder, 'password');
    await writeFile(path, 'first', { mode: 0o600 });
    await setPassword('first');
  });

  const setPassword = (password: string) => runAsAdmin(adminUrl, `alter role ${user} password '${password}'`);
  const config = () => readConfig({ P88_DATABASE_URL: url, P88_DATABASE_PASSWORD_FILE: path });
  const inspect = () => inspectDatabase(config(), log, new Closers());

  it.each(['before', 'after'])(
    'takes the right one %s the database knows the next, and leaves both where they are',
    async (when) => {
      await writeFile(`${path}.next`, 'second', { mode: 0o600 });
      if (when === 'after') await setPassword('second');
      const { direct, logins } = await inspect();
      for (const target of [direct, ...Object.values(logins)]) expect(await canSignIn(target)).toBe(true);
      expect(await readFile(path, 'utf8')).toBe('first');
      expect(await readFile(`${path}.next`, 'utf8')).toBe('second');
    },
  );

  it('loses no password of a server that exchanges it meanwhile', async () => {
    const { files } = await readExternalLogins(config());
    let isOver = false;
    let looks = 0;
    const look = async () => {
      for (; !isOver; looks += 1) await inspect();
    };
    const lookers = Promise.all(Array.from({ length: LOOKERS }, look));
    try {
      for (let round = 0; round < ROTATIONS; round += 1) await files[0]?.rotate();
    } finally {
      isOver = true;
      await lookers;
    }
    expect(looks).toBeGreaterThan(ROTATIONS);
    expect(await canSignIn((await inspect()).direct)).toBe(true);
    expect(await readdir(folder)).toEqual(['password']);
  });
});

describe('looking at the database of a data folder', () => {
  const inspect = (dataDir: string) =>
    inspectDatabase(readConfig({ P88_DATA_DIR: dataDir }), log, new Closers());

  it('where there is none makes none', async () => {
    const wrong = join(folder, 'wrong');
    for (const dataDir of [folder, wrong]) await expect(inspect(dataDir)).rejects.toThrow(/P88_DATA_DIR/);
    await expect(inspect(wrong)).rejects.toThrow(ConfigError);
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not finish the first start of a server', async () => {
    const home = dataPaths(folder).database;
    await mkdir(home);
    const cluster = join(home, 'cluster');
    await writePlace(home, { format: 1, cluster, initialised: false, adminPassword: '' });
    await expect(inspect(folder)).rejects.toThrow(ConfigError);
    expect(await readdir(home)).toEqual(['embedded.json']);
  });
});
