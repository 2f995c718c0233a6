import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

/** A phone at a venue opens the console over a slow line: what comes before the first screen has a limit. */
const FIRST_SCREEN_LIMIT_BYTES = 180_000;

const DIST = new URL('../../dist/web/', import.meta.url);

interface Chunk {
  file: string;
  imports?: string[];
}
const manifest: Record<string, Chunk> = JSON.parse(
  readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'),
);

/** All scripts that a page needs before it shows, by their names in the manifest. */
function scriptsOf(names: string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    scriptsOf(manifest[name]?.imports ?? [], seen);
  }
  return seen;
}

function route(page: string): string {
  const name = Object.keys(manifest).find((key) => key.endsWith(`console/routes/${page}.tsx`));
  if (name === undefined) throw new Error(`${page} is not a file of its own in the build`);
  return name;
}

it.each([
  ['sign-in page', ['SignInPage']],
  ['list of display sessions', ['AppLayout', 'SessionsPage']],
])('the %s needs at most 180 kB of compressed script', (_name, pages) => {
  const scripts = scriptsOf(['console/index.html', ...pages.map(route)]);
  const sizes = [...scripts]
    .map((name) => manifest[name]?.file ?? '')
    .map((file) => readFileSync(new URL(file, DIST)));
  const bytes = sizes.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(FIRST_SCREEN_LIMIT_BYTES);
});
