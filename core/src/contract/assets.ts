import { z } from 'zod';
import { isoInstant, pageOf, pageQuery, uuid } from './common.ts';
import { folderName } from './templates.ts';

/** A picture of the partner's. It never changes: another picture is another asset. */
export const assetView = z.object({
  id: uuid,
  name: z.string(),
  folder: z.string(),
  /** SHA-256 of what was uploaded, hexadecimal: the same file is kept once. */
  hash: z.string(),
  mime: z.enum(['image/webp', 'image/png']),
  widthPx: z.number().int(),
  heightPx: z.number().int(),
  /** All sizes together. */
  bytes: z.number().int(),
  /** What was uploaded: `image/jpeg`, `image/svg+xml`, … */
  sourceMime: z.string(),
  createdAt: isoInstant,
  createdBy: z.string(),
  /** Templates that have it in their draft or in any version: an old one may be restored. */
  usedBy: z.number().int(),
});
export type AssetView = z.infer<typeof assetView>;
export const assetPage = pageOf(assetView);

/** Answer to an upload. `notes` tells what is different from the file, in sentences. */
export const assetTaken = assetView.extend({ notes: z.array(z.string()) });
export type AssetTaken = z.infer<typeof assetTaken>;

export const assetListQuery = pageQuery.extend({
  search: z.string().trim().max(120).optional(),
  folder: folderName.optional(),
  /** Only those that no template has. */
  unused: z.stringbool().default(false),
});

/** The body of an upload is the file itself. */
export const uploadAssetQuery = z.object({
  name: z.string().trim().min(1).max(120),
  folder: folderName.default(''),
});

export const updateAssetBody = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  folder: folderName.optional(),
});
export type UpdateAssetBody = z.infer<typeof updateAssetBody>;

/** Cut a part out as a new asset; in pixels of the picture. */
export const cropAssetBody = z.object({
  name: z.string().trim().min(1).max(120),
  left: z.number().int().min(0),
  top: z.number().int().min(0),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
});
export type CropAssetBody = z.infer<typeof cropAssetBody>;

/** Widths in which a picture is kept; the answer has the smallest that is not smaller, or the largest. */
export const ASSET_WIDTHS_PX = [320, 960, 1920, 3840] as const;
export const assetFileQuery = z.object({ width: z.coerce.number().int().min(1).max(16_384).optional() });

/** The width in which a picture is loaded for so many pixels: few different ones, so that caches find it again. */
export function assetWidthFor(widthPx: number): number {
  return ASSET_WIDTHS_PX.find((each) => each >= widthPx) ?? 16_384;
}

/** A template that has the picture; neither in its draft nor published: only in an older version. */
export const assetUse = z.object({
  templateId: uuid,
  name: z.string(),
  draft: z.boolean(),
  published: z.boolean(),
});
export const assetUses = z.object({ items: z.array(assetUse) });
export type AssetUse = z.infer<typeof assetUse>;

export const assetUsage = z.object({
  count: z.number().int(),
  bytes: z.number().int(),
  quotaCount: z.number().int(),
  quotaBytes: z.number().int(),
  unusedCount: z.number().int(),
  unusedBytes: z.number().int(),
  folders: z.array(z.string()),
});
export type AssetUsage = z.infer<typeof assetUsage>;

/** Delete pictures that came so many days ago and that no draft and no version of a template has. */
export const cleanUpAssetsBody = z.object({ unusedForDays: z.number().int().min(0).max(3_650) });
export const cleanedUp = z.object({ removed: z.number().int(), bytes: z.number().int() });
