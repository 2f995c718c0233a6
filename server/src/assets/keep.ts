import type { AssetId } from '@project88/core/ids/ids.ts';
import { addAssetFiles } from '../store/assetFiles.ts';
import { createAsset, findAssets } from '../store/assets.ts';
import { checkQuota } from '../store/quotas.ts';
import type { TenantScope } from '../tenancy/database.ts';
import type { Picture } from './picture.ts';

/** A picture as it is kept now, and whether it came just now. */
interface Kept {
  id: AssetId;
  isNew: boolean;
}

/** The partner's picture that was made from a file with this hash; null when there is none. */
export async function findAsset(scope: TenantScope, hash: string): Promise<AssetId | null> {
  const [here] = await findAssets(scope, [hash]);
  return here?.id ?? null;
}

/**
 * Keep a picture that was read, unless the partner has it already: the same file is one picture, under its first name.
 * Throws `QUOTA_REACHED`.
 */
export async function keepPicture(
  scope: TenantScope,
  { hash, sourceMime, widthPx, heightPx, files }: Picture,
  { name, folder }: { name: string; folder: string },
): Promise<Kept> {
  const here = await findAsset(scope, hash);
  if (here !== null) return { id: here, isNew: false };
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  // The first of the two waits for whoever takes in another one at this moment; it may be the same picture.
  await checkQuota(scope, 'assets');
  await checkQuota(scope, 'assetMegabytes', bytes / 1e6);
  const meanwhile = await findAsset(scope, hash);
  if (meanwhile !== null) return { id: meanwhile, isNew: false };
  const facts = { name, folder, hash, mime: 'image/webp', sourceMime, widthPx, heightPx, bytes } as const;
  const id = await createAsset(scope, facts);
  await addAssetFiles(scope, id, files);
  return { id, isNew: true };
}
