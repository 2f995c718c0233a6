import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { letEverybodyThrough } from '../../../test/support/folders.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded/embeddedPostgres.ts';
import { findRunUser } from '../embedded/runUser.ts';
import { type Database, openDatabase } from './database.ts';
import { readLogin } from './login.ts';

let folder: string;
let server: EmbeddedPostgres;
let authority: Authority;
let stranger: Authority;

interface Authority {
  key: string;
  cert: string;
}

/** A real server with encryption, whose certificate is for `localhost` alone. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p88-tls-'));
  await letEverybodyThrough(folder);
  [authority, stranger] = await Promise.all([makeAuthority('Test authority'), makeAuthority('Stranger')]);
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    ca: authority,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const settings = {
    fsync: 'off',
    ssl: 'on',
    ssl_cert_file: await keep('server.crt', cert),
    ssl_key_file: await keep('server.key', key),
  };
  server = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: silent, settings });
  await runAsAdmin(server.adminUrl, `create role visitor login password 'pw'`);
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const silent = pino({ level: 'silent' });

async function makeAuthority(name: string): Promise<Authority> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    algorithm: 'sha256',
    keyType: 'ec',
    extensions: [{ name: 'basicConstraints', cA: true }],
  });
  return { key, cert };
}

/** A file that only the user of the database server may read. */
async function keep(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text, { mode: 0o600 });
  const user = await findRunUser();
  if (user !== null) await chown(path, user.uid, user.gid);
  return path;
}

/** The way in for a visitor who checks certificates by an authority. */
function openFor(adminUrl: string, host: string, ca: string | null): Database {
  const url = Object.assign(new URL(adminUrl), { username: 'visitor', password: 'pw', hostname: host });
  url.search = '?sslmode=verify-full';
  const rules = { option: 'P88_DATABASE_URL', ca, acceptPlainText: false };
  return openDatabase({ url: readLogin(url.href, rules), connections: 1, log: silent });
}

async function signIn(adminUrl: string, host: string, ca: string | null): Promise<void> {
  const database = openFor(adminUrl, host, ca);
  try {
    await database.ping();
  } finally {
    await database.close();
  }
}

const isEncrypted = async (): Promise<boolean[]> =>
  (
    await runAsAdmin<{ ssl: boolean }>(
      server.adminUrl,
      `select s.ssl from pg_stat_ssl s join pg_stat_activity a using (pid) where a.usename = 'visitor'`,
    )
  ).map(({ ssl }) => ssl);

it('lets in with the right authority and the right name, encrypted', async () => {
  const database = openFor(server.adminUrl, 'localhost', authority.cert);
  await database.ping();
  expect(await isEncrypted()).toEqual([true]);
  await database.close();
});

it('refuses a certificate that another authority signed', async () => {
  await expect(signIn(server.adminUrl, 'localhost', stranger.cert)).rejects.toThrow(/certificate/);
  await expect(signIn(server.adminUrl, 'localhost', null)).rejects.toThrow(/certificate/);
});

it('refuses a certificate for another name', async () => {
  await expect(signIn(server.adminUrl, '127.0.0.1', authority.cert)).rejects.toThrow(
    /does not match certificate/,
  );
});

it('refuses a server without encryption instead of going on in plain text', async () => {
  const { adminUrl } = inject('postgres');
  await expect(signIn(adminUrl, 'localhost', authority.cert)).rejects.toThrow(/does not support SSL/);
});
