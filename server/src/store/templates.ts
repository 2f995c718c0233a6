import type { OwnTemplateId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { userIdOf } from '../tenancy/principal.ts';
import { newRowId } from './ids.ts';
import { timestamp, timestampOrNull } from './instants.ts';
import { type Page, type PageRequest, readPage, UUID_KEY } from './pages.ts';

/** A template as lists show it; whoever asks for more reads its draft. */
export interface TemplateRecord {
  id: OwnTemplateId;
  name: string;
  folder: string;
  layouts: { name: string; widthPx: number; heightPx: number }[];
  draftRev: number;
  draftHash: string;
  publishedVersion: number | null;
  publishedHash: string | null;
  archivedAtMs: InstantMs | null;
  changedAtMs: InstantMs;
  /** Empty when they are gone, and for programs. */
  changedBy: string;
  /** Living display sessions that show it. */
  usedBy: number;
}

/** What a draft is kept as: a checked document with what is derived from it. */
export interface DraftContent {
  document: object;
  hash: string;
  layouts: TemplateRecord['layouts'];
}

/**
 * Living display sessions, as `d`, that show a template: as their own, on one of their screens, or in the playlist that
 * runs.
 */
const shows = (template: string) => `d.tenant_id = $1 and d.archived_at is null and d.expires_at > $2
  and (d.template_id = ${template}
    or exists (select from screens s
               where s.tenant_id = d.tenant_id and s.display_session_id = d.id and s.template_id = ${template})
    or exists (select from playlists p where p.tenant_id = d.tenant_id and p.id = d.playlist_id
               and p.items @> jsonb_build_array(jsonb_build_object('templateId', ${template}))))`;

const COLUMNS = `t.id, t.name, t.folder, t.layouts, t.draft_rev as "draftRev", t.draft_hash as "draftHash",
  t.published_version as "publishedVersion", v.hash as "publishedHash", t.archived_at as "archivedAtMs",
  t.changed_at as "changedAtMs", coalesce(u.name, '') as "changedBy",
  (select count(*)::integer from display_sessions d where ${shows('t.id::text')}) as "usedBy"`;
const FROM = `from templates t
  left join users u on u.tenant_id = t.tenant_id and u.id = t.changed_by
  left join template_versions v
    on v.tenant_id = t.tenant_id and v.template_id = t.id and v.version = t.published_version`;

export interface TemplateFilter {
  /** Part of the name, in any case; empty: all. */
  search: string;
  /** Null: all folders. */
  folder: string | null;
  archived: boolean;
}

/** Newest first. */
export function listTemplates(
  scope: TenantScope,
  request: PageRequest,
  { search, folder, archived }: TemplateFilter,
): Promise<Page<TemplateRecord>> {
  return readPage(request, {
    name: 'templates',
    keyPattern: UUID_KEY,
    keyOf: (row) => row.id,
    fetch: (before, most) =>
      scope.sql<TemplateRecord>(
        `select ${COLUMNS} ${FROM}
         where t.tenant_id = $1 and ($3::uuid is null or t.id < $3) and (t.archived_at is not null) = $5
           and ($6::text is null or t.folder = $6) and strpos(lower(t.name), lower($7)) > 0
         order by t.id desc limit $4`,
        [scope.tenantId, timestamp(scope.now()), before, most, archived, folder, search],
      ),
  });
}

/** Null when this tenant has no such template. */
export async function getTemplate(scope: TenantScope, id: OwnTemplateId): Promise<TemplateRecord | null> {
  const [row] = await scope.sql<TemplateRecord>(
    `select ${COLUMNS} ${FROM} where t.tenant_id = $1 and t.id = $3`,
    [scope.tenantId, timestamp(scope.now()), id],
  );
  return row ?? null;
}

/** The templates of this name that are not in the archive, oldest first. */
export function findByName(scope: TenantScope, name: string): Promise<TemplateRecord[]> {
  return scope.sql<TemplateRecord>(
    `select ${COLUMNS} ${FROM} where t.tenant_id = $1 and t.name = $3 and t.archived_at is null order by t.id`,
    [scope.tenantId, timestamp(scope.now()), name],
  );
}

/** The draft as it is stored, of any version of the document; null when this tenant has no such template. */
export async function getDraft(scope: TenantScope, id: OwnTemplateId): Promise<unknown> {
  const [row] = await scope.sql<{ draft: unknown }>(
    'select draft from templates where tenant_id = $1 and id = $2',
    [scope.tenantId, id],
  );
  return row?.draft ?? null;
}

/** Null when this tenant has no such template. */
export async function getDraftRev(scope: TenantScope, id: OwnTemplateId): Promise<number | null> {
  const [row] = await scope.sql<{ rev: number }>(
    'select draft_rev as rev from templates where tenant_id = $1 and id = $2',
    [scope.tenantId, id],
  );
  return row?.rev ?? null;
}

/** Hold the template until the transaction ends. Null when this tenant has none. */
export async function lockTemplate(scope: TenantScope, id: OwnTemplateId): Promise<TemplateRecord | null> {
  await scope.sql('select id from templates where tenant_id = $1 and id = $2 for update', [
    scope.tenantId,
    id,
  ]);
  return getTemplate(scope, id);
}

export function newTemplateId(scope: TenantScope): OwnTemplateId {
  return newRowId<OwnTemplateId>(scope);
}

export async function createTemplate(
  scope: TenantScope,
  wanted: { id: OwnTemplateId; name: string; folder: string },
  draft: DraftContent,
): Promise<void> {
  await scope.sql(
    `insert into templates
       (tenant_id, id, name, folder, draft, draft_hash, layouts, created_at, changed_at, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
    [
      scope.tenantId,
      wanted.id,
      wanted.name,
      wanted.folder,
      JSON.stringify(draft.document),
      draft.hash,
      JSON.stringify(draft.layouts),
      timestamp(scope.now()),
      userIdOf(scope.principal),
    ],
  );
}

export interface TemplateSettings {
  name?: string | undefined;
  folder?: string | undefined;
  /** Undefined: as it is. */
  archivedAtMs?: InstantMs | null | undefined;
}

/** Change what is given and keep the rest; the draft stays as it is but for its name. */
export async function updateTemplate(
  scope: TenantScope,
  id: OwnTemplateId,
  { name, folder, archivedAtMs }: TemplateSettings,
): Promise<void> {
  await scope.sql(
    `update templates
     set name = coalesce($3, name), folder = coalesce($4, folder),
         draft = jsonb_set(draft, '{name}', to_jsonb(coalesce($3::text, name))),
         archived_at = case when $5 then $6 else archived_at end
     where tenant_id = $1 and id = $2`,
    [
      scope.tenantId,
      id,
      name ?? null,
      folder ?? null,
      archivedAtMs !== undefined,
      timestampOrNull(archivedAtMs ?? null),
    ],
  );
}

/** False when this tenant has no such template. Its versions go with it. */
export async function deleteTemplate(scope: TenantScope, id: OwnTemplateId): Promise<boolean> {
  const rows = await scope.sql('delete from templates where tenant_id = $1 and id = $2 returning id', [
    scope.tenantId,
    id,
  ]);
  return rows.length > 0;
}

/** Living display sessions that show this template, newest first. */
export function listTemplateUses(
  scope: TenantScope,
  id: OwnTemplateId,
): Promise<{ id: string; name: string }[]> {
  return scope.sql<{ id: string; name: string }>(
    `select d.id, d.name from display_sessions d where ${shows('$3')} order by d.id desc`,
    [scope.tenantId, timestamp(scope.now()), id],
  );
}
