import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OwnServer, startOwnServer } from '../../../test/support/ownServer.ts';
import { auditDatabase, makeSnapshot, SNAPSHOT_FILE } from './dbAudit.ts';
import { provisionEmbedded } from './provision.ts';
import { findDbFolder } from './schema.ts';

const TEMPLATE = 'reviewed';
const NAME = 'audited';

/** Roles belong to a whole server, and other tests make some: so a server of its own. */
let server: OwnServer;
beforeAll(async () => {
  server = await startOwnServer();
  await provisionEmbedded(server.urlOf('postgres'), TEMPLATE);
});
afterAll(() => server.stop());

const audit = (): Promise<string[]> => auditDatabase(server.urlOf(NAME));

describe('a new installation', () => {
  it('is what the reviewed file says (npm run generate)', async () => {
    const file = await readFile(join(findDbFolder(), SNAPSHOT_FILE), 'utf8');
    expect(await makeSnapshot(server.urlOf(TEMPLATE))).toBe(file);
  });

  it('has no difference', async () => {
    expect(await auditDatabase(server.urlOf(TEMPLATE))).toEqual([]);
  });

  it('says the same to a login without any rights', async () => {
    await server.run('postgres', `create role reader login password 'test'`);
    expect(await auditDatabase(server.urlOf(TEMPLATE, 'reader'))).toEqual([]);
    await server.run('postgres', 'drop role reader');
  });
});

describe('a planted fault in the database', () => {
  beforeEach(async () => {
    await server.run('postgres', `create database ${NAME} template ${TEMPLATE}`);
    // Rights on a database are no part of the copy.
    await server.run('postgres', `revoke temporary on database ${NAME} from public`);
  });
  afterEach(() => server.run('postgres', `drop database ${NAME} with (force)`));

  it('is none so far', async () => {
    expect(await audit()).toEqual([]);
  });

  /** What is wrong, the statement that does it, and the sentences that say so. */
  const FAULTS: [string, string, ...string[]][] = [
    [
      'a grant too many on a table',
      'grant delete on audit_log to p88_app',
      'table audit_log grant to p88_app is “DELETE, INSERT, SELECT”, expected “INSERT, SELECT”',
    ],
    [
      'a grant too many on a column',
      'grant update (hash) on audit_log to p88_app',
      'table audit_log column hash grant to p88_app is not expected: UPDATE',
    ],
    [
      'a grant that can be passed on',
      'grant select on users to p88_app with grant option',
      'table users grant to p88_app is “INSERT, SELECT with grant option, UPDATE”, expected “INSERT, SELECT, UPDATE”',
    ],
    [
      'a table that everybody may read',
      'grant select on users to public',
      'table users grant to PUBLIC is not expected: SELECT',
    ],
    [
      'a function that everybody may call',
      'grant execute on function platform_wall_key() to public',
      'function platform_wall_key() grant to PUBLIC is not expected: EXECUTE',
    ],
    [
      'a function of the platform for tenants',
      'grant execute on function platform_wall_key() to p88_app',
      'function platform_wall_key() grant to p88_app is not expected: EXECUTE',
    ],
    [
      'a schema in which tenants may make things',
      'grant create on schema public to p88_app',
      'schema public grant to p88_app is “CREATE, USAGE”, expected “USAGE”',
    ],
    [
      'a grant that is missing',
      'revoke insert on audit_log from p88_app',
      'table audit_log grant to p88_app is “SELECT”, expected “INSERT, SELECT”',
    ],
    [
      'temporary tables for everybody',
      `grant temporary on database ${NAME} to public`,
      'database grant to PUBLIC is not expected: TEMPORARY',
    ],
    [
      'a function of PostgreSQL that reads files, for tenants',
      'grant execute on function pg_read_file(text) to p88_app',
      'system function pg_read_file(text) grant to p88_app is not expected: EXECUTE',
    ],
    [
      'a catalogue of values for tenants',
      'grant select on pg_statistic to p88_app',
      'system table pg_statistic grant to p88_app is not expected: SELECT',
    ],
    [
      'default privileges',
      'alter default privileges for role p88_owner in schema public grant select on tables to p88_platform',
      'default privileges of p88_owner in public for tables grant to p88_platform is not expected: SELECT',
    ],
    [
      'a policy that was dropped',
      'drop policy tenant_wall on users',
      'table users policy tenant_wall is missing; expected: permissive for all to PUBLIC using (tenant_id = ' +
        '( SELECT public.current_tenant() AS current_tenant)) check (tenant_id = ( SELECT public.current_tenant() AS ' +
        'current_tenant))',
    ],
    [
      'a policy that lets all rows through',
      'alter policy tenant_wall on users using (true)',
      'table users policy tenant_wall is “permissive for all to PUBLIC using true check (tenant_id = ( SELECT ' +
        'public.current_tenant() AS current_tenant))”, expected “permissive for all to PUBLIC using (tenant_id = ' +
        '( SELECT public.current_tenant() AS current_tenant)) check (tenant_id = ( SELECT public.current_tenant() AS ' +
        'current_tenant))”',
    ],
    [
      'a policy more',
      'create policy everybody on users for select using (true)',
      'table users policy everybody is not expected: permissive for select to PUBLIC using true',
    ],
    [
      'row security that is off',
      'alter table users disable row level security',
      'table users is “owner p88_owner, row security off, forced”, expected “owner p88_owner, row security on, forced”',
    ],
    [
      'row security that does not hold the owner',
      'alter table users no force row level security',
      'table users is “owner p88_owner, row security on, not forced”, expected “owner p88_owner, row security on, forced”',
    ],
    [
      'a foreign owner of a table',
      'alter table users owner to p88_admin',
      'table users is “owner p88_admin, row security on, forced”, expected “owner p88_owner, row security on, forced”',
    ],
    [
      'a foreign owner of the database',
      `alter database ${NAME} owner to p88_app`,
      'database is “owner p88_app”, expected “owner an administrator”',
    ],
    [
      'a table more, with everything that belongs to it',
      'create table notes (tenant_id uuid primary key, note text); grant select on notes to p88_app',
      'table notes is not expected: owner p88_admin, row security off, not forced',
    ],
    [
      'a view, which reads with the rights of its owner',
      'create view addresses as select email from users',
      'view addresses is not expected: owner p88_admin, SELECT email FROM public.users;',
    ],
    [
      'a function more',
      `create function peek() returns bigint language sql as 'select count(*) from users'`,
      'function peek() is not expected: owner p88_admin, runs as caller, without settings of its own, sql, volatile, ' +
        'returns bigint',
    ],
    [
      'a function among those of PostgreSQL',
      `set allow_system_table_mods = on;
       create function pg_catalog.peek() returns bigint language sql as 'select count(*) from users'`,
      'function pg_catalog.peek() is not expected: owner p88_admin, runs as caller, without settings of its own, sql, ' +
        'volatile, returns bigint',
    ],
    ['a schema more', 'create schema elsewhere', 'schema elsewhere is not expected: owner an administrator'],
    [
      'a function that hides in an extension',
      `create function peek() returns bigint language sql as 'select count(*) from users';
       alter extension plpgsql add function peek()`,
      'function peek() is not expected: owner p88_admin, runs as caller, without settings of its own, sql, volatile, ' +
        'returns bigint',
    ],
    ['an extension', 'create extension pgcrypto', 'extension pgcrypto is not expected: installed'],
    [
      'a publication',
      'create publication leak for all tables',
      'publication leak is not expected: owner p88_admin',
    ],
    [
      'a trigger more',
      `create trigger look before update on users for each row execute function chain_audit_entry()`,
      'table users trigger look is not expected: on, CREATE TRIGGER look BEFORE UPDATE ON public.users FOR EACH ROW ' +
        'EXECUTE FUNCTION public.chain_audit_entry()',
    ],
    [
      'a rule, which makes another statement of a statement',
      'create rule forget as on delete to users do instead nothing',
      'table users rule forget is not expected: CREATE RULE forget AS ON DELETE TO public.users DO INSTEAD NOTHING;',
    ],
    [
      'foreign keys that are not checked',
      'alter table login_sessions disable trigger all',
      'table login_sessions triggers of login_sessions_tenant_id_user_id_fkey is not expected: off',
      'table login_sessions triggers of refresh_tokens_tenant_id_login_session_id_fkey is not expected: off',
    ],
    [
      'a table that is missing',
      'drop table recovery_codes',
      'table recovery_codes is missing; expected: owner p88_owner, row security on, forced',
    ],
    [
      'a column more',
      'alter table users add column secret_word text',
      'table users column secret_word is not expected: text',
    ],
    [
      'a check that is missing',
      'alter table users drop constraint users_custom_role',
      "table users constraint users_custom_role is missing; expected: CHECK (((role = 'custom'::text) = (custom_role_id " +
        'IS NOT NULL)))',
    ],
    [
      'a setting of one role',
      `alter role p88_app in database ${NAME} set search_path = evil, public`,
      'setting search_path of p88_app in this database is not expected: evil, public',
    ],
  ];

  it.each(FAULTS)('is found: %s', async (_, statement, ...sentences) => {
    await server.run(NAME, statement);
    expect(await audit()).toEqual(sentences);
  });

  /** Faults whose sentences are long. */
  const LONG_FAULTS: [string, string, RegExp][] = [
    [
      'a foreign owner of a function',
      'alter function platform_find_user_by_email(text) owner to p88_admin',
      /^function platform_find_user_by_email\(.*“owner p88_admin, .*expected “owner p88_definer, /,
    ],
    [
      'a function that finds its tables where the caller says',
      'alter function platform_list_timing_keys() reset search_path',
      /^function platform_list_timing_keys\(\) is “.*without settings.*expected “.*with search_path=pg_catalog/,
    ],
    [
      'a function that suddenly runs with the rights of its owner',
      'alter function check_platform_admin() security definer',
      /^function check_platform_admin\(\) is “.*runs as owner.*expected “.*runs as caller/,
    ],
    [
      'a function that does something else',
      'create or replace function current_tenant() returns uuid language sql stable set search_path = pg_catalog, ' +
        `pg_temp return current_setting('p88.tenant', true)::uuid`,
      /^function current_tenant\(\) body is “.*expected “/,
    ],
    [
      'an audit chain that is switched off',
      'alter table audit_log disable trigger chain_audit_entry',
      /^table audit_log trigger chain_audit_entry is “off, .*expected “on, /,
    ],
    [
      'a function whose tests of rows may leak',
      'alter function audit_part(text) leakproof',
      /^function audit_part\(part text\) is “.*leakproof/,
    ],
  ];

  it.each(LONG_FAULTS)('is found: %s', async (_, statement, sentence) => {
    await server.run(NAME, statement);
    expect(await audit()).toEqual([expect.stringMatching(sentence)]);
  });

  it('is found wherever the login looks for names', async () => {
    await server.run(NAME, `alter database ${NAME} set search_path = pg_temp`);
    expect(await audit()).toEqual([
      'setting search_path of everybody in this database is not expected: pg_temp',
    ]);
  });
});
