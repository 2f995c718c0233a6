import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, runAsAdmin, type TestDatabase } from '../../../test/support/database.ts';
import { MIGRATION_TABLES } from './migrate.ts';

/** Tables without tenants, each with its reason. A new table is a tenant table unless it is argued in here. */
const TABLES_WITHOUT_TENANT: Record<string, string> = {
  ...Object.fromEntries(
    MIGRATION_TABLES.map((table) => [table, 'names of migrations; only p88_owner may touch it']),
  ),
  wall_keys: 'what proves a tenant; only functions of p88_definer read it',
};

/** Unique across tenants, each with its reason. All other indexes begin with the tenant. */
const GLOBAL_INDEXES: Record<string, string> = {
  partners_one_platform: 'the installation itself is one tenant, and there is one',
  refresh_tokens_token_unique: 'finds the tenant of a program',
  invitations_token_unique: 'finds the tenant of somebody who is invited',
  password_resets_token_unique: 'finds the tenant of somebody who forgot the password',
  login_tickets_token_unique: 'finds the tenant of a second factor',
  api_keys_prefix_unique: 'finds the tenant of a program',
  visits_one_per_login: 'a login of a platform administrator looks into one partner at a time',
  partners_slug_unique: 'names a partner in options and addresses',
  users_email_unique: 'finds the tenant of somebody who signs in',
  login_sessions_token_unique: 'finds the tenant of a cookie',
  timing_keys_user_name_unique: 'finds the tenant of a stream',
  display_urls_id_unique: 'finds the tenant of a screen',
};

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const ask = <Row extends object>(text: string, params: unknown[] = []): Promise<Row[]> =>
  runAsAdmin<Row>(test.adminUrl, text, params);

interface Table {
  name: string;
  owner: string;
  enabled: boolean;
  forced: boolean;
  first_key_column: string | null;
  tenant_not_null: boolean | null;
}

const TABLES = `
  select c.relname as name, pg_get_userbyid(c.relowner) as owner, c.relrowsecurity as enabled,
         c.relforcerowsecurity as forced,
         (select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
          where i.indrelid = c.oid and i.indisprimary) as first_key_column,
         (select a.attnotnull from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
            and a.atttypid = 'uuid'::regtype) as tenant_not_null
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relname = any ($1)
  order by c.relname`;

describe('the wall between tenants, asked of the catalogue', () => {
  it('has every table behind it', async () => {
    const tables = await ask<Table>(TABLES, [Object.keys(TABLES_WITHOUT_TENANT)]);
    expect(tables.length).toBeGreaterThanOrEqual(9);
    for (const { name, ...facts } of tables) {
      expect(facts, name).toEqual({
        owner: 'p88_owner',
        enabled: true,
        forced: true,
        first_key_column: 'tenant_id',
        tenant_not_null: true,
      });
    }
  });

  it('compares with the current tenant in every table, reading and writing', async () => {
    const policies = await ask(
      `select c.relname as table, p.polpermissive as permissive, p.polcmd as command, p.polroles::text as roles,
              pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
       from pg_class c
       left join pg_policy p on p.polrelid = c.oid and p.polname = 'tenant_wall'
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relname = any ($1)`,
      [Object.keys(TABLES_WITHOUT_TENANT)],
    );
    const wall = '(tenant_id = ( SELECT current_tenant() AS current_tenant))';
    for (const policy of policies) {
      // roles {0} is everybody, command * is all of them.
      const expected = { permissive: true, command: '*', roles: '{0}', using: wall, check: wall };
      expect(policy).toMatchObject(expected);
    }
  });

  it('has no other door than the ones for named functions', async () => {
    const doors = await ask(
      `select policyname, array_agg(distinct roles::text) as roles
       from pg_policies where schemaname = 'public' and policyname <> 'tenant_wall' group by policyname order by 1`,
    );
    expect(doors).toEqual(
      ['platform_changes', 'platform_creates', 'platform_deletes', 'platform_expires', 'platform_reads'].map(
        (policyname) => ({
          policyname,
          roles: ['{p88_definer}'],
        }),
      ),
    );
  });

  it('has views for nobody: they would read with the rights of their owner', async () => {
    expect(
      await ask(
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`,
      ),
    ).toEqual([]);
  });

  it('begins every index with the tenant', async () => {
    const indexes = await ask<{ name: string }>(
      `select c.relname as name
       from pg_index i
       join pg_class c on c.oid = i.indexrelid
       left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where c.relnamespace = 'public'::regnamespace and a.attname is distinct from 'tenant_id'
         and not i.indrelid::regclass::text = any ($1)
       order by 1`,
      [Object.keys(TABLES_WITHOUT_TENANT)],
    );
    expect(indexes.map((index) => index.name)).toEqual(Object.keys(GLOBAL_INDEXES).sort());
  });

  it('joins tables by tenant: no foreign key can point into another one', async () => {
    const keys = await ask(
      `select k.conname from pg_constraint k
       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
       join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
       where k.contype = 'f' and k.connamespace = 'public'::regnamespace
         and (a.attname <> 'tenant_id' or b.attname <> 'tenant_id')`,
    );
    expect(keys).toEqual([]);
  });
});

describe('roles and grants', () => {
  it('give no role more than it needs', async () => {
    const roles = await ask(
      `select rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls
       from pg_roles where rolname like 'p88\\_%' and rolname <> 'p88_admin' order by rolname`,
    );
    const none = {
      rolsuper: false,
      rolinherit: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolcanlogin: false,
      rolreplication: false,
      rolbypassrls: false,
    };
    expect(roles).toEqual([
      { ...none, rolname: 'p88_app' },
      { ...none, rolname: 'p88_definer' },
      { ...none, rolname: 'p88_owner' },
      { ...none, rolname: 'p88_platform' },
      { ...none, rolname: 'p88_platform_service', rolcanlogin: true },
      { ...none, rolname: 'p88_service', rolcanlogin: true },
    ]);
  });

  it('let each login step into the roles of its work, and nobody else into anything but the functions’ owner', async () => {
    const members = await ask(
      `select m.member::regrole::text as member, m.roleid::regrole::text as of from pg_auth_members m
       where m.roleid::regrole::text like 'p88\\_%' and m.member::regrole::text <> 'p88_admin' order by 1, 2`,
    );
    expect(members).toEqual([
      { member: 'p88_owner', of: 'p88_definer' },
      { member: 'p88_platform_service', of: 'p88_app' },
      { member: 'p88_platform_service', of: 'p88_platform' },
      { member: 'p88_service', of: 'p88_app' },
    ]);
  });

  it('give nothing to everybody', async () => {
    const grants = await ask(
      `select c.relname as object from pg_class c, aclexplode(c.relacl) g
       where c.relnamespace = 'public'::regnamespace and g.grantee = 0
       union all
       select p.proname from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
       where p.pronamespace = 'public'::regnamespace and g.grantee = 0`,
    );
    expect(grants).toEqual([]);
  });

  it('let the platform execute its functions and read no table', async () => {
    const privileges = await ask<{ count: number }>(
      `select count(*)::integer as count from pg_class c, aclexplode(c.relacl) g
       where c.relnamespace = 'public'::regnamespace and g.grantee = 'p88_platform'::regrole`,
    );
    expect(privileges).toEqual([{ count: 0 }]);
  });

  it('pin the search path of every function that runs with the rights of its owner', async () => {
    const loose = await ask(
      `select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
         and (proconfig is null or not 'search_path=pg_catalog, pg_temp' = any (proconfig))`,
    );
    expect(loose).toEqual([]);
    const owners = await ask(
      `select distinct pg_get_userbyid(proowner) as owner from pg_proc
       where pronamespace = 'public'::regnamespace and prosecdef`,
    );
    expect(owners).toEqual([{ owner: 'p88_definer' }]);
  });
});
