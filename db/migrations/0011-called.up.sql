-- Whom announcers have called in a display session.

create table called_crossings (
  tenant_id uuid not null,
  display_session_id uuid not null,
  -- The crossing by what stays the same over a restart, after which cards have other numbers.
  received_at timestamptz not null,
  location text not null,
  tag text not null,
  called_at timestamptz not null,
  primary key (tenant_id, display_session_id, received_at, location, tag),
  foreign key (tenant_id, display_session_id) references display_sessions on delete cascade
);

-- Row-level security --------------------------------------------------------------------------------------------

alter table called_crossings enable row level security;
alter table called_crossings force row level security;
create policy tenant_wall on called_crossings
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

grant select, insert, update, delete on called_crossings to p88_app;
