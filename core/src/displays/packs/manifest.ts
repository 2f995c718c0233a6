import { z } from 'zod';
import { FONTS } from '../document/style.ts';
import { PACK_LIMITS as LIMITS } from './limits.ts';

/**
 * Version of a pack's shape: a zip with `manifest.json`, `templates/*.json` and `assets/*`.
 *
 * 1  templates, their pictures and the faces that they need
 */
export const PACK_VERSION = 1;

export const MANIFEST_FILE = 'manifest.json';
export const TEMPLATE_FILE = /^templates\/[a-z0-9][a-z0-9-]{0,99}\.json$/;
export const ASSET_FILE = /^assets\/[0-9a-f]{64}\.(webp|png)$/;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a hash is 64 hexadecimal digits');
const name = z.string().min(1).max(120);

/** What is in a pack. Unknown fields are left out, so that a later maker may add some. */
export const packManifest = z.object({
  packVersion: z.literal(PACK_VERSION),
  templates: z
    .array(z.object({ file: z.string().regex(TEMPLATE_FILE), name, sha256 }))
    .min(1)
    .max(LIMITS.templates),
  assets: z
    .array(
      z.object({
        file: z.string().regex(ASSET_FILE),
        /** The identifier that the templates of the pack have for it. */
        id: z.uuid(),
        name,
        folder: z.string().max(80),
        sha256,
        /** Of the file that was uploaded when the picture was made: who has that one needs no other. */
        sourceSha256: sha256,
      }),
    )
    .max(LIMITS.assets),
  /** Faces that the templates use, all of them the product's own. */
  fonts: z.array(z.enum(FONTS)),
});
export type PackManifest = z.infer<typeof packManifest>;
