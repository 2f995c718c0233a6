import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBuilt } from '../lib/build.mjs';
import { runNodeAttached } from '../lib/child.mjs';
import { exposeChromium } from '../lib/chromium.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { inRoot } from '../lib/paths.mjs';
import { say } from '../lib/say.mjs';
import { runSteps } from '../lib/steps.mjs';
import { closingLine, countVitest, single } from '../lib/tally.mjs';
import { checkStatically } from './check.mjs';

/** @typedef {import('../lib/tally.mjs').Outcome} Outcome */

const REPORT = inRoot('.cache', 'vitest.json');

/**
 * Everything that has to pass, with a plain count as the very last line. With arguments only the test files that
 * match them, for work on one thing.
 * @param {string[]} filter passed on to vitest
 */
export async function runTest(filter) {
  await ensureInstalled();
  const outcomes = filter.length > 0 ? [await vitest(filter)] : await everything();
  const failures = outcomes.filter(({ failed }) => failed > 0);
  if (failures.length > 0) say(`\nFailed: ${failures.map(({ name }) => name).join('; ')}`);
  process.exitCode = failures.length > 0 ? 1 : 0;
  console.log(closingLine(outcomes));
}

/** @returns {Promise<Outcome[]>} */
async function everything() {
  const before = [...(await checkStatically()), ...(await runSteps([buildStep, browserStep], 1))];
  return [...before, await vitest([])];
}

const buildStep = {
  name: 'build',
  run: async () => {
    await ensureBuilt();
    return [single('build', true)];
  },
};

const browserStep = {
  name: 'a Chromium for the browser tests',
  run: async () => {
    const path = await exposeChromium();
    const help = 'None found, and none could be installed. Install Chromium, or name one in CHROMIUM_PATH.';
    return [single(browserStep.name, path !== null, help)];
  },
};

/**
 * @param {string[]} filter
 * @returns {Promise<Outcome>}
 */
async function vitest(filter) {
  mkdirSync(inRoot('.cache'), { recursive: true });
  rmSync(REPORT, { force: true });
  const script = inRoot('node_modules', 'vitest', 'vitest.mjs');
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  // A production NODE_ENV would load the build of React that has no test helpers.
  const env = { ...process.env, NODE_ENV: 'test' };
  const code = await runNodeAttached([script, 'run', ...reports, ...filter], env);
  const outcome = countVitest(existsSync(REPORT) ? readFileSync(REPORT, 'utf8') : null, code);
  if (outcome.detail) say(outcome.detail);
  return outcome;
}
