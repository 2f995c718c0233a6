-- p88_owner is no owner of the functions of p88_definer, and does not inherit its rights.
set local role p88_definer;
drop function platform_expire_display_sessions(timestamptz, integer);
drop function platform_list_display_sessions(timestamptz);
drop function platform_resolve_display_url(text);
drop function platform_list_timing_keys();
drop function platform_find_login_session(bytea);
drop function platform_find_user_by_email(text);
drop function platform_list_partners();
drop function platform_create_partner(uuid, text, text, text, timestamptz);
set local role p88_owner;

drop table display_urls, session_results, roster_entries, session_timing_streams, display_sessions,
  timing_keys, login_sessions, users, partners;
drop function current_tenant();
