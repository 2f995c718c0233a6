import type { AssetId } from '@project88/core/ids/ids.ts';
import type { TenantScope } from '../tenancy/database.ts';

/** One size of a picture. */
export interface AssetFile {
  widthPx: number;
  heightPx: number;
  bytes: Uint8Array;
}

/** A size with what an answer says about it. */
export interface AssetFileRecord extends AssetFile {
  name: string;
  folder: string;
  hash: string;
  mime: 'image/webp' | 'image/png';
}

/** Keep the sizes of a new picture. */
export async function addAssetFiles(
  scope: TenantScope,
  id: AssetId,
  files: readonly AssetFile[],
): Promise<void> {
  for (const { widthPx, heightPx, bytes } of files) {
    await scope.sql(
      `insert into asset_files (tenant_id, asset_id, width_px, height_px, content) values ($1, $2, $3, $4, $5)`,
      [scope.tenantId, id, widthPx, heightPx, bytes],
    );
  }
}

const COLUMNS = `a.name, a.folder, a.hash, a.mime, f.width_px as "widthPx", f.height_px as "heightPx",
  f.content as bytes`;
/** The smallest size that is not smaller than `$3`, or the largest. */
const SMALLEST = 'order by f.width_px < $3, abs(f.width_px - $3) limit 1';

/** The smallest size that is not narrower than this, or the largest. Null when this tenant has no such picture. */
export async function getAssetFile(
  scope: TenantScope,
  id: AssetId,
  widthPx: number,
): Promise<AssetFileRecord | null> {
  const [row] = await scope.sql<AssetFileRecord>(
    `select ${COLUMNS} from assets a join asset_files f on f.tenant_id = a.tenant_id and f.asset_id = a.id
     where a.tenant_id = $1 and a.id = $2 ${SMALLEST}`,
    [scope.tenantId, id, widthPx],
  );
  return row ?? null;
}

/** Whether any published version of the partner's templates has this picture: only those come on screens. */
export async function isPublished(scope: TenantScope, id: AssetId): Promise<boolean> {
  const rows = await scope.sql(
    'select version from template_versions where tenant_id = $1 and assets ? $2 limit 1',
    [scope.tenantId, id],
  );
  return rows.length > 0;
}
