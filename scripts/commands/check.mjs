import { availableParallelism } from 'node:os';
import { runNode } from '../lib/child.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { inRoot } from '../lib/paths.mjs';
import { runSteps, scriptStep } from '../lib/steps.mjs';
import { closingLine, single, sum } from '../lib/tally.mjs';

/** @typedef {import('../lib/tally.mjs').Outcome} Outcome */

/** @param {...string} parts */
const tool = (...parts) => inRoot('node_modules', ...parts);
/** @param {string} project */
const typesOf = (project) =>
  scriptStep(`types: ${project}`, [
    tool('typescript', 'bin', 'tsc'),
    '--project',
    project,
    '--pretty',
    'false',
  ]);

/** What is checked by reading the code: each step counts as one test, the house checks one each. */
const STATIC_STEPS = [
  scriptStep('format and lint', [tool('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--colors=off', '.']),
  typesOf('core'),
  typesOf('.'),
  typesOf('web'),
  typesOf('test/browser'),
  scriptStep('laws: who may import whom', [
    tool('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.mjs',
    ...['core', 'server', 'web', 'test', 'bench', 'tools', 'scripts'],
  ]),
  scriptStep('dead code', [tool('knip', 'bin', 'knip.js'), '--no-progress']),
  { name: 'house checks', run: houseChecks },
];

/** The static part alone; the closing line counts it. */
export async function runCheck() {
  await ensureInstalled();
  const outcomes = await checkStatically();
  process.exitCode = sum(outcomes).failed > 0 ? 1 : 0;
  console.log(closingLine(outcomes));
}

/** @returns {Promise<Outcome[]>} */
export function checkStatically() {
  return runSteps(STATIC_STEPS, Math.min(2, availableParallelism()));
}

/** @returns {Promise<Outcome[]>} */
async function houseChecks() {
  const { code, output } = await runNode(['--import', 'tsx', inRoot('tools', 'house', 'main.ts')]);
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  if (code !== 0 || lines.length === 0) return [single('house checks', false, output)];
  return lines.map((line) => {
    /** @type {{ name: string, problems: string[] }} */
    const { name, problems } = JSON.parse(line);
    return single(`house: ${name}`, problems.length === 0, problems.join('\n'));
  });
}
