-- Accounts, roles, keys, and visits of the platform's administrators.

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

-- Row-level security --------------------------------------------------------------------------------------------

do $$
declare
  one text;
begin
  foreach one in array array['custom_roles', 'refresh_tokens', 'invitations', 'password_resets', 'second_factors',
    'recovery_codes', 'login_tickets', 'api_keys', 'visits'] loop
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
