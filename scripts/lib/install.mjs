import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { run } from './child.mjs';
import { withLock } from './lock.mjs';
import { inRoot } from './paths.mjs';
import { Failure, say } from './say.mjs';

const STAMP = inRoot('node_modules', '.project88-stamp');
const LOCK = inRoot('.cache', 'bootstrap.lock');

/** Install the packages unless those of this lock file, Node and platform are there already. */
export async function ensureInstalled() {
  const wanted = installStamp(readFileSync(inRoot('package-lock.json')), process);
  if (readStamp() === wanted) return;
  await withLock(LOCK, async () => {
    if (readStamp() === wanted) return;
    await install();
    writeFileSync(STAMP, wanted);
  });
}

/**
 * What an installation depends on: native parts differ between Node majors and platforms.
 * @param {Buffer | string} lockFile
 * @param {{ version: string, platform: string, arch: string }} node
 */
export function installStamp(lockFile, { version, platform, arch }) {
  const lockHash = createHash('sha256').update(lockFile).digest('hex');
  return `${lockHash} node${Number.parseInt(version.slice(1), 10)} ${platform}-${arch}`;
}

function readStamp() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return null;
  }
}

async function install() {
  say('Installing packages (only needed when they changed) …');
  rmSync(STAMP, { force: true });
  const { program, args } = npmCall(process.env, process.platform);
  const { code, output, ms } = await run(program, args, { env: npmEnvironment(process.env), show: true });
  if (code === 0) return say(`Installed in ${(ms / 1000).toFixed(1)} s.`);
  throw new Failure(`npm could not install the packages (exit code ${code}). ${hintFor(output)}`);
}

/**
 * How to call npm: the very one that called us when there is one, else the one on PATH.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} platform
 */
export function npmCall(env, platform) {
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const cli = env.npm_execpath;
  if (cli !== undefined && basename(cli).startsWith('npm-cli'))
    return { program: process.execPath, args: [cli, ...args] };
  return { program: platform === 'win32' ? 'npm.cmd' : 'npm', args };
}

/**
 * The environment for npm: without the settings that would leave out the tools which build the product.
 * @param {NodeJS.ProcessEnv} env
 */
export function npmEnvironment(env) {
  const unwanted = /^(NODE_ENV|npm_config_(omit|only|production|include|dry_run|global))$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !unwanted.test(name)));
}

/** @param {string} output of npm */
function hintFor(output) {
  if (/EACCES|EPERM/.test(output))
    return 'A file belongs to another user: run as the owner of this folder, or remove node_modules first.';
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED/.test(output))
    return 'The package registry cannot be reached.';
  if (/ENOSPC/.test(output)) return 'The disk is full.';
  return 'Its messages are above.';
}
