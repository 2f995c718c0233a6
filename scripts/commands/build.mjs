import { ensureBuilt } from '../lib/build.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { say } from '../lib/say.mjs';

/** Compile into dist/ when the sources changed. */
export async function runBuild() {
  await ensureInstalled();
  if (!(await ensureBuilt())) say('The build is up to date.');
}
