import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/**
 * @typedef {{ code: number, output: string, ms: number }} Ended
 * @typedef {{ env?: NodeJS.ProcessEnv, show?: boolean }} ChildOptions
 */

/**
 * Run a program in the checkout and wait for its end. Its output is collected, and shown too when `show` is set. A
 * program that cannot be started ends with code 127, one that was killed with 128.
 * @param {string} program
 * @param {string[]} args
 * @param {ChildOptions} options
 * @returns {Promise<Ended>}
 */
export function run(program, args, { env = process.env, show = false } = {}) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    /** @param {Buffer} chunk */
    const collect = (chunk) => {
      output += chunk.toString();
      if (show) process.stderr.write(chunk);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: 127, output: error.message, ms: 0 }));
    child.on('close', (code) => resolve({ code: code ?? 128, output, ms: performance.now() - startedAt }));
  });
}

/**
 * Run a script with this same Node.
 * @param {string[]} args the script and its arguments
 * @param {ChildOptions} options
 */
export const runNode = (args, options = {}) => run(process.execPath, args, options);

/**
 * Run a program that owns the terminal: its input and output are ours, and so is its exit code.
 * @param {string[]} args the script and its arguments
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code; 128 when it was killed
 */
export function runNodeAttached(args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 128));
  });
}
