import { runAsAdmin } from './database.ts';

/** One line per fact about the schema `public`, sorted: what a migration makes and its reverse must remove. */
const FACTS = `
  with relations as (
    select c.oid, c.relname, c.relkind, c.relowner, c.relrowsecurity, c.relforcerowsecurity, c.relacl
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
      and not c.relname = any ($1)
  )
  select format('%s table: owner %s, row security %s, forced %s', relname, pg_get_userbyid(relowner),
                relrowsecurity, relforcerowsecurity) as fact
  from relations
  union all
  select format('%s column %s: %s%s%s', r.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then ' not null' end,
                ' default ' || pg_get_expr(d.adbin, d.adrelid))
  from relations r
  join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
  union all
  select format('%s constraint %s: %s', r.relname, k.conname, pg_get_constraintdef(k.oid))
  from relations r join pg_constraint k on k.conrelid = r.oid
  where k.contype <> 'n'
  union all
  select format('%s index: %s', r.relname, pg_get_indexdef(i.indexrelid))
  from relations r join pg_index i on i.indrelid = r.oid
  union all
  select format('%s policy %s: %s for %s to %s using %s check %s', p.tablename, p.policyname, p.permissive, p.cmd,
                p.roles::text, p.qual, p.with_check)
  from pg_policies p where p.schemaname = 'public'
  union all
  select format('%s grant: %s to %s', r.relname, g.privilege_type, g.grantee::regrole)
  from relations r, aclexplode(r.relacl) g where g.grantee <> r.relowner
  union all
  select format('%s column %s grant: %s to %s', r.relname, a.attname, g.privilege_type, g.grantee::regrole)
  from relations r join pg_attribute a on a.attrelid = r.oid, aclexplode(a.attacl) g
  union all
  select format('function %s: owner %s, %s', p.oid::regprocedure, pg_get_userbyid(p.proowner),
                pg_get_functiondef(p.oid))
  from pg_proc p where p.pronamespace = 'public'::regnamespace
  union all
  select format('function %s grant: %s to %s', p.oid::regprocedure, g.privilege_type, g.grantee::regrole)
  from pg_proc p, aclexplode(p.proacl) g where p.pronamespace = 'public'::regnamespace and g.grantee <> p.proowner
  union all
  select format('type %s', t.typname)
  from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd')
  order by fact`;

/** Everything that the migrations made, as sorted sentences; `except` names tables that are not theirs. */
export async function readCatalogue(adminUrl: string, except: readonly string[]): Promise<string[]> {
  const rows = await runAsAdmin<{ fact: string }>(adminUrl, FACTS, [except]);
  return rows.map((row) => row.fact);
}
