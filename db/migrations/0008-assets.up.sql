-- Pictures of a partner, and which of them stand in templates.

create table assets (
  tenant_id uuid not null references partners on delete cascade,
  id uuid not null,
  name text not null check (name <> ''),
  folder text not null default '',
  -- SHA-256 of the file that was uploaded, or of the picture and the part that was cut out of it.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  mime text not null check (mime in ('image/webp', 'image/png')),
  -- What was uploaded.
  source_mime text not null,
  width_px integer not null check (width_px > 0),
  height_px integer not null check (height_px > 0),
  -- All sizes together.
  bytes bigint not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (tenant_id, id),
  -- The same file is kept once.
  unique (tenant_id, hash),
  foreign key (tenant_id, created_by) references users on delete set null (created_by)
);
create index assets_by_creator on assets (tenant_id, created_by);

-- The sizes of a picture. They never change: another picture is another asset.
create table asset_files (
  tenant_id uuid not null,
  asset_id uuid not null,
  width_px integer not null check (width_px > 0),
  height_px integer not null check (height_px > 0),
  content bytea not null,
  primary key (tenant_id, asset_id, width_px),
  foreign key (tenant_id, asset_id) references assets on delete cascade
);
-- Pictures are packed already; the database need not try again.
alter table asset_files alter column content set storage external;

-- The pictures that stand in a document, made by the database so that it is never out of step. The document itself lies
-- outside of the row, so that all documents of a partner are looked through without opening one.
alter table templates add column assets jsonb not null
  generated always as (jsonb_path_query_array(draft, 'strict $.**.asset ? (@.type() == "string")')) stored;
alter table template_versions add column assets jsonb not null
  generated always as (jsonb_path_query_array(document, 'strict $.**.asset ? (@.type() == "string")')) stored;

-- Row-level security --------------------------------------------------------------------------------------------

alter table assets enable row level security;
alter table assets force row level security;
create policy tenant_wall on assets
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));
alter table asset_files enable row level security;
alter table asset_files force row level security;
create policy tenant_wall on asset_files
  using (tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));

grant select, insert, update, delete on assets to p88_app;
grant select, insert on asset_files to p88_app;
