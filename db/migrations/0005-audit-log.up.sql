-- The audit log -------------------------------------------------------------------------------------------------

create table audit_log (
  tenant_id uuid not null references partners on delete cascade,
  -- 1, 2, 3 … without gaps.
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('user', 'visitor', 'api-key', 'screen', 'system', 'nobody')),
  actor_id text not null,
  actor_name text not null,
  action text not null,
  object_kind text not null,
  object_id text not null,
  before jsonb,
  after jsonb,
  address text not null,
  request_id text not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (tenant_id, seq)
);
create index audit_log_by_action on audit_log (tenant_id, action, seq);
create index audit_log_by_actor on audit_log (tenant_id, actor_id, seq);
create index audit_log_by_object on audit_log (tenant_id, object_id, seq);

-- The newest entry of each chain, so that cutting off its end shows as well.
create table audit_heads (
  tenant_id uuid primary key references partners on delete cascade,
  seq bigint not null,
  hash bytea not null
);

-- Row-level security --------------------------------------------------------------------------------------------

do $$
declare
  one text;
begin
  foreach one in array array['audit_log', 'audit_heads'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy tenant_wall on %I
      using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()))', one);
  end loop;
end
$$;

-- Append-only: nobody changes or deletes.
grant select, insert on audit_log to p88_app;
grant select on audit_heads to p88_app;

-- The chain -----------------------------------------------------------------------------------------------------

-- One part of what is hashed: its length in bytes and the text, so that no two rows have the same parts.
create function audit_part(part text) returns text
  language sql immutable
  set search_path = pg_catalog, pg_temp
  return coalesce(octet_length(convert_to(part, 'UTF8'))::text || ':' || part, '-') || ';';
revoke execute on function audit_part(text) from public;
grant execute on function audit_part(text) to p88_app, p88_definer;

grant select, insert, update on audit_heads to p88_definer;

set local role p88_definer;

-- Number and chain a new entry, whatever the writer put into these columns. The lock on the head makes the entries of
-- one tenant wait for each other, so that the order of numbers is the order of commits.
create function chain_audit_entry() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  head public.audit_heads;
begin
  insert into public.audit_heads as h (tenant_id, seq, hash) values (new.tenant_id, 1, '')
    on conflict (tenant_id) do update set seq = h.seq + 1
    returning * into head;
  new.seq := head.seq;
  new.previous_hash := head.hash;
  new.hash := sha256(convert_to(
    public.audit_part(new.tenant_id::text) || public.audit_part(new.seq::text)
    || public.audit_part((extract(epoch from new.at) * 1000000)::bigint::text)
    || public.audit_part(new.actor_kind) || public.audit_part(new.actor_id) || public.audit_part(new.actor_name)
    || public.audit_part(new.action) || public.audit_part(new.object_kind) || public.audit_part(new.object_id)
    || public.audit_part(new.before::text) || public.audit_part(new.after::text)
    || public.audit_part(new.address) || public.audit_part(new.request_id)
    || public.audit_part(encode(new.previous_hash, 'hex')), 'UTF8'));
  update public.audit_heads set hash = new.hash where tenant_id = new.tenant_id;
  return new;
end
$$;
revoke execute on function chain_audit_entry() from public;
grant execute on function chain_audit_entry() to p88_owner;

set local role p88_owner;

create trigger chain_audit_entry before insert on audit_log for each row execute function chain_audit_entry();
