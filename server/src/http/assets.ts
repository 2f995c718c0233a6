import type { AssetView } from '@project88/core/contract/assets.ts';
import type { AssetId } from '@project88/core/ids/ids.ts';
import { type AssetRecord, getAsset } from '../store/assets.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { found, rowId } from './ids.ts';
import { isoOf } from './views.ts';

/** The word for messages. */
export const PICTURE = 'picture';

/** How the audit log names it. */
export function assetObject(id: AssetId) {
  return { kind: 'asset', id };
}

/** The picture in the path. Throws `NOT_FOUND` for text that is no id. */
export function assetIdOf({ params }: { params: { id: string } }): AssetId {
  return rowId<AssetId>(params.id, PICTURE);
}

export function viewAsset({ createdAtMs, ...record }: AssetRecord): AssetView {
  return { ...record, createdAt: isoOf(createdAtMs) };
}

/** Throws `NOT_FOUND`. */
export async function existingAsset(scope: TenantScope, id: AssetId): Promise<AssetView> {
  return viewAsset(found(await getAsset(scope, id), PICTURE));
}
