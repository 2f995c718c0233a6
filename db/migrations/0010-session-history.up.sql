-- What happens to a display session over time: archive, notes about runners, presets, numbers by the minute.

alter table display_sessions add column archived_at timestamptz;

-- Words in lower case without accents, each with a blank before it: what announcers type finds them.
alter table roster_entries add column search_key text not null default '';
update roster_entries set search_key = lower(' ' || bib || ' ' || first_name || ' ' || last_name || ' ' || club);

create table entry_notes (
  tenant_id uuid not null,
  display_session_id uuid not null,
  bib text not null check (bib <> ''),
  -- Comes on air before all others.
  vip boolean not null,
  note text not null,
  pronunciation text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, display_session_id, bib),
  foreign key (tenant_id, display_session_id) references display_sessions on delete cascade
);

create table session_presets (
  tenant_id uuid not null references partners on delete cascade,
  id uuid not null,
  name text not null check (name <> ''),
  mode text not null check (mode in ('pre-race', 'results')),
  template_id text not null,
  playlist_id uuid,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, playlist_id) references playlists on delete set null (playlist_id)
);
create index session_presets_by_playlist on session_presets (tenant_id, playlist_id) where playlist_id is not null;

-- One row a minute of a display session that is looked at or that reads come to.
create table session_analytics (
  tenant_id uuid not null,
  display_session_id uuid not null,
  minute timestamptz not null,
  reads integer not null,
  names_shown integer not null,
  -- Time on air of all those names together, in milliseconds.
  dwell_ms bigint not null,
  backlog_most integer not null,
  screens integer not null,
  latency_p50_ms integer,
  latency_p99_ms integer,
  primary key (tenant_id, display_session_id, minute),
  foreign key (tenant_id, display_session_id) references display_sessions on delete cascade
);

-- How often and how long a sponsor's picture was shown on at least one screen.
create table sponsor_plays (
  tenant_id uuid not null,
  display_session_id uuid not null,
  name text not null,
  plays integer not null,
  shown_ms bigint not null,
  primary key (tenant_id, display_session_id, name),
  foreign key (tenant_id, display_session_id) references display_sessions on delete cascade
);

-- Row-level security --------------------------------------------------------------------------------------------

alter table entry_notes enable row level security;
alter table entry_notes force row level security;
create policy tenant_wall on entry_notes
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));
alter table session_presets enable row level security;
alter table session_presets force row level security;
create policy tenant_wall on session_presets
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));
alter table session_analytics enable row level security;
alter table session_analytics force row level security;
create policy tenant_wall on session_analytics
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));
alter table sponsor_plays enable row level security;
alter table sponsor_plays force row level security;
create policy tenant_wall on sponsor_plays
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

grant select, insert, update, delete on entry_notes, session_presets, session_analytics, sponsor_plays to p88_app;

-- Across tenants ------------------------------------------------------------------------------------------------

-- An archived display session has no live room.
grant select (archived_at) on display_sessions to p88_definer;
set local role p88_definer;
create or replace function platform_list_display_sessions(at timestamptz)
  returns table (tenant_id uuid, id uuid)
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  begin atomic
    select s.tenant_id, s.id from public.display_sessions s
    where s.expires_at > at and s.archived_at is null order by s.tenant_id, s.id;
  end;
set local role p88_owner;
