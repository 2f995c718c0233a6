import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { goBehind } from '../ops/goBehind.ts';
import { unreadable } from './kinds.ts';
import { ASSET_LIMITS } from './limits.ts';
import type { Job, Made } from './worker/job.ts';

/** From the sources the process needs what the sources need; the build has compiled it. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
const PROGRAM = fileURLToPath(new URL(IS_SOURCE ? './worker/main.ts' : './pictures.mjs', import.meta.url));

/** Exit code of `worker/main.ts`. */
const TOO_MUCH_MEMORY = 3;

/**
 * Read a picture in a process of its own, which has no environment and goes behind the race. Throws `ASSET_UNREADABLE`,
 * also when the process crashed, took too long or too much.
 */
export async function inOwnProcess(job: Job): Promise<Extract<Made, { ok: true }>> {
  const made = await answerOf(job);
  if (!made.ok) throw unreadable(made.reason);
  return made;
}

function answerOf(job: Job): Promise<Made> {
  return new Promise((resolve) => {
    const child = fork(PROGRAM, [], {
      execArgv: IS_SOURCE ? ['--import', 'tsx'] : [],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: ASSET_LIMITS.workMs,
      killSignal: 'SIGKILL',
    });
    const give = (reason: string) => resolve({ ok: false, reason });
    let made: Made | null = null;
    child.once('message', (message) => {
      made = message as Made;
      child.disconnect();
    });
    child.once('error', () => give('it could not be looked at just now'));
    // Not before: until it has ended it has its memory, and the next one may not begin.
    child.once('exit', (code, signal) => (made === null ? give(reasonOf(code, signal)) : resolve(made)));
    child.once('spawn', () => goBehind(child.pid));
    child.send(job, (error) => {
      if (error !== null) give('it could not be looked at just now');
    });
  });
}

function reasonOf(code: number | null, signal: string | null): string {
  if (code === TOO_MUCH_MEMORY) return 'it needs too much memory';
  return signal === 'SIGKILL' ? 'it takes too long to draw' : 'it is damaged';
}
