-- Back to the functions and rights of 0001.
set local role p88_definer;
drop function platform_list_timing_keys();
drop function platform_resolve_display_url(text);
drop function platform_list_users(text, text, integer);
drop function platform_remove_ended(text, timestamptz, integer);
drop function platform_find_secret(text, bytea);
drop function platform_find_api_key(text);
drop function platform_find_login_session(bytea, uuid, uuid);
drop function platform_find_user_by_email(text);
drop function platform_delete_partner(uuid, timestamptz);
drop function platform_empty_partner(uuid, timestamptz, integer);
drop function platform_delete_partner_later(uuid, timestamptz, timestamptz);
drop function platform_suspend_partner(uuid, timestamptz, text);
drop function platform_change_partner(uuid, text, jsonb);
drop function platform_find_installation();
drop function platform_list_partners();
drop function platform_create_partner(uuid, text, text, text, text, timestamptz);

create function platform_create_partner(
  new_tenant_id uuid, new_name text, new_slug text, new_time_zone text, at timestamptz
) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    insert into public.partners (tenant_id, name, slug, time_zone, created_at)
    values (new_tenant_id, new_name, new_slug, new_time_zone, at);
  end;

create function platform_list_partners()
  returns table (tenant_id uuid, name text, slug text, time_zone text, created_at timestamptz)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select p.tenant_id, p.name, p.slug, p.time_zone, p.created_at from public.partners p order by p.tenant_id;
  end;

create function platform_find_user_by_email(wanted_email text)
  returns table (
    tenant_id uuid, id uuid, email text, name text, role text, password_hash text, disabled_at timestamptz
  )
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select u.tenant_id, u.id, u.email, u.name, u.role, u.password_hash, u.disabled_at
    from public.users u where u.email = lower(wanted_email);
  end;

create function platform_find_login_session(wanted_hash bytea)
  returns table (
    tenant_id uuid, id uuid, user_id uuid, email text, name text, role text, disabled_at timestamptz,
    created_at timestamptz, last_seen_at timestamptz, expires_at timestamptz, revoked_at timestamptz
  )
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select s.tenant_id, s.id, s.user_id, u.email, u.name, u.role, u.disabled_at,
           s.created_at, s.last_seen_at, s.expires_at, s.revoked_at
    from public.login_sessions s
    join public.users u on u.tenant_id = s.tenant_id and u.id = s.user_id
    where s.token_hash = wanted_hash;
  end;

create function platform_resolve_display_url(wanted_id text)
  returns table (tenant_id uuid, display_session_id uuid, expires_at timestamptz, revoked_at timestamptz)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select d.tenant_id, d.display_session_id, d.expires_at, d.revoked_at
    from public.display_urls d where d.id = wanted_id;
  end;

create function platform_list_timing_keys()
  returns table (tenant_id uuid, user_name text, secret_sealed bytea)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select k.tenant_id, k.user_name, k.secret_sealed from public.timing_keys k where k.revoked_at is null;
  end;

revoke execute on function
  platform_create_partner(uuid, text, text, text, timestamptz), platform_list_partners(),
  platform_find_user_by_email(text), platform_find_login_session(bytea), platform_list_timing_keys(),
  platform_resolve_display_url(text)
  from public;
grant execute on function
  platform_create_partner(uuid, text, text, text, timestamptz), platform_list_partners(),
  platform_find_user_by_email(text), platform_find_login_session(bytea), platform_list_timing_keys(),
  platform_resolve_display_url(text)
  to p88_platform;

set local role p88_owner;

drop policy platform_changes on partners;
drop policy platform_deletes on partners;
drop policy platform_reads on custom_roles;
drop policy platform_reads on second_factors;
drop policy platform_reads on refresh_tokens;
drop policy platform_reads on invitations;
drop policy platform_reads on password_resets;
drop policy platform_reads on login_tickets;
drop policy platform_reads on api_keys;
drop policy platform_reads on visits;
drop policy platform_reads on reads;
drop policy platform_deletes on reads;
drop policy platform_reads on rejected_lines;
drop policy platform_deletes on rejected_lines;
drop policy platform_reads on roster_entries;
drop policy platform_deletes on roster_entries;
drop policy platform_reads on session_results;
drop policy platform_deletes on session_results;
drop policy platform_expires on login_sessions;
drop policy platform_expires on refresh_tokens;
drop policy platform_expires on invitations;
drop policy platform_expires on password_resets;
drop policy platform_expires on login_tickets;
drop policy platform_expires on visits;
revoke update (name, suspended_at, suspended_reason, delete_after, quotas), delete on partners from p88_definer;
revoke select (created_at, last_login_at, custom_role_id) on users from p88_definer;
revoke select (second_factor) on login_sessions from p88_definer;
revoke select (tenant_id, id, name, permissions) on custom_roles from p88_definer;
revoke select (tenant_id, user_id, confirmed_at) on second_factors from p88_definer;
revoke select (tenant_id, id, login_session_id, token_hash, expires_at) on refresh_tokens from p88_definer;
revoke select (tenant_id, id, token_hash, expires_at, accepted_at, revoked_at) on invitations from p88_definer;
revoke select (tenant_id, id, token_hash, expires_at, used_at) on password_resets from p88_definer;
revoke select (tenant_id, id, token_hash, expires_at, used_at) on login_tickets from p88_definer;
revoke select (tenant_id, id, prefix, secret_hash, name, permissions, allow_list, expires_at, last_used_at, revoked_at)
  on api_keys from p88_definer;
revoke select (tenant_id, id, login_session_id, reason, ends_at, ended_at) on visits from p88_definer;
revoke delete on login_sessions, refresh_tokens, invitations, password_resets, login_tickets, visits from p88_definer;
revoke select (ctid, tenant_id, timing_session_id), delete on reads from p88_definer;
revoke select (ctid, tenant_id, stream_id), delete on rejected_lines from p88_definer;
revoke select (ctid, tenant_id, display_session_id), delete on roster_entries, session_results from p88_definer;
