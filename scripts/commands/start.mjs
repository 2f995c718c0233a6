import { pathToFileURL } from 'node:url';
import { ensureBuilt } from '../lib/build.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { SERVER_BUNDLE } from '../lib/paths.mjs';

/**
 * Install and build when needed, then become the server. It runs inside this process and not in a child: Ctrl-C and
 * `kill` reach it directly, its exit code is ours, and nothing can be left behind.
 * @param {string[]} args passed on to the server
 */
export async function runStart(args) {
  await ensureInstalled();
  await ensureBuilt();
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, SERVER_BUNDLE, ...args];
  await import(pathToFileURL(SERVER_BUNDLE).href);
}
