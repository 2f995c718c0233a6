-- Who the current tenant is -----------------------------------------------------------------------------------------

-- A setting can be set by anybody, also by SQL that slipped into a tenant's work. So a transaction must say its tenant
-- together with a proof, `<tenant id>.<sha256 of this key and the id>`; without the key nobody makes that of another
-- tenant. The key is readable for the server's platform role only, through a function.
create table wall_keys (
  key bytea not null check (length(key) = 32)
);
insert into wall_keys (key)
  select decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
grant select on wall_keys to p88_definer;

set local role p88_definer;

create function checked_tenant(claim text) returns uuid
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    -- Hashed once more before they are compared, so that the time of comparing tells nothing about the proof.
    select case
        when claim ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[.][0-9a-f]{64}$' then left(claim, 36)::uuid
      end
    from public.wall_keys k
    where sha256(convert_to(right(claim, 64), 'UTF8'))
        = sha256(convert_to(encode(sha256(k.key || convert_to(left(claim, 36), 'UTF8')), 'hex'), 'UTF8'));
  end;
revoke execute on function checked_tenant(text) from public;
grant execute on function checked_tenant(text) to p88_app, p88_owner, p88_definer;

create function platform_wall_key() returns bytea
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select k.key from public.wall_keys k;
  end;
revoke execute on function platform_wall_key() from public;
grant execute on function platform_wall_key() to p88_platform;

set local role p88_owner;

create or replace function current_tenant() returns uuid
  language sql stable
  set search_path = pg_catalog, pg_temp
  return public.checked_tenant(current_setting('p88.tenant', true));
