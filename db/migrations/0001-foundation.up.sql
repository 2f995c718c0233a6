-- Partners, their people, and the display sessions that they work in.
--
-- The wall: `tenant_id` comes first in every primary key and index, row-level security is forced (the owner is
-- confined too), and the policy compares with current_tenant(), which `(select …)` lets the planner evaluate once
-- per statement instead of once per row.

create function current_tenant() returns uuid
  language sql stable
  set search_path = pg_catalog, pg_temp
  -- After a transaction that set it, the setting is '' and not NULL.
  return nullif(current_setting('p88.tenant', true), '')::uuid;
revoke execute on function current_tenant() from public;
grant execute on function current_tenant() to p88_app, p88_definer;

create table partners (
  tenant_id uuid primary key,
  name text not null,
  slug text not null,
  time_zone text not null,
  created_at timestamptz not null,
  constraint partners_slug_unique unique (slug)
);

create table users (
  tenant_id uuid not null references partners on delete cascade,
  id uuid not null,
  -- One address signs in to one partner, so it is unique across tenants. Kept in lower case.
  email text not null check (email = lower(email)),
  name text not null,
  role text not null check (role in ('owner', 'operator')),
  password_hash text not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  primary key (tenant_id, id),
  constraint users_email_unique unique (email)
);

create table login_sessions (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  -- The cookie holds the token, the database only its SHA-256.
  token_hash bytea not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  user_agent text not null,
  address text not null,
  primary key (tenant_id, id),
  constraint login_sessions_token_unique unique (token_hash),
  foreign key (tenant_id, user_id) references users on delete cascade
);
create index login_sessions_by_user on login_sessions (tenant_id, user_id);

create table timing_keys (
  tenant_id uuid not null references partners on delete cascade,
  id uuid not null,
  -- What timing software sends as its user name; it finds the tenant, so it is unique across tenants, for ever.
  user_name text not null,
  -- Sealed and not hashed: the challenge of the timing protocol needs the secret itself.
  secret_sealed bytea not null,
  label text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  constraint timing_keys_user_name_unique unique (user_name)
);

create table display_sessions (
  tenant_id uuid not null references partners on delete cascade,
  id uuid not null,
  name text not null,
  mode text not null check (mode in ('pre-race', 'results')),
  event_id text,
  template_id text not null,
  created_by uuid,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  held boolean not null default false,
  cleared_at timestamptz,
  -- Kept by the writers of the two tables below, so that a list of sessions counts no rows.
  roster_rows integer not null default 0,
  result_rows integer not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, created_by) references users on delete set null (created_by)
);
create index display_sessions_by_expiry on display_sessions (tenant_id, expires_at);
create index display_sessions_by_creator on display_sessions (tenant_id, created_by);

create table session_timing_streams (
  tenant_id uuid not null,
  display_session_id uuid not null,
  -- No foreign key: a stream is bound while it is live, which may be before its row has been written.
  timing_session_id uuid not null,
  -- NULL: all locations.
  locations text[],
  bound_at timestamptz not null,
  primary key (tenant_id, display_session_id, timing_session_id),
  foreign key (tenant_id, display_session_id) references display_sessions on delete cascade
);

create table roster_entries (
  tenant_id uuid not null,
  display_session_id uuid not null,
  -- Place in the uploaded list, from 1.
  ordinal integer not null,
  bib text not null check (bib <> ''),
  chips text[] not null,
  first_name text not null,
  last_name text not null,
  sex text not null,
  age integer,
  city text not null,
  region text not null,
  country text not null,
  club text not null,
  race text not null,
  wave text not null,
  division text not null,
  note text not null,
  primary key (tenant_id, display_session_id, ordinal),
  constraint roster_entries_bib_unique unique (tenant_id, display_session_id, bib),
  foreign key (tenant_id, display_session_id) references display_sessions on delete cascade
);

create table session_results (
  tenant_id uuid not null,
  display_session_id uuid not null,
  bib text not null check (bib <> ''),
  status text not null
    check (status in ('finished', 'on-course', 'not-started', 'did-not-finish', 'disqualified')),
  gun_time_ms bigint,
  chip_time_ms bigint,
  -- [{"name": text, "timeMs": integer}] in the order of the course.
  splits jsonb not null,
  place_overall integer,
  place_sex integer,
  place_division integer,
  primary key (tenant_id, display_session_id, bib),
  foreign key (tenant_id, display_session_id) references display_sessions on delete cascade
);

create table display_urls (
  tenant_id uuid not null,
  -- Eight letters of an alphabet without look-alikes; it finds the tenant, so it is unique across tenants.
  id text not null check (id ~ '^[A-HJ-NP-Z2-9]{8}$'),
  display_session_id uuid not null,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  constraint display_urls_id_unique unique (id),
  foreign key (tenant_id, display_session_id) references display_sessions on delete cascade,
  foreign key (tenant_id, created_by) references users on delete set null (created_by)
);
create index display_urls_by_session on display_urls (tenant_id, display_session_id);
create index display_urls_by_creator on display_urls (tenant_id, created_by);

-- Row-level security --------------------------------------------------------------------------------------------

alter table partners enable row level security;
alter table partners force row level security;
create policy tenant_wall on partners
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

alter table users enable row level security;
alter table users force row level security;
create policy tenant_wall on users
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

alter table login_sessions enable row level security;
alter table login_sessions force row level security;
create policy tenant_wall on login_sessions
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

alter table timing_keys enable row level security;
alter table timing_keys force row level security;
create policy tenant_wall on timing_keys
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

alter table display_sessions enable row level security;
alter table display_sessions force row level security;
create policy tenant_wall on display_sessions
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

alter table session_timing_streams enable row level security;
alter table session_timing_streams force row level security;
create policy tenant_wall on session_timing_streams
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

alter table roster_entries enable row level security;
alter table roster_entries force row level security;
create policy tenant_wall on roster_entries
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

alter table session_results enable row level security;
alter table session_results force row level security;
create policy tenant_wall on session_results
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

alter table display_urls enable row level security;
alter table display_urls force row level security;
create policy tenant_wall on display_urls
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

-- What the work of one tenant may do ----------------------------------------------------------------------------

grant select on partners to p88_app;
grant select, insert, update on users, login_sessions, timing_keys, display_urls to p88_app;
grant select, insert, update, delete
  on display_sessions, session_timing_streams, roster_entries, session_results to p88_app;

-- What crosses tenants: named functions only --------------------------------------------------------------------
--
-- p88_platform may execute these and read no table. They run as p88_definer, which sees other tenants' rows only
-- through the policies here, and only the columns that are granted.

create policy platform_reads on partners for select to p88_definer using (true);
create policy platform_creates on partners for insert to p88_definer with check (true);
grant select, insert on partners to p88_definer;

create policy platform_reads on users for select to p88_definer using (true);
grant select (tenant_id, id, email, name, role, password_hash, disabled_at) on users to p88_definer;

create policy platform_reads on login_sessions for select to p88_definer using (true);
grant select (tenant_id, id, user_id, token_hash, created_at, last_seen_at, expires_at, revoked_at)
  on login_sessions to p88_definer;

create policy platform_reads on timing_keys for select to p88_definer using (true);
grant select (tenant_id, user_name, secret_sealed, revoked_at) on timing_keys to p88_definer;

create policy platform_reads on display_sessions for select to p88_definer using (true);
create policy platform_expires on display_sessions for delete to p88_definer using (true);
grant select (tenant_id, id, expires_at), delete on display_sessions to p88_definer;

create policy platform_reads on display_urls for select to p88_definer using (true);
grant select (tenant_id, id, display_session_id, expires_at, revoked_at) on display_urls to p88_definer;

set local role p88_definer;

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

-- For signing in: at most one row.
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

-- For every request with a cookie or token: the login session with its user, whatever its state.
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

-- For the timing port, which learns the tenant from the key.
create function platform_list_timing_keys()
  returns table (tenant_id uuid, user_name text, secret_sealed bytea)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select k.tenant_id, k.user_name, k.secret_sealed from public.timing_keys k where k.revoked_at is null;
  end;

-- For screens, which know nothing but the eight letters.
create function platform_resolve_display_url(wanted_id text)
  returns table (tenant_id uuid, display_session_id uuid, expires_at timestamptz, revoked_at timestamptz)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select d.tenant_id, d.display_session_id, d.expires_at, d.revoked_at
    from public.display_urls d where d.id = wanted_id;
  end;

-- For loading live state at start.
create function platform_list_display_sessions(at timestamptz)
  returns table (tenant_id uuid, id uuid)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select s.tenant_id, s.id from public.display_sessions s where s.expires_at > at order by s.tenant_id, s.id;
  end;

-- For the clean-up: at most `most` at a time, because each takes its roster, results and links with it.
create function platform_expire_display_sessions(at timestamptz, most integer)
  returns table (tenant_id uuid, id uuid)
  language sql security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    delete from public.display_sessions d
    using (
      select s.tenant_id, s.id from public.display_sessions s
      where s.expires_at <= at order by s.expires_at limit most
    ) expired
    where d.tenant_id = expired.tenant_id and d.id = expired.id
    returning d.tenant_id, d.id;
  end;

revoke execute on function
  platform_create_partner(uuid, text, text, text, timestamptz), platform_list_partners(),
  platform_find_user_by_email(text), platform_find_login_session(bytea), platform_list_timing_keys(),
  platform_resolve_display_url(text), platform_list_display_sessions(timestamptz),
  platform_expire_display_sessions(timestamptz, integer)
  from public;
grant execute on function
  platform_create_partner(uuid, text, text, text, timestamptz), platform_list_partners(),
  platform_find_user_by_email(text), platform_find_login_session(bytea), platform_list_timing_keys(),
  platform_resolve_display_url(text), platform_list_display_sessions(timestamptz),
  platform_expire_display_sessions(timestamptz, integer)
  to p88_platform;

set local role p88_owner;
