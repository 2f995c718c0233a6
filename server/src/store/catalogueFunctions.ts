import { grantsOf, isOfNoExtension, isOurs, nameOf } from './catalogueSql.ts';

const FUNCTIONS = `
  select p.*, case p.prokind when 'p' then 'procedure ' when 'a' then 'aggregate ' else 'function ' end
      || ${nameOf('p.pronamespace', 'p.proname')} || '(' || pg_get_function_identity_arguments(p.oid) || ')' as subject
  from pg_proc p
  where ${isOurs('p', 'pg_proc', 'p.pronamespace')}
    -- Has a high id in a server that was upgraded.
    and not (p.pronamespace = 'pg_catalog'::regnamespace
      and p.proname in ('plpgsql_call_handler', 'plpgsql_inline_handler', 'plpgsql_validator'))`;

const SELF = `
  select f.subject,
         concat_ws(', ', 'owner ' || pg_get_userbyid(f.proowner),
           'runs as ' || case when f.prosecdef then 'owner' else 'caller' end,
           coalesce('with ' || array_to_string(f.proconfig, ' and '), 'without settings of its own'),
           (select lanname from pg_language where oid = f.prolang),
           case f.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
           case when f.proleakproof then 'leakproof' end, case when f.proisstrict then 'strict' end,
           'returns ' || pg_get_function_result(f.oid)) as value
  from (${FUNCTIONS}) f`;

const BODIES = `
  select f.subject || ' body' as subject, coalesce(pg_get_function_sqlbody(f.oid), f.prosrc) as value
  from (${FUNCTIONS}) f`;

/** A function whose rights nobody has touched may be executed by everybody. */
const GRANTS = grantsOf(`
  select f.subject, coalesce(f.proacl, acldefault('f', f.proowner)) as acl, f.proowner as owner from (${FUNCTIONS}) f`);

const TYPES = `
  select 'type ' || ${nameOf('t.typnamespace', 't.typname')} as subject,
         concat_ws(', ', 'owner ' || pg_get_userbyid(t.typowner), 'kind ' || t.typtype::text) as value
  from pg_type t
  where ${isOurs('t', 'pg_type', 't.typnamespace')} and t.typtype in ('b', 'd', 'e', 'r') and t.typelem = 0`;

const OPERATORS = `
  select format('operator %s(%s, %s)', ${nameOf('o.oprnamespace', 'o.oprname')}, o.oprleft::regtype, o.oprright::regtype)
      as subject, 'owner ' || pg_get_userbyid(o.oprowner) as value
  from pg_operator o where ${isOurs('o', 'pg_operator', 'o.oprnamespace')}`;

const CASTS = `
  select format('cast from %s to %s', c.castsource::regtype, c.casttarget::regtype) as subject,
         'method ' || c.castmethod::text as value
  from pg_cast c where c.oid >= 16384 and ${isOfNoExtension('c', 'pg_cast')}`;

/** Functions with their rights and bodies; types, and what changes the meaning of an expression. */
export const FUNCTION_FACTS: readonly string[] = [SELF, BODIES, GRANTS, TYPES, OPERATORS, CASTS];
