/** Pieces of SQL that the queries of the catalogue share. They answer `subject` and `value`. */

/** Is the object (a row `alias` of `catalogue`) ours to know? What PostgreSQL brings itself is not. */
export function isOurs(alias: string, catalogue: string, namespace: string): string {
  return `(
    -- Ids below 16384 are given while a server is made.
    (${alias}.oid >= 16384 or not ${namespace} = 'pg_catalog'::regnamespace)
    and not ${namespace} = any (array(
      select oid from pg_namespace
      where nspname in ('information_schema', 'pg_toast') or nspname ~ '^pg_(toast_)?temp_'))
    and ${isOfNoExtension(alias, catalogue)}
  )`;
}

/** An extension is one finding, not one for each thing that it brings. */
export function isOfNoExtension(alias: string, catalogue: string): string {
  return `not exists (
    select from pg_depend d join pg_extension e on e.oid = d.refobjid
    where d.classid = '${catalogue}'::regclass and d.objid = ${alias}.oid and d.deptype = 'e'
      and d.refclassid = 'pg_extension'::regclass and e.extname <> 'plpgsql')`;
}

/** A name as one writes it with the search path of the product. */
export function nameOf(namespace: string, name: string): string {
  return `case when ${namespace} = 'public'::regnamespace then quote_ident(${name})
    else quote_ident((select nspname from pg_namespace where oid = ${namespace})) || '.' || quote_ident(${name}) end`;
}

/** Who was given what, one fact for each taker. `objects` answers `subject`, `acl` and `owner`. */
export function grantsOf(objects: string, only = 'true'): string {
  return `
    select o.subject || ' grant to ' || t.taker as subject,
           string_agg(g.privilege_type || case when g.is_grantable then ' with grant option' else '' end, ', '
                      order by g.privilege_type collate "C") as value
    from (${objects}) o
    cross join lateral aclexplode(o.acl) g
    cross join lateral (select case g.grantee when 0 then 'PUBLIC' else pg_get_userbyid(g.grantee)::text end as taker) t
    where g.grantee <> o.owner and ${only}
    group by 1`;
}
