-- Templates of a partner: a draft that is saved all the time, and what was published of it.

create table templates (
  tenant_id uuid not null references partners on delete cascade,
  id uuid not null,
  name text not null check (name <> ''),
  folder text not null default '',
  -- A template document of any version that we know; checked and grown up when it is read.
  draft jsonb not null,
  -- Grows with every save, so that the second of two people who save learns of the first.
  draft_rev integer not null default 1,
  -- SHA-256 of the document without its id and name: two drafts with the same one look the same.
  draft_hash text not null check (draft_hash ~ '^[0-9a-f]{64}$'),
  -- [{"name": text, "widthPx": number, "heightPx": number}], so that a list need not open the drafts.
  layouts jsonb not null,
  -- The newest; NULL: nothing is published yet.
  published_version integer,
  archived_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by uuid,
  -- The last save that stands in the audit log, and who saved: autosaves of the same hour do not.
  noted_at timestamptz,
  noted_for text,
  primary key (tenant_id, id),
  foreign key (tenant_id, changed_by) references users on delete set null (changed_by)
);
create index templates_by_changer on templates (tenant_id, changed_by);

-- Written once: no right to change or delete, so a version goes only with its template.
create table template_versions (
  tenant_id uuid not null,
  template_id uuid not null,
  version integer not null check (version > 0),
  document jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  note text not null,
  published_at timestamptz not null,
  published_by uuid,
  primary key (tenant_id, template_id, version),
  foreign key (tenant_id, template_id) references templates on delete cascade,
  foreign key (tenant_id, published_by) references users on delete set null (published_by)
);
create index template_versions_by_publisher on template_versions (tenant_id, published_by);

-- Row-level security --------------------------------------------------------------------------------------------

alter table templates enable row level security;
alter table templates force row level security;
create policy tenant_wall on templates
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));
alter table template_versions enable row level security;
alter table template_versions force row level security;
create policy tenant_wall on template_versions
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

grant select, insert, update, delete on templates to p88_app;
grant select, insert on template_versions to p88_app;
