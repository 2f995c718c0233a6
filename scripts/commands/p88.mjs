import { pathToFileURL } from 'node:url';
import { ensureBuilt } from '../lib/build.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { P88_BUNDLE } from '../lib/paths.mjs';

/**
 * Install and build when needed, then run a command of `p88` inside this process.
 * @param {string[]} args the command and its arguments
 */
export async function runP88(args) {
  await ensureInstalled();
  await ensureBuilt();
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, P88_BUNDLE, ...args];
  await import(pathToFileURL(P88_BUNDLE).href);
}
