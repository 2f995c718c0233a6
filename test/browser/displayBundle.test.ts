import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';

const BUILT = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** Budgets of the display page, in bytes after gzip; fonts are compressed in themselves. */
const SCRIPT_BYTES = 25_000;
const STYLE_BYTES = 4_000;
const FIRST_FACES_BYTES = 75_000;
/** The name of a language, not an address that anything is fetched from. */
const SVG = 'http://www.w3.org/2000/svg';

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

let scripts: string[];
let styles: string[];
let html: string;

beforeAll(() => {
  const manifestFile = join(BUILT, '.vite/manifest.json');
  if (!existsSync(manifestFile)) throw new Error('Build the pages first: npm run build');
  const manifest = JSON.parse(read('.vite/manifest.json')) as Record<string, Chunk>;
  const chunks = reachable(manifest, 'display/index.html');
  scripts = chunks.map((chunk) => chunk.file);
  styles = chunks.flatMap((chunk) => chunk.css ?? []);
  html = read('display/index.html');
});

function read(file: string): string {
  return readFileSync(join(BUILT, file), 'utf8');
}

/** A chunk and everything that it loads before it runs. */
function reachable(manifest: Record<string, Chunk>, entry: string): Chunk[] {
  const names = new Set([entry]);
  for (const name of names) for (const next of manifest[name]?.imports ?? []) names.add(next);
  return [...names].flatMap((name) => manifest[name] ?? []);
}

function gzipBytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILT, file)), { level: 9 }).length, 0);
}

describe('the built display page', () => {
  it('keeps its budgets', () => {
    expect(scripts.length).toBeGreaterThan(0);
    expect(gzipBytes(scripts)).toBeLessThanOrEqual(SCRIPT_BYTES);
    expect(gzipBytes(styles)).toBeLessThanOrEqual(STYLE_BYTES);
  });

  it('preloads the two first faces and nothing more', () => {
    const faces = [...html.matchAll(/rel="preload" as="font"[^>]* href="\/([^"]+)"/g)].map(
      ([, file]) => file,
    );
    expect(faces.length).toBe(2);
    const bytes = faces.reduce((sum, file) => sum + readFileSync(join(BUILT, file ?? '')).length, 0);
    expect(bytes).toBeLessThanOrEqual(FIRST_FACES_BYTES);
  });

  it('contains no framework, no component kit and no validator', () => {
    const code = scripts.map(read).join('\n');
    expect(code).not.toMatch(/react|mantine|tanstack|ZodError|safeParse/i);
  });

  it('takes nothing from another origin and has nothing inline', () => {
    for (const file of [...scripts, ...styles]) {
      expect(read(file).replaceAll(SVG, '')).not.toMatch(/https?:\/\/|["'`(]data:/);
    }
    expect(html).not.toMatch(/https?:\/\//);
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)/);
  });

  it('has all of its files under hashed names', () => {
    const assets = readdirSync(join(BUILT, 'assets'));
    expect(assets.filter((file) => !/-[\w-]{8}\.\w+$/.test(file))).toEqual([]);
  });
});
