import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One text file of the checkout; `path` is relative to its top, with slashes. */
export interface TextFile {
  path: string;
  text: string;
}

/** A rule of the house: `find` answers one sentence per place that breaks it. */
export interface Check {
  name: string;
  find(files: readonly TextFile[]): string[];
}

/** What is made by tools and never committed. */
const NOT_OURS = new Set(['node_modules', 'dist', 'data', '.cache', '.git', 'coverage', 'test-results']);
const TEXT =
  /\.(ts|tsx|mjs|js|css|html|json|jsonc|md|sql|sh|yml|yaml|toml|csv|txt|svg)$|(^|\/)(run|LICENSE|\.\w+)$/;

/** Known by their names alone, so that documents can show them. */
const PICTURE = /\.(webp|png)$/;

/** Read those of the paths below `root` that have the name of a text file; pictures come without a text. */
export function readHouse(root: string, paths: readonly string[]): TextFile[] {
  return paths
    .filter((path) => TEXT.test(path) || PICTURE.test(path))
    .map((path) => ({ path, text: PICTURE.test(path) ? '' : readFileSync(join(root, path), 'utf8') }));
}

/** Every file below `root` that is ours, whatever its name. */
export function pathsBelow(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (NOT_OURS.has(entry.name)) return [];
    if (entry.isDirectory()) return pathsBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
}

export const isCode = ({ path }: TextFile): boolean => /\.(ts|tsx|mjs)$/.test(path);
export const isTest = ({ path }: TextFile): boolean => /\.test\.tsx?$/.test(path);

/** The line number, from 1, of a character offset. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Every place where `pattern` (with flag `g`) matches, as `path:line`. */
export function places({ path, text }: TextFile, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => `${path}:${lineAt(text, match.index)}`);
}
