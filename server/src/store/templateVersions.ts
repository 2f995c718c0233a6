import type { OwnTemplateId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { userIdOf } from '../tenancy/principal.ts';
import { timestamp } from './instants.ts';
import { INTEGER_KEY, type Page, type PageRequest, readPage } from './pages.ts';

export interface TemplateVersionRecord {
  version: number;
  publishedAtMs: InstantMs;
  /** Empty when they are gone, and for programs. */
  publishedBy: string;
  note: string;
  hash: string;
}

const COLUMNS = `v.version, v.published_at as "publishedAtMs", coalesce(u.name, '') as "publishedBy", v.note, v.hash`;
const FROM = `from template_versions v left join users u on u.tenant_id = v.tenant_id and u.id = v.published_by`;

/** What was published of a template, newest first. */
export function listVersions(
  scope: TenantScope,
  id: OwnTemplateId,
  request: PageRequest,
): Promise<Page<TemplateVersionRecord>> {
  return readPage(request, {
    name: 'template-versions',
    keyPattern: INTEGER_KEY,
    keyOf: (row) => String(row.version),
    fetch: (before, most) =>
      scope.sql<TemplateVersionRecord>(
        `select ${COLUMNS} ${FROM}
         where v.tenant_id = $1 and v.template_id = $2 and ($3::integer is null or v.version < $3)
         order by v.version desc limit $4`,
        [scope.tenantId, id, before, most],
      ),
  });
}

/** With the document as it is stored, of any version of its shape. Null when this tenant has none. */
export async function getVersion(
  scope: TenantScope,
  id: OwnTemplateId,
  version: number,
): Promise<(TemplateVersionRecord & { document: unknown }) | null> {
  const [row] = await scope.sql<TemplateVersionRecord & { document: unknown }>(
    `select ${COLUMNS}, v.document ${FROM}
     where v.tenant_id = $1 and v.template_id = $2 and v.version = $3`,
    [scope.tenantId, id, version],
  );
  return row ?? null;
}

/** The stored document of this version, or of the newest for null. Null when nothing like it is published. */
export async function getPublished(
  scope: TenantScope,
  id: OwnTemplateId,
  version: number | null,
): Promise<unknown> {
  const [row] = await scope.sql<{ document: unknown }>(
    `select v.document from templates t
     join template_versions v on v.tenant_id = t.tenant_id and v.template_id = t.id
     where t.tenant_id = $1 and t.id = $2 and v.version = coalesce($3, t.published_version)`,
    [scope.tenantId, id, version],
  );
  return row?.document ?? null;
}

/** Publish the draft as the next version. The caller holds the template (`lockTemplate`). */
export async function addVersion(
  scope: TenantScope,
  id: OwnTemplateId,
  { version, note }: { version: number; note: string },
): Promise<void> {
  await scope.sql(
    `with published as (
       insert into template_versions
         (tenant_id, template_id, version, document, hash, note, published_at, published_by)
       select tenant_id, id, $3, draft, draft_hash, $4, $5, $6 from templates where tenant_id = $1 and id = $2
     )
     update templates set published_version = $3, noted_at = null where tenant_id = $1 and id = $2`,
    [scope.tenantId, id, version, note, timestamp(scope.now()), userIdOf(scope.principal)],
  );
}
