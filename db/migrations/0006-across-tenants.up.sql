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

-- What a partner may have millions of. Nothing of what is in a row is read.
create policy platform_reads on reads for select to p88_definer using (true);
create policy platform_deletes on reads for delete to p88_definer using (true);
grant select (ctid, tenant_id, timing_session_id), delete on reads to p88_definer;
create policy platform_reads on rejected_lines for select to p88_definer using (true);
create policy platform_deletes on rejected_lines for delete to p88_definer using (true);
grant select (ctid, tenant_id, stream_id), delete on rejected_lines to p88_definer;
create policy platform_reads on roster_entries for select to p88_definer using (true);
create policy platform_deletes on roster_entries for delete to p88_definer using (true);
grant select (ctid, tenant_id, display_session_id), delete on roster_entries to p88_definer;
create policy platform_reads on session_results for select to p88_definer using (true);
create policy platform_deletes on session_results for delete to p88_definer using (true);
grant select (ctid, tenant_id, display_session_id), delete on session_results to p88_definer;

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

-- Remove what a partner may have millions of, once its time has come: at most `most` rows of each kind. Answers how many,
-- so call again until it is none; NULL when the partner is not to be removed. The lock waits for a restoration that is
-- under way. Ordered like the keys, so that each batch finds its rows by them.
create function platform_empty_partner(wanted uuid, at timestamptz, most integer) returns bigint
  language sql security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    with over as (
      select p.tenant_id from public.partners p
      where p.tenant_id = wanted and p.kind = 'partner' and p.delete_after <= at
      for no key update
    ), gone_reads as (
      delete from public.reads t where t.ctid = any (array(
        select o.ctid from public.reads o where o.tenant_id = (select over.tenant_id from over)
        order by o.tenant_id, o.timing_session_id limit most
      )) returning 1
    ), gone_lines as (
      delete from public.rejected_lines t where t.ctid = any (array(
        select o.ctid from public.rejected_lines o where o.tenant_id = (select over.tenant_id from over)
        order by o.tenant_id, o.stream_id limit most
      )) returning 1
    ), gone_entries as (
      delete from public.roster_entries t where t.ctid = any (array(
        select o.ctid from public.roster_entries o where o.tenant_id = (select over.tenant_id from over)
        order by o.tenant_id, o.display_session_id limit most
      )) returning 1
    ), gone_results as (
      delete from public.session_results t where t.ctid = any (array(
        select o.ctid from public.session_results o where o.tenant_id = (select over.tenant_id from over)
        order by o.tenant_id, o.display_session_id limit most
      )) returning 1
    )
    select (select count(*) from gone_reads) + (select count(*) from gone_lines)
      + (select count(*) from gone_entries) + (select count(*) from gone_results)
    from over;
  end;

-- Remove a partner with everything that still belongs to it, once its time has come.
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
  platform_empty_partner(uuid, timestamptz, integer), platform_delete_partner(uuid, timestamptz),
  platform_find_user_by_email(text), platform_find_login_session(bytea, uuid, uuid), platform_find_api_key(text),
  platform_find_secret(text, bytea),
  platform_remove_ended(text, timestamptz, integer), platform_list_users(text, text, integer),
  platform_resolve_display_url(text), platform_list_timing_keys()
  from public;
grant execute on function
  platform_create_partner(uuid, text, text, text, text, timestamptz), platform_list_partners(),
  platform_find_installation(), platform_change_partner(uuid, text, jsonb),
  platform_suspend_partner(uuid, timestamptz, text), platform_delete_partner_later(uuid, timestamptz, timestamptz),
  platform_empty_partner(uuid, timestamptz, integer), platform_delete_partner(uuid, timestamptz),
  platform_find_user_by_email(text), platform_find_login_session(bytea, uuid, uuid), platform_find_api_key(text),
  platform_find_secret(text, bytea),
  platform_remove_ended(text, timestamptz, integer), platform_list_users(text, text, integer),
  platform_resolve_display_url(text), platform_list_timing_keys()
  to p88_platform;

set local role p88_owner;
