import type { TenantId } from '@project88/core/ids/ids.ts';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../server/src/tenancy/database.ts';
import { systemPrincipal } from '../../server/src/tenancy/principal.ts';
import { claimOf, runAsAdmin } from '../support/database.ts';
import { A, B, marksIn, RawWall, STEP_INTO_PLATFORM } from './support/rawWall.ts';

/**
 * Somebody has the connection of the service, with tenant A entered, and tries to learn anything of tenant B by SQL
 * alone. Each attempt is refused or comes to nothing; what cannot be stopped at this level stands in `rawLimits.test.ts`.
 */

let wall: RawWall;
beforeAll(async () => {
  wall = await RawWall.build();
});
afterAll(() => wall.close());

/** No right, no such thing here, or a rule of row-level security. */
const REFUSED = /^(42501|25001|0A000|42704|42883|42P01|22023|42P17|28000|55P02|58P01)$/;

describe('becoming somebody else is refused', () => {
  const IDENTITIES = [
    'set role p88_owner',
    'set role p88_definer',
    'set role p88_platform',
    STEP_INTO_PLATFORM,
    'set role p88_admin',
    'set role postgres',
    'set role pg_read_all_data',
    'set role pg_read_server_files',
    'set role pg_execute_server_program',
    'set role pg_monitor',
    'set session authorization p88_owner',
    'set session authorization p88_admin',
    `select set_config('role', 'p88_definer', false)`,
    `select set_config('session_authorization', 'p88_admin', false)`,
    'grant p88_owner to p88_app',
    'grant p88_definer to p88_service',
    'alter role p88_app bypassrls',
    'alter role p88_service superuser',
    `alter role p88_service password 'mine'`,
    'create role mallory',
    'alter table users owner to p88_app',
    'alter table users disable row level security',
    'alter table users no force row level security',
    'alter policy tenant_wall on users using (true)',
    'drop policy tenant_wall on users',
    'create policy mine on users using (true)',
    'grant select on wall_keys to p88_app',
    'reassign owned by p88_owner to p88_app',
  ];
  it.each(IDENTITIES)('%s', async (attack) => {
    for (const outcome of [await wall.asA(attack), await wall.asLogin(attack)]) {
      // The login may change its own password: that locks others out and opens nothing.
      if (attack.includes('password') && outcome.error === null) continue;
      expect(outcome.error?.code).toMatch(REFUSED);
    }
  });

  it.each(['reset role', 'set role none', 'reset all', 'discard all', 'reset session authorization'])(
    '%s leaves nothing to read',
    async (attack) => {
      const { error, rows } = await wall.asA(attack, 'select * from users');
      expect([rows, error?.code ?? '']).toEqual([[], expect.stringMatching(/^(42501|25001)?$/)]);
    },
  );
});

describe('naming another tenant comes to nothing', () => {
  const claims: [string, () => Promise<string>][] = [
    ['its id alone', async () => B.tenant],
    [
      'its id with the proof of A',
      async () => (await claimOf(wall.test.adminUrl, A.tenant)).replace(A.tenant, B.tenant),
    ],
    ['its id with a proof of nothing', async () => `${B.tenant}.${'0'.repeat(64)}`],
    ['its id with an empty proof', async () => `${B.tenant}.`],
    ['A with something behind', async () => `${await claimOf(wall.test.adminUrl, A.tenant)},${B.tenant}`],
    ['a pattern', async () => '%'],
  ];
  it.each(claims)('%s', async (_name, claim) => {
    const { rows, error } = await wall.asA(
      `select set_config('p88.tenant', '${await claim()}', true)`,
      'select tenant_id from users',
    );
    expect([rows, error?.code ?? '']).toEqual([[], expect.stringMatching(/^(22P02)?$/)]);
  });

  it('the key of the wall cannot be read', async () => {
    for (const attack of [
      'select * from wall_keys',
      'select platform_wall_key()',
      'copy wall_keys to stdout',
      `select query_to_xml('select * from wall_keys', true, true, '')`,
      `select histogram_bounds, most_common_vals from pg_stats where tablename = 'wall_keys'`,
    ]) {
      const { error, rows } = await wall.asA(attack);
      expect(error?.code ?? rows, attack).toEqual(error === null ? [] : expect.stringMatching(REFUSED));
    }
  });
});

describe('reading shows A alone', () => {
  const READS = [
    'select * from users',
    'table users',
    'select u from users u',
    'select * from only users',
    `select * from users where tenant_id = '${B.tenant}'`,
    `select * from users where tenant_id <> '${A.tenant}' or true`,
    `select * from users order by ctid`,
    `select * from users where ctid in ('(0,1)', '(0,2)', '(0,3)')`,
    'select max(email), count(*), string_agg(name, $$,$$) from users',
    'with all_users as (select * from users) select * from all_users',
    'select * from partners p left join users u on true',
    'select (select string_agg(tenant_id::text, $$,$$) from users)',
    'select * from users tablesample system (100)',
    'select * from users for update',
    'select json_agg(u) from users u',
    `select query_to_xml('select * from users', true, true, '')`,
    `select table_to_xml('users', true, true, '')`,
    `select schema_to_xml('public', true, true, '')`,
    `select * from ts_stat('select to_tsvector(email) from users')`,
    'copy (select * from users) to stdout',
    'copy users to stdout',
    `update users set name = name returning *`,
    `update login_sessions set address = address returning *`,
    `delete from roster_entries where true returning *`,
    `insert into custom_roles select (jsonb_populate_record(r, jsonb_build_object('name', 'Copy', 'id',
       gen_random_uuid()))).* from custom_roles r returning *`,
    `do $$ declare r record; begin for r in select * from users loop raise notice '%', r; end loop; end $$`,
    'declare c cursor for select * from users; fetch all from c',
    'prepare p as select * from users; execute p',
    'set local row_security = off; select * from users',
    'set local enable_seqscan = off; select * from users',
    'set local search_path = pg_temp, public; select * from users',
    'select * from users; select * from partners; select * from audit_log',
    'select audit_part(email) from users',
    'select pg_get_functiondef(oid) from pg_proc where pronamespace = $$public$$::regnamespace',
  ];
  it.each(READS)('%s', async (attack) => {
    const { text, error } = await wall.asA(attack);
    expect(marksIn(text, attack)).toEqual([]);
    if (error !== null) expect(error.code).toMatch(REFUSED);
  });

  it('what is refused to the login is refused before it steps into a role', async () => {
    for (const attack of ['select * from users', 'table partners', 'copy users to stdout']) {
      expect((await wall.asLogin(attack)).error?.code, attack).toBe('42501');
    }
  });
});

describe('writing reaches A alone', () => {
  const ROW = `now(), now() + interval '1 day'`;
  const WRITES = [
    `update users set tenant_id = '${B.tenant}'`,
    `update display_urls set display_session_id = '${B.id}'`,
    `insert into display_urls (tenant_id, id, display_session_id, created_at, expires_at)
       values ('${B.tenant}', 'AAAAAAAA', '${B.id}', ${ROW})`,
    `insert into display_urls (tenant_id, id, display_session_id, created_at, expires_at)
       values ('${A.tenant}', 'AAAAAAAA', '${B.id}', ${ROW})`,
    `insert into audit_log (tenant_id, seq, at, actor_kind, actor_id, actor_name, action, object_kind, object_id,
       address, request_id, previous_hash, hash)
       values ('${B.tenant}', 0, now(), 'system', '', '', 'x', '', '', '', '', '', '')`,
    `update audit_heads set seq = 0`,
    `truncate users`,
    `truncate users cascade`,
    `merge into users u using (select 1) s on true when matched then update set name = 'x'`,
    'select chain_audit_entry()',
  ];
  const rowsOfB = () =>
    runAsAdmin(
      wall.test.adminUrl,
      `select u, d from users u join display_urls d using (tenant_id)
    where tenant_id = '${B.tenant}'`,
    );
  it.each(WRITES)('%s', async (attack) => {
    const rows = await rowsOfB();
    const { text, error } = await wall.asA(attack);
    expect(marksIn(text, attack)).toEqual([]);
    if (!attack.startsWith('merge')) expect(error?.code).toMatch(/^(42501|23503|0A000|55P01)$/);
    expect(await rowsOfB()).toEqual(rows);
  });
});

describe('conditions see no row of B, so that no failure tells about one', () => {
  // Each would fail on a row of B if it were looked at: after the wall, only rows of A are left.
  const PROBES = [
    `1 / (case when email like 'beta%' then 0 else 1 end) = 1`,
    `(case when email like 'beta%' then email else '1' end)::integer = 1`,
    `(case when tenant_id = '${B.tenant}' then 'x' else '2031-05-04' end)::date is not null`,
    `pg_sleep(case when tenant_id = '${B.tenant}' then 30 else 0 end) is not null`,
    `(case when tenant_id = '${B.tenant}' then '(' else 'x' end) ~ 'x' or 'x' ~ (case when email like 'beta%' then '(' else 'x' end)`,
    `sqrt(case when email like 'beta%' then -1 else 1 end) = 1`,
    `json_typeof((case when email like 'beta%' then '{' else '{}' end)::json) = 'object'`,
    `to_number(email, 'x') is null or true`,
    `current_setting(case when email like 'beta%' then 'no.such' else 'role' end) is not null`,
    `exists (select 1 from users b where 1 / (case when b.tenant_id <> users.tenant_id then 0 else 1 end) = 1)`,
  ];
  it.each(PROBES)('%s', async (condition) => {
    const outcome = await wall.asA(
      `set local statement_timeout = '5s'`,
      `select tenant_id from users where ${condition}`,
    );
    expect(outcome.error).toBeNull();
    expect(outcome.rows.length).toBeLessThanOrEqual(1);
    expect(marksIn(outcome.text, condition)).toEqual([]);
  });

  it('nor can operators or functions be made that would look', async () => {
    for (const attack of [
      `create function spy(text) returns boolean language plpgsql cost 0.0001 as
         'begin raise notice ''%'', $1; return true; end'`,
      `create function pg_temp.spy(text) returns boolean language sql cost 0.0001 as 'select true'`,
      `create operator === (leftarg = text, rightarg = text, function = texteq)`,
      `create aggregate spy(text) (sfunc = textcat, stype = text)`,
      `create cast (text as integer) with inout`,
      'create view spy as select * from users',
      'create materialized view spy as select * from users',
      'create table spy as select * from users',
      'create temporary table users as select 1',
      'create temporary view spy as select * from users',
      'select * into temporary spy from users',
      'create rule spy as on select to users do instead select 1',
      'create trigger spy before insert on users for each row execute function chain_audit_entry()',
      'create event trigger spy on ddl_command_start execute function chain_audit_entry()',
      'create schema spy',
      'create type spy as (a text)',
      'create statistics spy on email, name from users',
      'create index spy on users (email)',
      'create publication spy for all tables',
      `create subscription spy connection 'host=evil.example' publication p`,
      'alter function current_tenant() volatile',
      `create or replace function current_tenant() returns uuid language sql as $$ select '${B.tenant}'::uuid $$`,
      `comment on table users is 'x'`,
      `security label on table users is 'x'`,
    ]) {
      const { error } = await wall.asA(attack);
      expect(error?.code, attack).toMatch(REFUSED);
    }
  });
});

describe('the server’s files, programs and network are out of reach', () => {
  it.each([
    `copy users to '/tmp/stolen'`,
    `copy users from '/etc/passwd'`,
    `copy (select 1) to program 'id'`,
    `copy users from program 'id'`,
    `select pg_read_file('/etc/passwd')`,
    `select pg_read_binary_file('pg_hba.conf')`,
    `select pg_ls_dir('.')`,
    'select pg_ls_waldir()',
    'select pg_ls_logdir()',
    `select pg_stat_file('pg_hba.conf')`,
    `select lo_import('/etc/passwd')`,
    `select lo_export(1, '/tmp/stolen')`,
    `select pg_current_logfile()`,
    'select * from pg_hba_file_rules',
    'select * from pg_file_settings',
    `select current_setting('data_directory')`,
    `select current_setting('hba_file')`,
    'create extension dblink',
    'create extension pgcrypto',
    'create extension file_fdw',
    `create server evil foreign data wrapper postgres_fdw`,
    `select dblink('host=evil.example', 'select 1')`,
    `load '/tmp/evil.so'`,
    `load 'dblink'`,
    'create language plperlu',
    `do language plpython3u 'pass'`,
    'select pg_reload_conf()',
    'select pg_switch_wal()',
    `alter system set log_statement = 'all'`,
    'alter database postgres set row_security = off',
    'checkpoint',
    'vacuum users',
    `select pg_create_logical_replication_slot('x', 'test_decoding')`,
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() limit 1',
    'set session_replication_role = replica',
    `set log_statement = 'all'`,
  ])('%s', async (attack) => {
    const { error, text } = await wall.asA(attack);
    expect(marksIn(text, attack)).toEqual([]);
    // Some are warned about and pass by: a vacuum inside a transaction is refused for another reason.
    expect(error?.code).toMatch(/^(42501|42704|42883|25001|58P01|0A000|42P01|55000)$/);
  });
});

describe('the catalogue and the statistics tell nothing of B', () => {
  it.each([
    `select * from pg_stats where schemaname = 'public'`,
    'select * from pg_stats_ext',
    'select * from pg_stats_ext_exprs',
    'select * from pg_statistic',
    'select * from pg_statistic_ext_data',
    'select * from pg_authid',
    'select * from pg_shadow',
    'select * from pg_user_mapping',
    'select rolname, rolpassword from pg_roles',
    'select * from pg_largeobject',
    'select * from pg_subscription',
    'select * from pg_settings',
    'select * from pg_cursors',
    'select * from pg_prepared_statements',
    'select * from pg_prepared_xacts',
    'select * from pg_replication_slots',
    'select * from pg_stat_replication',
    'select * from pg_seclabels',
    'select * from pg_description',
    'select * from pg_sequences',
    'select * from pg_stat_statements',
    'select * from information_schema.tables',
    'select * from pg_db_role_setting',
    'select relname, relacl, reloptions from pg_class',
    'select * from pg_stat_user_tables',
    'select * from pg_locks',
    `select heap_page_items(get_raw_page('users', 0))`,
  ])('%s', async (attack) => {
    const { error, text } = await wall.asA(attack);
    expect(marksIn(text, attack)).toEqual([]);
    if (error !== null) expect(error.code).toMatch(/^(42501|42P01|42883|22023)$/);
  });

  it('no statistics of values are shown, though there are some', async () => {
    const [all] = await runAsAdmin<{ rows: number }>(
      wall.test.adminUrl,
      `select count(*)::integer as rows from pg_stats where schemaname = 'public'`,
    );
    expect(all?.rows).toBeGreaterThan(100);
    expect((await wall.asA(`select * from pg_stats where schemaname = 'public'`)).rows).toEqual([]);
  });

  it('what B asks at this moment is seen without its values', async () => {
    const busy = new Client({ connectionString: wall.test.url });
    await busy.connect();
    await busy.query('begin');
    const claim = await claimOf(wall.test.adminUrl, B.tenant);
    await busy.query(`select set_config('role', 'p88_app', true), set_config('p88.tenant', $1, true)`, [
      claim,
    ]);
    await busy.query('select tenant_id from users where email = $1', [
      `${B.text.toLowerCase()}@example.test`,
    ]);
    const question = 'select tenant_id from users where email';
    expect((await wall.asA('select * from pg_stat_activity')).text).not.toContain(question);
    const { text } = await wall.asLogin('select * from pg_stat_activity');
    expect(text).toContain(question);
    expect(marksIn(text, '')).toEqual([]);
    await busy.end();
  });
});

describe('nothing is left on the connection that fools the next tenant', () => {
  const narrow = () =>
    openDatabase({
      url: wall.test.url,
      platformUrl: wall.test.platformUrl,
      connections: 1,
      log: pino({ level: 'silent' }),
    });
  const asTenant = <Row extends object>(database: Database, tenant: string, text: string) =>
    database.withTenant(systemPrincipal(tenant as TenantId, 'test'), (scope) => scope.sql<Row>(text));

  it('a temporary table cannot be made', async () => {
    const database = narrow();
    const trap = asTenant(database, A.tenant, 'create temporary table users (tenant_id text)');
    await expect(trap).rejects.toThrow('permission denied');
    await database.close();
  });

  it('and would not pass for a table of ours', async () => {
    const [{ name } = { name: '' }] = await runAsAdmin<{ name: string }>(
      wall.test.adminUrl,
      'select current_database() as name',
    );
    await runAsAdmin(wall.test.adminUrl, `grant temporary on database ${name} to p88_app`);
    const database = narrow();
    await asTenant(database, A.tenant, 'create temporary table users (tenant_id text)');
    await asTenant(database, A.tenant, `set session search_path = pg_temp, public`);
    const rows = await asTenant(database, B.tenant, 'select tenant_id from users');
    expect(rows).toEqual([{ tenant_id: B.tenant }]);
    await database.close();
    await runAsAdmin(wall.test.adminUrl, `revoke temporary on database ${name} from p88_app`);
  });

  it('the tenant that somebody set for the whole connection is not that of the next one', async () => {
    const database = narrow();
    const claim = await claimOf(wall.test.adminUrl, A.tenant);
    await asTenant(database, A.tenant, `select set_config('p88.tenant', '${claim}', false)`);
    const rows = await asTenant(database, B.tenant, 'select tenant_id from users');
    expect(rows).toEqual([{ tenant_id: B.tenant }]);
    await database.close();
  });
});
