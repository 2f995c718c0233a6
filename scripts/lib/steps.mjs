import { runNode } from './child.mjs';
import { say } from './say.mjs';
import { single } from './tally.mjs';

/** Lines of a failed step that are shown: enough for the first causes, few enough to see the other steps. */
const SHOWN_LINES = 60;

/** @typedef {import('./tally.mjs').Outcome} Outcome */
/** @typedef {{ name: string, run: () => Promise<Outcome[]> }} Step */

/**
 * A step that runs one script and passes when it ends with code 0.
 * @param {string} name
 * @param {string[]} args the script and its arguments
 * @returns {Step}
 */
export function scriptStep(name, args) {
  return {
    name,
    run: async () => {
      const { code, output } = await runNode(args);
      return [single(name, code === 0, output.trimEnd())];
    },
  };
}

/**
 * Run steps, at most `width` at a time, and tell about each as it ends. A step that throws has failed.
 * @param {Step[]} steps
 * @param {number} width
 * @param {(outcome: Outcome) => void} tell
 * @returns {Promise<Outcome[]>} in the order of the steps
 */
export async function runSteps(steps, width, tell = tellPerson) {
  /** @type {Outcome[][]} */
  const results = steps.map(() => []);
  const queue = steps.entries();
  const worker = async () => {
    for (const [index, step] of queue) {
      results[index] = await runStep(step);
      results[index]?.forEach(tell);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results.flat();
}

/** @param {Step} step */
async function runStep({ name, run }) {
  try {
    return await run();
  } catch (error) {
    return [single(name, false, error instanceof Error ? (error.stack ?? error.message) : String(error))];
  }
}

/** @param {Outcome} outcome */
function tellPerson({ name, failed, detail }) {
  say(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${name}`);
  if (failed > 0 && detail) say(head(detail).replace(/^/gm, '        '));
}

/** @param {string} text */
function head(text) {
  const lines = text.split('\n');
  if (lines.length <= SHOWN_LINES) return text;
  return `${lines.slice(0, SHOWN_LINES).join('\n')}\n… and ${lines.length - SHOWN_LINES} more lines`;
}
