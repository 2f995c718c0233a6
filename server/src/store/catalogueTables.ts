import { grantsOf, isOurs, nameOf } from './catalogueSql.ts';

const KIND = `case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
  when 'f' then 'foreign table' when 'c' then 'type' else 'table' end`;

/** Tables and what is used like one; `subject` is how every fact about it begins. */
const RELATIONS = `
  select c.*, ${KIND} || ' ' || ${nameOf('c.relnamespace', 'c.relname')} as subject
  from pg_class c
  where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c') and ${isOurs('c', 'pg_class', 'c.relnamespace')}`;

const SELF = `
  select r.subject,
         concat_ws(', ', 'owner ' || pg_get_userbyid(r.relowner),
           case when r.relkind in ('r', 'p') then
             'row security ' || case when r.relrowsecurity then 'on' else 'off' end || ', ' ||
             case when r.relforcerowsecurity then 'forced' else 'not forced' end end,
           case r.relpersistence when 'u' then 'unlogged' when 't' then 'temporary' end,
           'options ' || array_to_string(r.reloptions, ' '),
           (select 'inherits ' || string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)
            from pg_inherits i where i.inhrelid = r.oid),
           case when r.relkind in ('v', 'm') then pg_get_viewdef(r.oid) end) as value
  from (${RELATIONS}) r`;

const COLUMNS = `
  select r.subject || ' column ' || quote_ident(a.attname) as subject,
         concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
           case when a.attgenerated <> '' then 'generated' end, case when a.attidentity <> '' then 'identity' end,
           case when a.attcollation not in (0, (select typcollation from pg_type where oid = a.atttypid))
             then 'collation ' || a.attcollation::regcollation end,
           'default ' || pg_get_expr(d.adbin, d.adrelid)) as value
  from (${RELATIONS}) r
  join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
  where r.relkind <> 'S'`;

/** Without those of "not null", which PostgreSQL has as constraints since 18 and columns have in all versions. */
const CONSTRAINTS = `
  select r.subject || ' constraint ' || quote_ident(k.conname) as subject, pg_get_constraintdef(k.oid) as value
  from (${RELATIONS}) r join pg_constraint k on k.conrelid = r.oid
  where k.contype <> 'n'`;

const INDEXES = `
  select r.subject || ' index ' || quote_ident(c.relname) as subject,
         pg_get_indexdef(i.indexrelid) || case when i.indisvalid then '' else ' not valid' end as value
  from (${RELATIONS}) r
  join pg_index i on i.indrelid = r.oid
  join pg_class c on c.oid = i.indexrelid`;

const POLICIES = `
  select r.subject || ' policy ' || quote_ident(p.polname) as subject,
         concat_ws(' ', case when p.polpermissive then 'permissive' else 'restrictive' end, 'for',
           case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
             else 'all' end,
           'to', (select string_agg(case one when 0 then 'PUBLIC' else pg_get_userbyid(one)::text end, ', ' order by one)
                  from unnest(p.polroles) one),
           'using ' || pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid)) as value
  from (${RELATIONS}) r join pg_policy p on p.polrelid = r.oid`;

const FIRES = `case t.tgenabled when 'O' then 'on' when 'D' then 'off' when 'R' then 'on replicas' else 'always' end`;

const TRIGGERS = `
  select r.subject || ' trigger ' || quote_ident(t.tgname) as subject,
         ${FIRES} || ', ' || pg_get_triggerdef(t.oid) as value
  from (${RELATIONS}) r join pg_trigger t on t.tgrelid = r.oid
  where not t.tgisinternal`;

/** A foreign key works by triggers, which can be switched off. */
const KEY_TRIGGERS = `
  select r.subject || ' triggers of ' || coalesce(quote_ident(k.conname), 'the system') as subject,
         string_agg(distinct ${FIRES}, ', ') as value
  from (${RELATIONS}) r
  join pg_trigger t on t.tgrelid = r.oid
  left join pg_constraint k on k.oid = t.tgconstraint
  where t.tgisinternal and t.tgenabled <> 'O' group by 1`;

const RULES = `
  select r.subject || ' rule ' || quote_ident(w.rulename) as subject, pg_get_ruledef(w.oid) as value
  from (${RELATIONS}) r join pg_rewrite w on w.ev_class = r.oid
  where r.relkind not in ('v', 'm')`;

const GRANTS = grantsOf(`select r.subject, r.relacl as acl, r.relowner as owner from (${RELATIONS}) r`);

const COLUMN_GRANTS = grantsOf(`
  select r.subject || ' column ' || quote_ident(a.attname) as subject, a.attacl as acl, r.relowner as owner
  from (${RELATIONS}) r join pg_attribute a on a.attrelid = r.oid and not a.attisdropped`);

/** Tables with columns, keys, policies, triggers and grants; views, sequences and the like. */
export const TABLE_FACTS: readonly string[] = [
  SELF,
  COLUMNS,
  CONSTRAINTS,
  INDEXES,
  POLICIES,
  TRIGGERS,
  KEY_TRIGGERS,
  RULES,
  GRANTS,
  COLUMN_GRANTS,
];
