-- The roles that everything else is granted to. Idempotent: run at every start when the database user may create
-- roles, or once by hand by a database administrator (then with the last line for the user of P88_DATABASE_URL).
--
--   p88_owner     owns all tables; only migrations run under it
--   p88_app       the work of one tenant; row-level security confines it
--   p88_platform  may call the named cross-tenant functions and nothing else
--   p88_definer   owns those functions. Row-level security is forced, so even their owner is confined; narrow
--                 policies `to p88_definer` open exactly the tables and commands that the functions need
--
-- All are NOINHERIT: a member has their rights only after `set role`, and p88_owner never picks up the policies
-- of p88_definer by merely being allowed to create functions for it. None has BYPASSRLS.

do $$
declare
  wanted text;
begin
  foreach wanted in array array['p88_owner', 'p88_app', 'p88_platform', 'p88_definer'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin noinherit nobypassrls', wanted);
    end if;
  end loop;
end
$$;

grant p88_definer to p88_owner;
grant usage, create on schema public to p88_owner, p88_definer;
grant usage on schema public to p88_app, p88_platform;

-- Temporary tables stay on a connection after the transaction of the tenant that made them. Nobody needs them.
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
end
$$;
