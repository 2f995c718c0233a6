import type { AssetId } from '@project88/core/ids/ids.ts';
import { getAssetFile } from '../store/assetFiles.ts';
import { findAssets } from '../store/assets.ts';
import type { AssetIntake, PackedAsset } from '../templates/types.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { keepPicture } from './keep.ts';
import { ASSET_LIMITS } from './limits.ts';
import { readPicture } from './picture.ts';

/** The partner's pictures, for packs and for what comes from the web. */
export const ASSET_INTAKE: AssetIntake = {
  async find(scope, sourceHashes) {
    const here = await findAssets(scope, sourceHashes);
    return new Map(here.map(({ hash, id }) => [hash, id]));
  },
  async read(scope, ids) {
    const packed: PackedAsset[] = [];
    for (const id of ids) {
      const asset = await packedOf(scope, id as AssetId);
      if (asset !== null) packed.push(asset);
    }
    return packed;
  },
  async prepare(tenantId, { name, folder, bytes }) {
    const picture = await readPicture(tenantId, bytes);
    return async (scope) => (await keepPicture(scope, picture, { name, folder })).id;
  },
};

/** In its largest size. */
async function packedOf(scope: TenantScope, id: AssetId): Promise<PackedAsset | null> {
  const file = await getAssetFile(scope, id, ASSET_LIMITS.sidePx);
  if (file === null) return null;
  const { name, folder, mime, hash, bytes } = file;
  return { id, name, folder, mime, bytes, sourceHash: hash };
}
