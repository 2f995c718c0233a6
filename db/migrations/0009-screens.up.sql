-- What is on air in a display session, its screens by name, and playlists.

create table playlists (
  tenant_id uuid not null references partners on delete cascade,
  id uuid not null,
  name text not null check (name <> ''),
  -- [{"templateId": text, "dwellMs": integer, "from": "HH:MM"?}], in their order.
  items jsonb not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id)
);

alter table display_sessions
  -- Grows with every change of what is on air, so that the second of two operators learns of the first.
  add column program_rev integer not null default 0,
  -- NULL: the newest published version.
  add column template_version integer,
  -- The operator's message on all screens, and since when it is there.
  add column message text,
  add column message_at timestamptz,
  add column blackout boolean not null default false,
  add column resting boolean not null default false,
  add column frozen boolean not null default false,
  -- The playlist that runs, and since when: where it stands follows from the clock.
  add column playlist_id uuid,
  add column playlist_since timestamptz,
  add constraint display_sessions_message check ((message is null) = (message_at is null)),
  add constraint display_sessions_playlist_fkey
    foreign key (tenant_id, playlist_id) references playlists on delete set null (playlist_id);
create index display_sessions_by_playlist on display_sessions (tenant_id, playlist_id) where playlist_id is not null;

create table screens (
  tenant_id uuid not null,
  display_session_id uuid not null,
  -- A random name that the screen keeps.
  key text not null check (key ~ '^[A-Za-z0-9_-]{8,64}$'),
  -- What `identify` shows; the same after a restart.
  number integer not null,
  name text not null default '',
  overscan_pct double precision not null default 0 check (overscan_pct between 0 and 20),
  reduced_motion boolean not null default false,
  -- Instead of the display session's; NULL: the display session's.
  message text,
  template_id text,
  last_seen_at timestamptz not null,
  primary key (tenant_id, display_session_id, key),
  foreign key (tenant_id, display_session_id) references display_sessions on delete cascade
);

-- Row-level security --------------------------------------------------------------------------------------------

alter table playlists enable row level security;
alter table playlists force row level security;
create policy tenant_wall on playlists
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));
alter table screens enable row level security;
alter table screens force row level security;
create policy tenant_wall on screens
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

grant select, insert, update, delete on playlists, screens to p88_app;
