create or replace function current_tenant() returns uuid
  language sql stable
  set search_path = pg_catalog, pg_temp
  -- After a transaction that set it, the setting is '' and not NULL.
  return nullif(current_setting('p88.tenant', true), '')::uuid;
set local role p88_definer;
drop function platform_wall_key();
drop function checked_tenant(text);
set local role p88_owner;
drop table wall_keys;
