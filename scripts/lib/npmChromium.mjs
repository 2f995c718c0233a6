import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { say } from './say.mjs';

/**
 * Unpack the Chromium that comes from npm and answer a program that starts it. It runs on Linux x64, also where no
 * library of a browser is installed, because it brings its own.
 * @returns {Promise<string | null>} null when it cannot be had
 */
export async function unpackNpmChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const folder = inRoot('.cache', 'chromium');
  const launcher = join(folder, 'launch.sh');
  if (existsSync(launcher)) return launcher;
  say('Unpacking the Chromium that comes from npm for the browser tests …');
  mkdirSync(folder, { recursive: true });
  try {
    await withEnvironment(unpackInto(folder), async () => {
      const { default: chromium } = await import('@sparticuz/chromium');
      await chromium.executablePath();
    });
  } catch (error) {
    say(`The Chromium from npm cannot be used: ${/** @type {Error} */ (error).message}`);
    return null;
  }
  writeFileSync(join(folder, 'fonts.conf'), fontConfiguration(folder));
  writeFileSync(launcher, launchScript(folder), { mode: 0o755 });
  return launcher;
}

/**
 * The package unpacks into the temporary folder, where another user's copy may lie: it gets one of our own. It unpacks
 * its libraries only when it believes that it runs where it was made for.
 * @param {string} folder
 */
function unpackInto(folder) {
  return {
    TMPDIR: folder,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x',
    AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x',
  };
}

/**
 * Its libraries are for the browser alone: in our own environment the database would load them too.
 * @param {string} folder
 */
function launchScript(folder) {
  return `#!/bin/sh
export LD_LIBRARY_PATH='${join(folder, 'al2023', 'lib')}'
export FONTCONFIG_FILE='${join(folder, 'fonts.conf')}'
exec '${join(folder, 'chromium')}' "$@"
`;
}

/**
 * The package's own configuration names folders that exist only where it was made for, and a page without any font
 * has no text.
 * @param {string} folder
 */
function fontConfiguration(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

/**
 * Run `work` with variables that are gone afterwards, together with all that `work` set itself.
 * @param {Record<string, string>} variables
 * @param {() => Promise<void>} work
 */
async function withEnvironment(variables, work) {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    await work();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
