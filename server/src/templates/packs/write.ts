import { createHash } from 'node:crypto';
import type { FontName } from '@project88/core/displays/document/style.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { fontsOf } from '@project88/core/displays/packs/contents.ts';
import { MANIFEST_FILE, PACK_VERSION, type PackManifest } from '@project88/core/displays/packs/manifest.ts';
import { type AsyncZippable, zip } from 'fflate';
import type { PackedAsset } from '../types.ts';

/** A zip with these templates and the pictures that they show. The same contents give the same bytes. */
export function writePack(
  documents: readonly TemplateDocument[],
  assets: readonly PackedAsset[],
): Promise<Uint8Array> {
  const files: AsyncZippable = {};
  const templates = documents.map((document, index) => {
    const bytes = Buffer.from(`${JSON.stringify(document, null, 2)}\n`);
    const file = `templates/${String(index + 1).padStart(2, '0')}-${slug(document.name)}.json`;
    files[file] = bytes;
    return { file, name: document.name, sha256: hashOf(bytes) };
  });
  const pictures = assets.map(({ id, name, folder, mime, bytes, sourceHash }) => {
    const sha256 = hashOf(bytes);
    const file = `assets/${sha256}.${mime === 'image/png' ? 'png' : 'webp'}`;
    // Pictures do not shrink any more.
    files[file] = [bytes, { level: 0 }];
    return { file, id, name, folder, sha256, sourceSha256: sourceHash };
  });
  const fonts: FontName[] = [...new Set(documents.flatMap(fontsOf))];
  const manifest: PackManifest = { packVersion: PACK_VERSION, templates, assets: pictures, fonts };
  files[MANIFEST_FILE] = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  return new Promise((resolve, reject) => {
    zip(files, { mtime: FIXED_TIME }, (error, bytes) => (error === null ? resolve(bytes) : reject(error)));
  });
}

/** The first moment that a zip can name. */
const FIXED_TIME = '1980-01-01T12:00:00';

function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return plain === '' ? 'template' : plain;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
