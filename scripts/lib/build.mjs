import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { runNode } from './child.mjs';
import { hashFiles } from './hash.mjs';
import { withLock } from './lock.mjs';
import { inRoot, P88_BUNDLE, ROOT, SERVER_BUNDLE } from './paths.mjs';
import { Failure, say } from './say.mjs';

const STAMP = inRoot('dist', '.stamp');
const LOCK = inRoot('.cache', 'bootstrap.lock');

/** What the output depends on. Tests are not part of it, but the demo race runs on the tests' simulator. */
const SOURCES = [
  'core/src',
  'server/src',
  'web',
  'test/simulator',
  'scripts/lib/bundle.mjs',
  'package-lock.json',
];

/**
 * Build when the sources changed since the last build.
 * @returns {Promise<boolean>} whether anything had to be built
 */
export async function ensureBuilt() {
  if (isFresh()) return false;
  return withLock(LOCK, async () => {
    const wanted = sourceHash();
    if (isFresh(wanted)) return false;
    await build();
    mkdirSync(inRoot('dist'), { recursive: true });
    writeFileSync(STAMP, wanted);
    return true;
  });
}

function isFresh(wanted = sourceHash()) {
  return (
    existsSync(SERVER_BUNDLE) &&
    existsSync(P88_BUNDLE) &&
    existsSync(STAMP) &&
    readFileSync(STAMP, 'utf8') === wanted
  );
}

function sourceHash() {
  return hashFiles(ROOT, SOURCES, (name) => !/\.test\.tsx?$|node_modules/.test(name));
}

/** In a process of its own: the bundlers' memory and helper processes are gone when the server starts. */
async function build() {
  say('Building server and pages …');
  const env = { ...process.env, NODE_ENV: 'production' };
  const { code, output, ms } = await runNode([inRoot('scripts', 'lib', 'bundle.mjs')], { env });
  if (code !== 0) throw new Failure(`The build failed:\n${output}`);
  say(`Built in ${(ms / 1000).toFixed(1)} s.`);
}
