import { createHash } from 'node:crypto';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import type { TemplateProblem } from '@project88/core/displays/document/validate.ts';
import { PACK_LIMITS as LIMITS } from '@project88/core/displays/packs/limits.ts';
import {
  ASSET_FILE,
  MANIFEST_FILE,
  type PackManifest,
  packManifest,
  TEMPLATE_FILE,
} from '@project88/core/displays/packs/manifest.ts';
import { type Unzipped, unzip } from 'fflate';
import { checkDocument, isStorable } from '../document.ts';

/** A template of a pack: a good document, or what is wrong with it. */
export interface PackTemplate {
  file: string;
  name: string;
  document: TemplateDocument | null;
  problems: string[];
}

export interface PackAsset {
  file: string;
  id: string;
  name: string;
  folder: string;
  sha256: string;
  sourceSha256: string;
  bytes: Uint8Array;
}

export interface Pack {
  templates: PackTemplate[];
  assets: PackAsset[];
  /** What was left out, in sentences. */
  notes: string[];
}

/**
 * Unpack and check a pack; nothing of it is trusted. Sizes are checked before anything is unpacked, only files that the
 * manifest may name are unpacked at all, and what their hash does not fit is refused. Throws `PACK_UNREADABLE`. A
 * template with mistakes is told and does not stop the others.
 */
export async function readPack(bytes: Uint8Array): Promise<Pack> {
  const notes: string[] = [];
  const files = await unpack(bytes, notes);
  const manifest = readManifest(files);
  for (const name of Object.keys(files)) {
    const named = [...manifest.templates, ...manifest.assets].some(({ file }) => file === name);
    if (name !== MANIFEST_FILE && !named) notes.push(leftOut(name));
  }
  return {
    templates: manifest.templates.map(({ file, name, sha256 }) =>
      readTemplate(file, name, checked(files, file, sha256)),
    ),
    assets: manifest.assets.map((asset) => ({ ...asset, bytes: checked(files, asset.file, asset.sha256) })),
    notes,
  };
}

function unreadable(reason: string): ProblemError {
  return new ProblemError('PACK_UNREADABLE', { reason });
}

const MOST_ENTRIES = LIMITS.templates + LIMITS.assets + 100;

/** The files of the zip that a pack may hold. Larger ones go to a thread of their own. */
function unpack(bytes: Uint8Array, notes: string[]): Promise<Unzipped> {
  let total = 0;
  let entries = 0;
  let tooLarge: string | null = null;
  return new Promise((resolve, reject) => {
    const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
      entries += 1;
      const limit = limitOf(name);
      if (limit === null) {
        if (entries <= MOST_ENTRIES && !name.endsWith('/')) notes.push(leftOut(name));
        return false;
      }
      total += originalSize;
      if (originalSize > limit) tooLarge ??= `${name} is larger than ${limit} bytes`;
      if (total > LIMITS.unpackedBytes)
        tooLarge ??= `unpacked it is larger than ${LIMITS.unpackedBytes} bytes`;
      if (entries > MOST_ENTRIES) tooLarge ??= `it has more than ${MOST_ENTRIES} files`;
      return tooLarge === null;
    };
    try {
      unzip(bytes, { filter }, (error, files) => {
        if (tooLarge !== null) reject(unreadable(tooLarge));
        else if (error !== null) reject(unreadable(`it is no zip file, or a damaged one (${error.message})`));
        else resolve(files);
      });
    } catch (error) {
      reject(unreadable(`it is no zip file, or a damaged one (${(error as Error).message})`));
    }
  });
}

/** Null for a file that no pack has: nothing is ever written under these names, and such a one is not even unpacked. */
function limitOf(name: string): number | null {
  if (name === MANIFEST_FILE) return LIMITS.manifestBytes;
  if (TEMPLATE_FILE.test(name)) return LIMITS.templateBytes;
  return ASSET_FILE.test(name) ? LIMITS.assetBytes : null;
}

function leftOut(name: string): string {
  return `${JSON.stringify(name.slice(0, 80))} is not part of a pack and was left out`;
}

function readManifest(files: Unzipped): PackManifest {
  const bytes = files[MANIFEST_FILE];
  if (bytes === undefined) throw unreadable(`it has no ${MANIFEST_FILE}`);
  const json = parse(bytes);
  if (typeof json === 'object' && json !== null && 'packVersion' in json && Number(json.packVersion) > 1) {
    throw unreadable('it was made by a newer version of this software');
  }
  const parsed = packManifest.safeParse(json);
  if (parsed.success) return withoutTwins(parsed.data);
  const [issue] = parsed.error.issues;
  throw unreadable(`${MANIFEST_FILE}: ${issue?.path.join('.')}: ${issue?.message}`);
}

function withoutTwins(manifest: PackManifest): PackManifest {
  const names = [...manifest.templates.map(({ file }) => file), ...manifest.assets.map(({ id }) => id)];
  if (new Set(names).size < names.length) throw unreadable(`${MANIFEST_FILE} names something twice`);
  if (!isStorable(manifest)) throw unreadable(`${MANIFEST_FILE} holds a NUL character or half a character`);
  return manifest;
}

function checked(files: Unzipped, file: string, sha256: string): Uint8Array {
  const bytes = files[file];
  if (bytes === undefined) throw unreadable(`${file} is missing`);
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw unreadable(`${file} is not what the manifest says; it was changed or damaged`);
}

function readTemplate(file: string, name: string, bytes: Uint8Array): PackTemplate {
  try {
    return { file, name, document: checkDocument(parse(bytes)), problems: [] };
  } catch (error) {
    return { file, name, document: null, problems: problemsOf(error) };
  }
}

function problemsOf(error: unknown): string[] {
  if (!(error instanceof ProblemError)) throw error;
  const { problems = [] } = (error.details ?? {}) as { problems?: TemplateProblem[] };
  return problems.length === 0 ? [error.message] : problems.map(({ path, message }) => `${path}: ${message}`);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw unreadable(`a file in it is no JSON (${(error as Error).message})`);
  }
}
