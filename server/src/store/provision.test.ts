import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { makePartner, runAsAdmin } from '../../../test/support/database.ts';
import { letEverybodyThrough } from '../../../test/support/folders.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded/embeddedPostgres.ts';
import { type DatabaseLogins, openDatabase } from '../tenancy/database.ts';
import { listPartners } from './partners.ts';
import { provisionEmbedded, provisionExternal } from './provision.ts';

const log = pino({ level: 'silent' });
const { adminUrl } = inject('postgres');
let name: string;

beforeEach(() => {
  name = `provision_${randomUUID().replaceAll('-', '')}`;
});
afterEach(async () => {
  await runAsAdmin(adminUrl, `drop database if exists ${name} with (force)`);
  await runAsAdmin(adminUrl, `drop role if exists ${name}_user`);
});

/** A database that somebody else runs, and its URL for a user without any right to make roles. */
async function makeForeign(options = ''): Promise<{ url: string; adminUrl: string; user: string }> {
  const user = `${name}_user`;
  await runAsAdmin(adminUrl, `create role ${user} login password 'test' ${options}`);
  await runAsAdmin(adminUrl, `create database ${name} owner ${user}`);
  const [own, admin] = [new URL(adminUrl), new URL(adminUrl)];
  own.pathname = name;
  admin.pathname = name;
  own.username = user;
  own.password = 'test';
  return { url: own.href, adminUrl: admin.href, user };
}

describe('a server of its own', () => {
  let folder: string;
  let server: EmbeddedPostgres;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'p88-provision-'));
    await letEverybodyThrough(folder);
    server = await startEmbeddedPostgres({ dataDir: folder, log, settings: { fsync: 'off' } });
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('lets a user who may make roles make all of them', async () => {
    await runAsAdmin(server.adminUrl, `create role maker login createrole password 'test'`);
    await runAsAdmin(server.adminUrl, 'create database made owner maker');
    const url = new URL(server.adminUrl);
    Object.assign(url, { username: 'maker', password: 'test', pathname: 'made' });
    await provisionExternal(url.href);
    await expectUsable({ url: url.href });
  });

  it('gets the database and a new service login at each start', async () => {
    const first = await provisionEmbedded(server.adminUrl, 'project88');
    const second = await provisionEmbedded(server.adminUrl, 'project88');
    expect(new URL(second.url).password).not.toBe(new URL(first.url).password);
    expect(second.platformUrl).not.toBe(first.platformUrl);
    await expectUsable(second);
    await expect(runAsAdmin(first.url, 'select 1')).rejects.toThrow('password authentication failed');
  });
});

async function expectUsable(logins: DatabaseLogins): Promise<void> {
  const database = openDatabase({ ...logins, connections: 1, log });
  const partner = await makePartner(database);
  expect(await database.withPlatform(listPartners)).toMatchObject([partner]);
  await database.close();
}

describe('a database that somebody else runs', () => {
  it('says what an administrator has to do, and works when it is done', async () => {
    const foreign = await makeForeign();
    await expect(provisionExternal(foreign.url)).rejects.toMatchObject({
      code: 'ROLES_MISSING',
      message: expect.stringContaining(`grant p88_owner, p88_app, p88_platform to "${foreign.user}"`),
    });
    await runAsAdmin(
      foreign.adminUrl,
      `grant p88_owner, p88_app, p88_platform to ${foreign.user};
       grant usage, create on schema public to p88_owner, p88_definer;
       grant usage on schema public to p88_app, p88_platform`,
    );
    await provisionExternal(foreign.url);
    await provisionExternal(foreign.url);
    await expectUsable({ url: foreign.url });
  });

  it('says what is missing also to a user who may make roles, but not enter those that are there', async () => {
    const foreign = await makeForeign('createrole');
    await expect(provisionExternal(foreign.url)).rejects.toMatchObject({
      code: 'ROLES_MISSING',
      message: expect.stringContaining('permission denied'),
    });
  });
});
