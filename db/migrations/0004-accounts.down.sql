drop table visits, api_keys, login_tickets, recovery_codes, second_factors, password_resets, invitations,
  refresh_tokens;

-- Who has one of the newer roles becomes an operator, which everybody could be before.
alter table users disable row level security;
update users set role = 'operator', custom_role_id = null where role not in ('owner', 'operator');
alter table users enable row level security;
drop trigger check_platform_admin on users;
drop function check_platform_admin();
alter table users
  drop constraint users_custom_role_fkey,
  drop constraint users_custom_role,
  drop constraint users_role_check,
  add constraint users_role_check check (role in ('owner', 'operator'));
drop index users_by_custom_role;
alter table users drop column custom_role_id, drop column password_changed_at, drop column last_login_at;
drop table custom_roles;

alter table login_sessions drop column second_factor, drop column ended_reason;

revoke update (name, time_zone, login_idle_minutes, login_absolute_hours, require_second_factor, cors_origins)
  on partners from p88_app;
alter table partners disable row level security;
delete from partners where kind = 'platform';
alter table partners enable row level security;
drop index partners_one_platform;
alter table partners
  drop column kind, drop column suspended_at, drop column suspended_reason, drop column delete_after,
  drop column login_idle_minutes, drop column login_absolute_hours, drop column require_second_factor,
  drop column cors_origins, drop column quotas;
