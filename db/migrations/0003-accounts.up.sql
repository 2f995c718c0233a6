-- Accounts, roles, keys, visits of the platform's administrators, and the audit log.

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

-- Partners ------------------------------------------------------------------------------------------------------

alter table partners
  -- The installation itself is one tenant more: its administrators, their logins and their audit log live in it.
  add column kind text not null default 'partner' check (kind in ('partner', 'platform')),
  add column suspended_at timestamptz,
  add column suspended_reason text not null default '',
  -- Set when it was deleted: until then it can be restored, afterwards the clean-up removes everything.
  add column delete_after timestamptz,
  add column login_idle_minutes integer not null default 30 check (login_idle_minutes between 5 and 720),
  add column login_absolute_hours integer not null default 12 check (login_absolute_hours between 1 and 168),
  add column require_second_factor boolean not null default false,
  -- Web origins, such as https://results.example, whose pages may call the API with a key or an access token.
  add column cors_origins text[] not null default '{}',
  -- {"users": integer, …}: only what differs from the installation's own limits.
  add column quotas jsonb not null default '{}';
create unique index partners_one_platform on partners (kind) where kind = 'platform';

create table custom_roles (
  tenant_id uuid not null references partners on delete cascade,
  id uuid not null,
  name text not null check (name <> ''),
  permissions text[] not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint custom_roles_name_unique unique (tenant_id, name)
);

-- People --------------------------------------------------------------------------------------------------------

alter table users
  drop constraint users_role_check,
  add constraint users_role_check
    check (role in ('owner', 'manager', 'operator', 'announcer', 'viewer', 'platform-admin', 'custom')),
  add column custom_role_id uuid,
  add column password_changed_at timestamptz,
  add column last_login_at timestamptz,
  add constraint users_custom_role check ((role = 'custom') = (custom_role_id is not null)),
  add constraint users_custom_role_fkey foreign key (tenant_id, custom_role_id) references custom_roles;
create index users_by_custom_role on users (tenant_id, custom_role_id) where custom_role_id is not null;

alter table login_sessions
  -- How the second factor was given: '' when none was needed.
  add column second_factor text not null default '' check (second_factor in ('', 'totp', 'passkey', 'recovery-code')),
  -- Why it ended before its time, for the list of logins.
  add column ended_reason text not null default '';

-- Programs keep a refresh token instead of a cookie. Each is used once; one that comes again ends its login session.
create table refresh_tokens (
  tenant_id uuid not null,
  id uuid not null,
  login_session_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  constraint refresh_tokens_token_unique unique (token_hash),
  foreign key (tenant_id, login_session_id) references login_sessions on delete cascade
);
create index refresh_tokens_by_login on refresh_tokens (tenant_id, login_session_id);

create table invitations (
  tenant_id uuid not null references partners on delete cascade,
  id uuid not null,
  email text not null check (email = lower(email)),
  name text not null,
  role text not null,
  custom_role_id uuid,
  token_hash bytea not null,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  constraint invitations_token_unique unique (token_hash),
  foreign key (tenant_id, custom_role_id) references custom_roles on delete cascade,
  foreign key (tenant_id, created_by) references users on delete set null (created_by)
);
create index invitations_by_role on invitations (tenant_id, custom_role_id);
create index invitations_by_creator on invitations (tenant_id, created_by);

create table password_resets (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  constraint password_resets_token_unique unique (token_hash),
  foreign key (tenant_id, user_id) references users on delete cascade
);
create index password_resets_by_user on password_resets (tenant_id, user_id);

-- Second factors ------------------------------------------------------------------------------------------------

create table second_factors (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null check (kind in ('totp', 'passkey')),
  label text not null,
  -- totp: the shared secret, sealed. The code is made from the secret itself, so a hash will not do.
  secret_sealed bytea,
  -- totp: the newest time step that was used; a code works once.
  last_step bigint,
  -- passkey
  credential_id text,
  public_key bytea,
  sign_count bigint,
  transports text[],
  created_at timestamptz not null,
  -- A totp counts once its first code was right.
  confirmed_at timestamptz,
  last_used_at timestamptz,
  primary key (tenant_id, id),
  check ((kind = 'totp') = (secret_sealed is not null)),
  check ((kind = 'passkey') = (credential_id is not null and public_key is not null and sign_count is not null)),
  foreign key (tenant_id, user_id) references users on delete cascade
);
create index second_factors_by_user on second_factors (tenant_id, user_id);
create unique index second_factors_by_credential on second_factors (tenant_id, credential_id);

create table recovery_codes (
  tenant_id uuid not null,
  user_id uuid not null,
  code_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, user_id, code_hash),
  foreign key (tenant_id, user_id) references users on delete cascade
);

-- A step that is under way: after the right password and before the second factor, or while a passkey is added.
create table login_tickets (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  purpose text not null check (purpose in ('second-factor', 'add-passkey')),
  token_hash bytea not null,
  challenge text not null,
  -- What the client asked for, for example a refresh token.
  options jsonb not null default '{}',
  failures integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  constraint login_tickets_token_unique unique (token_hash),
  foreign key (tenant_id, user_id) references users on delete cascade
);
create index login_tickets_by_user on login_tickets (tenant_id, user_id);

-- Programs ------------------------------------------------------------------------------------------------------

create table api_keys (
  tenant_id uuid not null references partners on delete cascade,
  id uuid not null,
  -- The findable beginning of the key; it finds the tenant, so it is unique across tenants, for ever.
  prefix text not null,
  secret_hash bytea not null,
  name text not null,
  permissions text[] not null,
  -- Addresses or networks such as 192.0.2.0/24; empty: from everywhere.
  allow_list text[] not null default '{}',
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  last_used_address text,
  revoked_at timestamptz,
  -- The key that took over when this one was rotated.
  rotated_to uuid,
  primary key (tenant_id, id),
  constraint api_keys_prefix_unique unique (prefix),
  foreign key (tenant_id, created_by) references users on delete set null (created_by)
);
create index api_keys_by_creator on api_keys (tenant_id, created_by);

-- Visits --------------------------------------------------------------------------------------------------------

-- A platform administrator who looks into a partner's data. The row belongs to the partner that is visited.
create table visits (
  tenant_id uuid not null references partners on delete cascade,
  id uuid not null,
  -- No foreign keys: the administrator is a row of another tenant.
  admin_user_id uuid not null,
  admin_name text not null,
  login_session_id uuid not null,
  reason text not null check (reason <> ''),
  started_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
create unique index visits_one_per_login on visits (login_session_id) where ended_at is null;

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
  foreach one in array array['custom_roles', 'refresh_tokens', 'invitations', 'password_resets', 'second_factors',
    'recovery_codes', 'login_tickets', 'api_keys', 'visits', 'audit_log', 'audit_heads'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy tenant_wall on %I
      using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()))', one);
  end loop;
end
$$;

grant update (name, time_zone, login_idle_minutes, login_absolute_hours, require_second_factor, cors_origins)
  on partners to p88_app;
grant select, insert, update, delete on custom_roles, second_factors, recovery_codes, login_tickets to p88_app;
grant select, insert, update on refresh_tokens, invitations, password_resets, api_keys, visits to p88_app;
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

create policy chain_heads on audit_heads to p88_definer
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));
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

-- Platform administrators exist in the tenant of the installation only ---------------------------------------------

-- Behind the rules of the code: whatever a partner's people find to write into their own rows, they do not get there.
create function check_platform_admin() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from public.partners p where p.tenant_id = new.tenant_id and p.kind = 'platform') then
    raise exception 'platform administrators belong to the installation''s own tenant'
      using errcode = 'check_violation', constraint = 'users_platform_admin';
  end if;
  return new;
end
$$;
revoke execute on function check_platform_admin() from public;

create trigger check_platform_admin before insert or update of role, tenant_id on users
  for each row when (new.role = 'platform-admin') execute function check_platform_admin();

-- What crosses tenants: named functions only --------------------------------------------------------------------

create policy platform_changes on partners for update to p88_definer using (true) with check (true);
create policy platform_deletes on partners for delete to p88_definer using (true);
grant update (name, suspended_at, suspended_reason, delete_after, quotas), delete on partners to p88_definer;

grant select (created_at, last_login_at, custom_role_id) on users to p88_definer;
grant select (second_factor) on login_sessions to p88_definer;

create policy platform_reads on custom_roles for select to p88_definer using (true);
grant select (tenant_id, id, name, permissions) on custom_roles to p88_definer;
create policy platform_reads on second_factors for select to p88_definer using (true);
grant select (tenant_id, user_id, confirmed_at) on second_factors to p88_definer;
create policy platform_reads on refresh_tokens for select to p88_definer using (true);
grant select (tenant_id, id, login_session_id, token_hash, expires_at) on refresh_tokens to p88_definer;
create policy platform_reads on invitations for select to p88_definer using (true);
grant select (tenant_id, id, token_hash, expires_at, accepted_at, revoked_at) on invitations to p88_definer;
create policy platform_reads on password_resets for select to p88_definer using (true);
grant select (tenant_id, id, token_hash, expires_at, used_at) on password_resets to p88_definer;
create policy platform_reads on login_tickets for select to p88_definer using (true);
grant select (tenant_id, id, token_hash, expires_at, used_at) on login_tickets to p88_definer;
create policy platform_reads on api_keys for select to p88_definer using (true);
grant select (tenant_id, id, prefix, secret_hash, name, permissions, allow_list, expires_at, last_used_at, revoked_at)
  on api_keys to p88_definer;
create policy platform_reads on visits for select to p88_definer using (true);
grant select (tenant_id, id, login_session_id, reason, ends_at, ended_at) on visits to p88_definer;

create policy platform_expires on login_sessions for delete to p88_definer using (true);
create policy platform_expires on refresh_tokens for delete to p88_definer using (true);
create policy platform_expires on invitations for delete to p88_definer using (true);
create policy platform_expires on password_resets for delete to p88_definer using (true);
create policy platform_expires on login_tickets for delete to p88_definer using (true);
create policy platform_expires on visits for delete to p88_definer using (true);
grant delete on login_sessions, refresh_tokens, invitations, password_resets, login_tickets, visits to p88_definer;

set local role p88_definer;

drop function platform_create_partner(uuid, text, text, text, timestamptz);
create function platform_create_partner(
  new_tenant_id uuid, new_name text, new_slug text, new_time_zone text, new_kind text, at timestamptz
) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    insert into public.partners (tenant_id, name, slug, time_zone, kind, created_at)
    values (new_tenant_id, new_name, new_slug, new_time_zone, new_kind, at);
  end;

-- The partners alone: without the tenant of the installation itself, with suspended and deleted ones.
drop function platform_list_partners();
create function platform_list_partners()
  returns table (
    tenant_id uuid, name text, slug text, time_zone text, created_at timestamptz, suspended_at timestamptz,
    suspended_reason text, delete_after timestamptz, cors_origins text[], quotas jsonb, users bigint
  )
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select p.tenant_id, p.name, p.slug, p.time_zone, p.created_at, p.suspended_at, p.suspended_reason, p.delete_after,
           p.cors_origins, p.quotas, (select count(*) from public.users u where u.tenant_id = p.tenant_id)
    from public.partners p where p.kind = 'partner' order by p.tenant_id;
  end;

-- The tenant of the installation itself; no row before the first start has made it.
create function platform_find_installation() returns table (tenant_id uuid)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select p.tenant_id from public.partners p where p.kind = 'platform';
  end;

-- Change what the platform agreed with a partner; NULL leaves it as it is. Answers the tenant, or no row when there is
-- no such partner.
create function platform_change_partner(wanted uuid, new_name text, new_quotas jsonb)
  returns table (tenant_id uuid)
  language sql security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    update public.partners p set name = coalesce(new_name, p.name), quotas = coalesce(new_quotas, p.quotas)
    where p.tenant_id = wanted and p.kind = 'partner'
    returning p.tenant_id;
  end;

-- Suspend a partner, or lift the suspension when `at` is NULL. No row when there is no such partner, or when it is so
-- already: of two that decide at the same time, one does it.
create function platform_suspend_partner(wanted uuid, at timestamptz, reason text) returns table (tenant_id uuid)
  language sql security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    update public.partners p set suspended_at = at, suspended_reason = reason
    where p.tenant_id = wanted and p.kind = 'partner' and (p.suspended_at is null) <> (at is null)
    returning p.tenant_id;
  end;

-- Delete a partner with time to restore it until `until`, or restore it when `until` is NULL. No row when it is so
-- already, and none when that time is over: the removal may have begun.
create function platform_delete_partner_later(wanted uuid, until timestamptz, at timestamptz)
  returns table (tenant_id uuid)
  language sql security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    update public.partners p set delete_after = until
    where p.tenant_id = wanted and p.kind = 'partner' and (p.delete_after is null) <> (until is null)
      and (p.delete_after is null or p.delete_after > at)
    returning p.tenant_id;
  end;

-- Remove a partner with everything that belongs to it, once its time has come.
create function platform_delete_partner(wanted uuid, at timestamptz) returns table (tenant_id uuid)
  language sql security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    delete from public.partners p
    where p.tenant_id = wanted and p.kind = 'partner' and p.delete_after <= at
    returning p.tenant_id;
  end;

-- For signing in: at most one row.
drop function platform_find_user_by_email(text);
create function platform_find_user_by_email(wanted_email text)
  returns table (
    tenant_id uuid, id uuid, email text, name text, role text, password_hash text, disabled_at timestamptz,
    suspended boolean, second_factors bigint
  )
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select u.tenant_id, u.id, u.email, u.name, u.role, u.password_hash, u.disabled_at,
           p.suspended_at is not null or p.delete_after is not null,
           (select count(*) from public.second_factors f
            where f.tenant_id = u.tenant_id and f.user_id = u.id and f.confirmed_at is not null)
    from public.users u join public.partners p on p.tenant_id = u.tenant_id
    where u.email = lower(wanted_email);
  end;

-- For every request: the login session of a cookie (by the hash of its token) or of an access token (by tenant and
-- id), with its user, the rules of its partner and the visit under way, whatever their state. Its end is the earlier one
-- of what was promised at the sign-in and what the partner's rule says now: a rule that got stricter counts at once.
drop function platform_find_login_session(bytea);
create function platform_find_login_session(wanted_hash bytea, wanted_tenant uuid, wanted_id uuid)
  returns table (
    tenant_id uuid, id uuid, user_id uuid, email text, name text, role text, custom_permissions text[],
    disabled_at timestamptz, created_at timestamptz, last_seen_at timestamptz, expires_at timestamptz,
    revoked_at timestamptz, second_factor text, suspended boolean, login_idle_minutes integer,
    require_second_factor boolean, visit_id uuid, visit_tenant_id uuid, visit_reason text, visit_ends_at timestamptz
  )
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select s.tenant_id, s.id, s.user_id, u.email, u.name, u.role, r.permissions, u.disabled_at, s.created_at,
           s.last_seen_at, least(s.expires_at, s.created_at + make_interval(hours => p.login_absolute_hours)),
           s.revoked_at, s.second_factor,
           p.suspended_at is not null or p.delete_after is not null, p.login_idle_minutes, p.require_second_factor,
           v.id, v.tenant_id, v.reason, v.ends_at
    from public.login_sessions s
    join public.users u on u.tenant_id = s.tenant_id and u.id = s.user_id
    join public.partners p on p.tenant_id = s.tenant_id
    left join public.custom_roles r on r.tenant_id = u.tenant_id and r.id = u.custom_role_id
    left join public.visits v on v.login_session_id = s.id and v.ended_at is null
    where s.token_hash = wanted_hash or (s.tenant_id = wanted_tenant and s.id = wanted_id);
  end;

-- For every request with an API key: the key with this beginning, whatever its state.
create function platform_find_api_key(wanted_prefix text)
  returns table (
    tenant_id uuid, id uuid, secret_hash bytea, name text, permissions text[], allow_list text[],
    expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz, suspended boolean
  )
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select k.tenant_id, k.id, k.secret_hash, k.name, k.permissions, k.allow_list, k.expires_at, k.last_used_at,
           k.revoked_at, p.suspended_at is not null or p.delete_after is not null
    from public.api_keys k join public.partners p on p.tenant_id = k.tenant_id
    where k.prefix = wanted_prefix;
  end;

-- Which tenant a one-time secret belongs to; everything else about it is read inside that tenant.
create function platform_find_secret(wanted_kind text, wanted_hash bytea) returns table (tenant_id uuid, id uuid)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select t.tenant_id, t.login_session_id from public.refresh_tokens t
      where wanted_kind = 'refresh-token' and t.token_hash = wanted_hash
    union all
    select i.tenant_id, i.id from public.invitations i
      where wanted_kind = 'invitation' and i.token_hash = wanted_hash
    union all
    select r.tenant_id, r.id from public.password_resets r
      where wanted_kind = 'password-reset' and r.token_hash = wanted_hash
    union all
    select l.tenant_id, l.id from public.login_tickets l
      where wanted_kind = 'login-ticket' and l.token_hash = wanted_hash;
  end;

-- For the clean-up: remove what was over by `over_by`, one kind at a time and at most `most` rows, and answer how many.
-- A used refresh token is not over: as long as its login can live, it tells that somebody copied it.
create function platform_remove_ended(wanted_kind text, over_by timestamptz, most integer) returns bigint
  language sql security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    with gone_refresh_tokens as (
      delete from public.refresh_tokens t using (
        select o.tenant_id, o.id from public.refresh_tokens o
        where wanted_kind = 'refresh-token' and o.expires_at <= over_by limit most
      ) over where t.tenant_id = over.tenant_id and t.id = over.id returning 1
    ), gone_logins as (
      delete from public.login_sessions t using (
        select o.tenant_id, o.id from public.login_sessions o
        where wanted_kind = 'login' and least(o.expires_at, o.revoked_at) <= over_by limit most
      ) over where t.tenant_id = over.tenant_id and t.id = over.id returning 1
    ), gone_invitations as (
      delete from public.invitations t using (
        select o.tenant_id, o.id from public.invitations o
        where wanted_kind = 'invitation' and least(o.expires_at, o.accepted_at, o.revoked_at) <= over_by limit most
      ) over where t.tenant_id = over.tenant_id and t.id = over.id returning 1
    ), gone_password_resets as (
      delete from public.password_resets t using (
        select o.tenant_id, o.id from public.password_resets o
        where wanted_kind = 'password-reset' and least(o.expires_at, o.used_at) <= over_by limit most
      ) over where t.tenant_id = over.tenant_id and t.id = over.id returning 1
    ), gone_login_tickets as (
      delete from public.login_tickets t using (
        select o.tenant_id, o.id from public.login_tickets o
        where wanted_kind = 'login-ticket' and least(o.expires_at, o.used_at) <= over_by limit most
      ) over where t.tenant_id = over.tenant_id and t.id = over.id returning 1
    ), gone_visits as (
      delete from public.visits t using (
        select o.tenant_id, o.id from public.visits o
        where wanted_kind = 'visit' and o.ended_at <= over_by limit most
      ) over where t.tenant_id = over.tenant_id and t.id = over.id returning 1
    )
    select (select count(*) from gone_refresh_tokens) + (select count(*) from gone_logins)
      + (select count(*) from gone_invitations) + (select count(*) from gone_password_resets)
      + (select count(*) from gone_login_tickets) + (select count(*) from gone_visits);
  end;

-- The people of all partners, for platform administrators; by name or address, in order of address.
create function platform_list_users(search text, after_email text, most integer)
  returns table (
    tenant_id uuid, partner text, id uuid, email text, name text, role text, custom_role text,
    created_at timestamptz, last_login_at timestamptz, disabled_at timestamptz, second_factors bigint
  )
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select u.tenant_id, p.name, u.id, u.email, u.name, u.role, r.name, u.created_at, u.last_login_at, u.disabled_at,
           (select count(*) from public.second_factors f
            where f.tenant_id = u.tenant_id and f.user_id = u.id and f.confirmed_at is not null)
    from public.users u
    join public.partners p on p.tenant_id = u.tenant_id
    left join public.custom_roles r on r.tenant_id = u.tenant_id and r.id = u.custom_role_id
    where u.email > after_email
      and (search = '' or strpos(lower(u.email), lower(search)) > 0 or strpos(lower(u.name), lower(search)) > 0)
    order by u.email limit most;
  end;

-- A screen of a suspended partner finds its link gone.
drop function platform_resolve_display_url(text);
create function platform_resolve_display_url(wanted_id text)
  returns table (
    tenant_id uuid, display_session_id uuid, expires_at timestamptz, revoked_at timestamptz, suspended boolean
  )
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select d.tenant_id, d.display_session_id, d.expires_at, d.revoked_at,
           p.suspended_at is not null or p.delete_after is not null
    from public.display_urls d join public.partners p on p.tenant_id = d.tenant_id
    where d.id = wanted_id;
  end;

-- The keys of partners that are not suspended.
drop function platform_list_timing_keys();
create function platform_list_timing_keys()
  returns table (tenant_id uuid, user_name text, secret_sealed bytea)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select k.tenant_id, k.user_name, k.secret_sealed
    from public.timing_keys k join public.partners p on p.tenant_id = k.tenant_id
    where k.revoked_at is null and p.suspended_at is null and p.delete_after is null;
  end;

revoke execute on function
  platform_create_partner(uuid, text, text, text, text, timestamptz), platform_list_partners(),
  platform_find_installation(), platform_change_partner(uuid, text, jsonb),
  platform_suspend_partner(uuid, timestamptz, text), platform_delete_partner_later(uuid, timestamptz, timestamptz),
  platform_delete_partner(uuid, timestamptz), platform_find_user_by_email(text),
  platform_find_login_session(bytea, uuid, uuid), platform_find_api_key(text), platform_find_secret(text, bytea),
  platform_remove_ended(text, timestamptz, integer), platform_list_users(text, text, integer),
  platform_resolve_display_url(text), platform_list_timing_keys()
  from public;
grant execute on function
  platform_create_partner(uuid, text, text, text, text, timestamptz), platform_list_partners(),
  platform_find_installation(), platform_change_partner(uuid, text, jsonb),
  platform_suspend_partner(uuid, timestamptz, text), platform_delete_partner_later(uuid, timestamptz, timestamptz),
  platform_delete_partner(uuid, timestamptz), platform_find_user_by_email(text),
  platform_find_login_session(bytea, uuid, uuid), platform_find_api_key(text), platform_find_secret(text, bytea),
  platform_remove_ended(text, timestamptz, integer), platform_list_users(text, text, integer),
  platform_resolve_display_url(text), platform_list_timing_keys()
  to p88_platform;

set local role p88_owner;
