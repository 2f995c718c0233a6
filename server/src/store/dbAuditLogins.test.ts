import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnServer, startOwnServer } from '../../../test/support/ownServer.ts';
import { auditDatabase } from './dbAudit.ts';
import { provisionEmbedded, provisionExternal } from './provision.ts';
import { findDbFolder } from './schema.ts';

const TEMPLATE = 'reviewed';

let server: OwnServer;
beforeAll(async () => {
  server = await startOwnServer();
  await provisionEmbedded(server.urlOf('postgres'), TEMPLATE);
});
afterAll(() => server.stop());

describe('a planted fault of the roles', () => {
  /** What is wrong, the statement, the one that takes it back, and the sentence. */
  const FAULTS: [string, string, string, string][] = [
    [
      'a role past all row security',
      'alter role p88_app bypassrls',
      'alter role p88_app nobypassrls',
      'role p88_app is “no login, does not inherit, BYPASSRLS”, expected “no login, does not inherit”',
    ],
    [
      'a role that is superuser',
      'alter role p88_definer superuser',
      'alter role p88_definer nosuperuser',
      'role p88_definer is “no login, does not inherit, SUPERUSER”, expected “no login, does not inherit”',
    ],
    [
      'a role that can sign in',
      'alter role p88_owner login',
      'alter role p88_owner nologin',
      'role p88_owner is “login, does not inherit”, expected “no login, does not inherit”',
    ],
    [
      'a stranger who may become a role',
      'create role mallory login; grant p88_platform to mallory',
      'drop role mallory',
      'role p88_platform has the member mallory in a way that is not expected (mallory inherits its rights)',
    ],
    [
      'a stranger who may become a login of the server',
      'create role mallory login noinherit; grant p88_service to mallory',
      'drop role mallory',
      'role p88_service has the member mallory in a way that is not expected',
    ],
    [
      'the login of tenant work in the role of the platform',
      'grant p88_platform to p88_service',
      'revoke p88_platform from p88_service',
      'role p88_platform has the member p88_service in a way that is not expected',
    ],
    [
      'one tenant’s work in the role of the functions',
      'grant p88_definer to p88_app',
      'revoke p88_definer from p88_app',
      'role p88_definer has the member p88_app in a way that is not expected',
    ],
    [
      'a role that may read everything',
      'grant pg_read_all_data to p88_app',
      'revoke pg_read_all_data from p88_app',
      'role pg_read_all_data has the member p88_app in a way that is not expected',
    ],
    [
      'an owner that inherits the policies of the functions',
      'revoke p88_definer from p88_owner; grant p88_definer to p88_owner with inherit true',
      'revoke p88_definer from p88_owner; grant p88_definer to p88_owner',
      'role p88_definer has the member p88_owner in a way that is not expected (p88_owner inherits its rights)',
    ],
    [
      'a login that may let others in',
      'grant p88_app to p88_service with admin option',
      'revoke admin option for p88_app from p88_service',
      'role p88_app has the member p88_service in a way that is not expected (p88_service may give it to others)',
    ],
    [
      'a membership that is missing',
      'revoke p88_definer from p88_owner',
      'grant p88_definer to p88_owner',
      'role p88_definer lacks the member p88_owner',
    ],
    [
      'a login of the server past all row security',
      'alter role p88_service bypassrls',
      'alter role p88_service nobypassrls',
      'login p88_service, with which the server works, has BYPASSRLS',
    ],
    [
      'a stranger past all row security',
      'create role mallory login bypassrls',
      'drop role mallory',
      'role mallory is not expected, and can go past row security',
    ],
    [
      'a setting that a role may change',
      'grant set on parameter session_replication_role to p88_app',
      'revoke set on parameter session_replication_role from p88_app',
      'parameter session_replication_role grant to p88_app is not expected: SET',
    ],
  ];

  it.each(FAULTS)('is found: %s', async (_, fault, mend, sentence) => {
    await server.run('postgres', fault);
    const found = await auditDatabase(server.urlOf(TEMPLATE));
    await server.run('postgres', mend);
    expect(found).toEqual([sentence]);
    expect(await auditDatabase(server.urlOf(TEMPLATE))).toEqual([]);
  });
});

describe('a database that somebody else runs', () => {
  const EXTERNAL = 'external';
  beforeAll(async () => {
    await server.run(
      'postgres',
      `create role acme_owner login password 'test'; create role acme_app login password 'test' noinherit;
      create role acme_platform login password 'test' noinherit;
      revoke p88_app, p88_platform from p88_service, p88_platform_service`,
    );
    await server.run('postgres', `create database ${EXTERNAL} owner acme_owner`);
    await server.run(
      EXTERNAL,
      `${await readFile(join(findDbFolder(), 'roles.sql'), 'utf8')};
       grant p88_owner, p88_app, p88_platform to acme_owner;
       grant p88_app to acme_app; grant p88_app, p88_platform to acme_platform`,
    );
    await provisionExternal(server.urlOf(EXTERNAL, 'acme_owner'));
  });

  const direct = (): string => server.urlOf(EXTERNAL, 'acme_owner');
  const target = (login: string): string => server.urlOf(EXTERNAL, login);

  it('may have logins of any name', async () => {
    const service = { url: target('acme_app'), platformUrl: target('acme_platform') };
    expect(await auditDatabase(direct(), service)).toEqual([]);
  });

  it('names a login that nobody named', async () => {
    const service = { url: direct(), platformUrl: direct() };
    expect(await auditDatabase(direct(), service)).toEqual([
      'role p88_app has the member acme_app in a way that is not expected',
      'role p88_app has the member acme_platform in a way that is not expected',
      'role p88_platform has the member acme_platform in a way that is not expected',
    ]);
  });

  it('should not be used as superuser', async () => {
    const service = { url: target('p88_admin'), platformUrl: target('acme_platform') };
    expect(await auditDatabase(direct(), service)).toContain(
      'login p88_admin, with which the server works, has SUPERUSER',
    );
  });

  it('is well when a login made the roles itself', async () => {
    await server.run('postgres', `drop database ${EXTERNAL} with (force)`);
    await server.run('postgres', `drop database ${TEMPLATE} with (force)`);
    await server.run(
      'postgres',
      'drop role p88_owner, p88_app, p88_platform, p88_definer, acme_owner, acme_app, acme_platform',
    );
    await server.run('postgres', `create role acme_owner login createrole password 'test'`);
    await server.run('postgres', `create database ${EXTERNAL} owner acme_owner`);
    await provisionExternal(direct());
    expect(await auditDatabase(direct(), { url: direct(), platformUrl: direct() })).toEqual([]);
  });
});
