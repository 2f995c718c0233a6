import { grantsOf, isOfNoExtension } from './catalogueSql.ts';

/** The four roles of `db/roles.sql`. */
const OUR_ROLES = `('p88_owner', 'p88_app', 'p88_platform', 'p88_definer')`;

/** Who may do everything here anyway: superusers, the owner of the database and the login that migrates. */
const ADMINISTRATORS = `
  select r.oid from pg_roles r
  where r.rolname not in ${OUR_ROLES} and (
    r.rolsuper or r.rolname = session_user or r.rolname = 'pg_database_owner'
    or r.oid = (select datdba from pg_database where datname = current_database()))`;

/** $1: the logins that the server works with. */
const IS_OURS_OR_EVERYBODY = `
  (g.grantee = 0 or g.grantee in (select oid from pg_roles where rolname in ${OUR_ROLES} or rolname = any ($1)))`;

const ROLES = `
  select 'role ' || r.rolname as subject,
         concat_ws(', ', case when r.rolcanlogin then 'login' else 'no login' end,
           case when r.rolinherit then 'inherits' else 'does not inherit' end,
           case when r.rolsuper then 'SUPERUSER' end, case when r.rolbypassrls then 'BYPASSRLS' end,
           case when r.rolcreaterole then 'CREATEROLE' end, case when r.rolcreatedb then 'CREATEDB' end,
           case when r.rolreplication then 'REPLICATION' end) as value
  from pg_roles r where r.rolname in ${OUR_ROLES}`;

/** Who owns a database may take it apart; that it is an administrator is all that can be expected of a foreign one. */
const DATABASE = `
  select 'database' as subject,
         'owner ' || case when r.rolname not in ${OUR_ROLES}
             and (r.rolsuper or r.rolname = session_user or r.rolcreaterole) then 'an administrator'
           else r.rolname end as value
  from pg_database d join pg_roles r on r.oid = d.datdba where d.datname = current_database()`;

/** Everybody may connect by default. That is no right yet, and less of it is no difference. */
const DATABASE_GRANTS = grantsOf(
  `select 'database' as subject, coalesce(d.datacl, acldefault('d', d.datdba)) as acl, d.datdba as owner
   from pg_database d where d.datname = current_database()`,
  `g.privilege_type <> 'CONNECT' and not g.grantee in (${ADMINISTRATORS})`,
);

const SCHEMATA = `
  select n.oid, 'schema ' || quote_ident(n.nspname) as subject, n.nspowner, n.nspacl from pg_namespace n
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and ${isOfNoExtension('n', 'pg_namespace')}`;

const SCHEMAS = `
  select s.subject,
         'owner ' || case when s.nspowner in (${ADMINISTRATORS}) then 'an administrator'
           else pg_get_userbyid(s.nspowner)::text end as value
  from (${SCHEMATA}) s`;

const SCHEMA_GRANTS = grantsOf(
  `select s.subject, s.nspacl as acl, s.nspowner as owner from (${SCHEMATA}) s`,
  `not g.grantee in (${ADMINISTRATORS})`,
);

const DEFAULT_PRIVILEGES = grantsOf(`
  select format('default privileges of %s in %s for %s', pg_get_userbyid(a.defaclrole),
                coalesce((select quote_ident(nspname) from pg_namespace where oid = a.defaclnamespace), 'all schemas'),
                case a.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
                  when 'T' then 'types' when 'n' then 'schemas' else 'large objects' end) as subject,
         a.defaclacl as acl, a.defaclrole as owner
  from pg_default_acl a`);

const EXTENSIONS = `
  select 'extension ' || quote_ident(extname) as subject, 'installed' as value from pg_extension`;

/** What reads or changes rows from beside the tables. */
const BYSTANDERS = `
  select 'event trigger ' || quote_ident(evtname) as subject, 'on ' || evtevent as value from pg_event_trigger e
  where ${isOfNoExtension('e', 'pg_event_trigger')}
  union all
  select 'publication ' || quote_ident(pubname), 'owner ' || pg_get_userbyid(pubowner) from pg_publication
  union all
  select 'foreign server ' || quote_ident(srvname), 'owner ' || pg_get_userbyid(srvowner) from pg_foreign_server`;

/** Settings on which the meaning of a statement or the wall depends. */
const SETTINGS = `('allow_system_table_mods', 'lo_compat_privileges', 'row_security', 'session_replication_role',
  'standard_conforming_strings', 'transform_null_equals')`;

const SERVER_SETTINGS = `
  select 'setting ' || name as subject, reset_val as value from pg_settings where name in ${SETTINGS}`;

/** The same, and some more, where they are set for a role or a database only. */
const OWN_SETTINGS = `
  select format('setting %s of %s in %s', split_part(one, '=', 1),
                case s.setrole when 0 then 'everybody' else pg_get_userbyid(s.setrole)::text end,
                case s.setdatabase when 0 then 'all databases' else 'this database' end) as subject,
         substr(one, strpos(one, '=') + 1) as value
  from pg_db_role_setting s cross join unnest(s.setconfig) one
  where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
    and (s.setrole = 0
      or s.setrole in (select oid from pg_roles where rolname in ${OUR_ROLES} or rolname = any ($1)))
    and (split_part(one, '=', 1) in ${SETTINGS}
      or split_part(one, '=', 1) in ('search_path', 'role', 'session_preload_libraries', 'local_preload_libraries')
      or one ~ '^p88[.]')`;

/** What PostgreSQL brings itself, where more was given away than when the server was made. */
const SYSTEM_GRANTS = `
  select 'system ' || o.kind || ' grant to ' || case g.grantee when 0 then 'PUBLIC' else pg_get_userbyid(g.grantee)::text end
      as subject, string_agg(distinct g.privilege_type, ', ') as value
  from (
    select 'table ' || c.relname as kind, c.relacl as acl, 'pg_class'::regclass as catalogue, c.oid,
           acldefault('r', c.relowner) as standard
    from pg_class c where c.relnamespace = 'pg_catalog'::regnamespace and c.oid < 16384 and c.relacl is not null
    union all
    select 'function ' || p.oid::regprocedure, p.proacl, 'pg_proc'::regclass, p.oid, acldefault('f', p.proowner)
    from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace and p.oid < 16384 and p.proacl is not null
  ) o
  left join pg_init_privs i on i.classoid = o.catalogue and i.objoid = o.oid and i.objsubid = 0
  cross join lateral (
    select grantee, privilege_type from aclexplode(o.acl)
    except select grantee, privilege_type from aclexplode(coalesce(i.initprivs, o.standard))
  ) g
  where ${IS_OURS_OR_EVERYBODY}
  group by 1`;

const PARAMETER_GRANTS = grantsOf(
  `select 'parameter ' || parname as subject, paracl as acl, 10::oid as owner from pg_parameter_acl`,
  IS_OURS_OR_EVERYBODY,
);

/** What stands around the schema: roles, the database, and what could reach in from outside. */
export const SURROUNDING_FACTS: readonly string[] = [
  ROLES,
  DATABASE,
  DATABASE_GRANTS,
  SCHEMAS,
  SCHEMA_GRANTS,
  DEFAULT_PRIVILEGES,
  EXTENSIONS,
  BYSTANDERS,
  SERVER_SETTINGS,
];

/** Those that ask for the logins ($1). */
export const LOGIN_FACTS: readonly string[] = [OWN_SETTINGS, SYSTEM_GRANTS, PARAMETER_GRANTS];
