import type { AssetId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { userIdOf } from '../tenancy/principal.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';
import { type Page, type PageRequest, readPage, UUID_KEY } from './pages.ts';

/** What a picture is, without its pixels. */
export interface AssetFacts {
  name: string;
  folder: string;
  /** SHA-256 of what it was made from, hexadecimal. */
  hash: string;
  mime: 'image/webp' | 'image/png';
  sourceMime: string;
  widthPx: number;
  heightPx: number;
  /** All sizes together. */
  bytes: number;
}

export interface AssetRecord extends AssetFacts {
  id: AssetId;
  createdAtMs: InstantMs;
  /** Empty when they are gone, and for programs. */
  createdBy: string;
  /** Templates that have it in their draft or in any of their versions. */
  usedBy: number;
}

/**
 * Which templates have which pictures: in the draft, and in every version, because an old one may be restored or still be
 * on air.
 */
const USED = `used as materialized (
  select asset, count(distinct template_id)::integer as templates from (
    select id as template_id, jsonb_array_elements_text(assets) as asset from templates where tenant_id = $1
    union all
    select template_id, jsonb_array_elements_text(assets) from template_versions where tenant_id = $1
  ) each group by asset)`;

const COLUMNS = `a.id, a.name, a.folder, a.hash, a.mime, a.source_mime as "sourceMime", a.width_px as "widthPx",
  a.height_px as "heightPx", a.bytes, a.created_at as "createdAtMs", coalesce(u.name, '') as "createdBy",
  coalesce(used.templates, 0) as "usedBy"`;
const FROM = `from assets a
  left join users u on u.tenant_id = a.tenant_id and u.id = a.created_by
  left join used on used.asset = a.id::text`;

export interface AssetFilter {
  /** Part of the name, in any case; empty: all. */
  search: string;
  /** Null: all folders. */
  folder: string | null;
  /** Only those that no template has. */
  unused: boolean;
}

/** The partner's pictures, newest first. */
export function listAssets(
  scope: TenantScope,
  request: PageRequest,
  { search, folder, unused }: AssetFilter,
): Promise<Page<AssetRecord>> {
  return readPage(request, {
    name: 'assets',
    keyPattern: UUID_KEY,
    keyOf: (row) => row.id,
    fetch: (before, most) =>
      scope.sql<AssetRecord>(
        `with ${USED} select ${COLUMNS} ${FROM}
         where a.tenant_id = $1 and ($2::uuid is null or a.id < $2) and ($4::text is null or a.folder = $4)
           and strpos(lower(a.name), lower($5)) > 0 and (not $6 or used.templates is null)
         order by a.id desc limit $3`,
        [scope.tenantId, before, most, folder, search, unused],
      ),
  });
}

/** Null when this tenant has no such picture. */
export async function getAsset(scope: TenantScope, id: AssetId): Promise<AssetRecord | null> {
  const [row] = await scope.sql<AssetRecord>(
    `with ${USED} select ${COLUMNS} ${FROM} where a.tenant_id = $1 and a.id = $2`,
    [scope.tenantId, id],
  );
  return row ?? null;
}

/** The pictures that were made from files with these hashes. */
export function findAssets(
  scope: TenantScope,
  hashes: readonly string[],
): Promise<{ id: AssetId; hash: string }[]> {
  return scope.sql<{ id: AssetId; hash: string }>(
    'select id, hash from assets where tenant_id = $1 and hash = any($2)',
    [scope.tenantId, hashes],
  );
}

/** Keep a picture without its sizes (`addAssetFiles`). The caller has checked the quotas, and that there is none of it. */
export async function createAsset(scope: TenantScope, facts: AssetFacts): Promise<AssetId> {
  const id = newRowId<AssetId>(scope);
  const { name, folder, hash, mime, sourceMime, widthPx, heightPx, bytes } = facts;
  await scope.sql(
    `insert into assets (tenant_id, id, name, folder, hash, mime, source_mime, width_px, height_px, bytes, created_at,
       created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      scope.tenantId,
      id,
      name,
      folder,
      hash,
      mime,
      sourceMime,
      widthPx,
      heightPx,
      bytes,
      timestamp(scope.now()),
      userIdOf(scope.principal),
    ],
  );
  return id;
}

/** Hold the picture until the transaction ends. Null when this tenant has none. */
export async function lockAsset(scope: TenantScope, id: AssetId): Promise<AssetRecord | null> {
  await scope.sql('select id from assets where tenant_id = $1 and id = $2 for update', [scope.tenantId, id]);
  return getAsset(scope, id);
}

/** Change what is given and keep the rest. */
export async function updateAsset(
  scope: TenantScope,
  id: AssetId,
  { name, folder }: { name?: string | undefined; folder?: string | undefined },
): Promise<void> {
  await scope.sql(
    'update assets set name = coalesce($3, name), folder = coalesce($4, folder) where tenant_id = $1 and id = $2',
    [scope.tenantId, id, name ?? null, folder ?? null],
  );
}

/** Its sizes go with it. The caller has checked that no template has it. */
export async function deleteAsset(scope: TenantScope, id: AssetId): Promise<void> {
  await scope.sql('delete from assets where tenant_id = $1 and id = $2', [scope.tenantId, id]);
}
