-- What came over the timing port, read out of the journal. Append-only: the only things that are ever updated are
-- what is known about a timing session, and how far the journal has been read.

create table timing_sessions (
  tenant_id uuid not null references partners on delete cascade,
  id uuid not null,
  -- The client's own id; null when it does not tell.
  connection_id text,
  program text not null,
  program_version text not null,
  remote_address text not null,
  timing_key_user text,
  event_name text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (tenant_id, id)
);

create table reads (
  tenant_id uuid not null,
  timing_session_id uuid not null,
  -- The location in lower case: timing software does not mind its case.
  location_key text not null,
  seq integer not null,
  -- What was read (tag and time of day) as a 32-bit number. An edited session sends other content under the same
  -- number: both are kept.
  content_key bigint not null,
  -- Where the line stands in the journal.
  stream_id uuid not null,
  line_number bigint not null,
  kind text not null check (kind in ('chip', 'gun')),
  location text not null,
  tag text not null,
  -- The time exactly as sent, then what it means: local date and time, and the moment by the partner's zone.
  time_text text not null,
  wall timestamp,
  at timestamptz,
  time_of_day_ms integer not null,
  lap integer,
  reader text not null,
  antenna text not null,
  received_at timestamptz not null,
  -- Also what makes reading the journal again harmless.
  primary key (tenant_id, timing_session_id, location_key, seq, content_key),
  foreign key (tenant_id, timing_session_id) references timing_sessions on delete cascade
);

create table rejected_lines (
  tenant_id uuid not null references partners on delete cascade,
  stream_id uuid not null,
  line_number bigint not null,
  -- Null when the line came before the timing session was known.
  timing_session_id uuid,
  reason text not null,
  field text,
  detail text not null,
  -- The bytes as received, at most 8 KiB.
  raw bytea not null,
  received_at timestamptz not null,
  primary key (tenant_id, stream_id, line_number)
);
create index rejected_lines_by_timing_session on rejected_lines (tenant_id, timing_session_id, received_at);

-- Everything in the journal before this position is in the tables above. A journal has an id of its own, so that the
-- position of another machine's journal, or of one that was lost, is never taken for this one's.
create table journal_cursors (
  tenant_id uuid not null references partners on delete cascade,
  journal_id uuid not null,
  position bigint not null,
  updated_at timestamptz not null,
  primary key (tenant_id, journal_id)
);

alter table timing_sessions enable row level security;
alter table timing_sessions force row level security;
create policy tenant_wall on timing_sessions
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

alter table reads enable row level security;
alter table reads force row level security;
create policy tenant_wall on reads
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

alter table rejected_lines enable row level security;
alter table rejected_lines force row level security;
create policy tenant_wall on rejected_lines
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

alter table journal_cursors enable row level security;
alter table journal_cursors force row level security;
create policy tenant_wall on journal_cursors
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

grant select, insert on reads, rejected_lines to p88_app;
grant select, insert, update on timing_sessions, journal_cursors to p88_app;
