import { runBench } from '../commands/bench.mjs';
import { runBuild } from '../commands/build.mjs';
import { runCheck } from '../commands/check.mjs';
import { runP88 } from '../commands/p88.mjs';
import { runStart } from '../commands/start.mjs';
import { runTest } from '../commands/test.mjs';
import { Failure, say } from './say.mjs';

const HELP = `node scripts/run.mjs <command> [arguments]

  start [--help]   install when needed, build when stale, run the server (npm start)
  p88 <command>    what an administrator does at the keyboard of the server; without a command: the list
                   (npm run -s p88 -- <command>)
  test [filter]    everything that has to pass; with a filter only the matching test files (npm test)
  check            the part of the tests that reads the code without running it (npm run check)
  build            compile the server and the pages into dist/ (npm run build)
  bench <name>     one performance claim, measured; without a name: the list (npm run -s bench -- <name>)
  help             this text
`;

/** @type {Record<string, (args: string[]) => Promise<void>>} */
const COMMANDS = {
  start: runStart,
  p88: runP88,
  test: runTest,
  check: runCheck,
  build: runBuild,
  bench: runBench,
  help: async () => void process.stdout.write(HELP),
};

/**
 * Run one command. An expected failure is one sentence and exit code 1; anything else keeps its stack.
 * @param {string[]} argv the command and its arguments
 */
export async function main([name = 'help', ...args]) {
  const command = COMMANDS[name];
  if (command === undefined) {
    process.stderr.write(`There is no command "${name}".\n\n${HELP}`);
    process.exitCode = 1;
    return;
  }
  try {
    await command(args);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
