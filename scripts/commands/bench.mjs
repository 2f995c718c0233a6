import { existsSync, readdirSync } from 'node:fs';
import { ensureBuilt } from '../lib/build.mjs';
import { runNodeAttached } from '../lib/child.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { inRoot } from '../lib/paths.mjs';
import { Failure } from '../lib/say.mjs';

/**
 * Measure one claim: run bench/<name>.ts. The last line on stdout is its JSON result.
 * @param {string[]} args the name, then arguments for the benchmark
 */
export async function runBench([name, ...args]) {
  const names = benchNames();
  if (name === undefined) return void process.stdout.write(`${names.join('\n')}\n`);
  if (!names.includes(name))
    throw new Failure(`There is no benchmark "${name}". There are: ${names.join(', ')}.`);
  await ensureInstalled();
  await ensureBuilt();
  const script = inRoot('bench', `${name}.ts`);
  process.exitCode = await runNodeAttached([
    '--enable-source-maps',
    '--expose-gc',
    '--import',
    'tsx',
    script,
    ...args,
  ]);
}

function benchNames() {
  const folder = inRoot('bench');
  if (!existsSync(folder)) return [];
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return scripts.map((file) => file.slice(0, -'.ts'.length)).sort();
}
