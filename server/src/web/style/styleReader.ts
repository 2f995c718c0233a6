import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { goBehind } from '../../ops/goBehind.ts';
import { WEB_LIMITS } from '../limits.ts';
import { failed } from '../webFetcher.ts';
import type { Answers, Job } from './worker/job.ts';

/** From the sources the process needs what the sources need; the build has compiled it. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
const PROGRAM = fileURLToPath(new URL(IS_SOURCE ? './worker/main.ts' : './styles.mjs', import.meta.url));

/** Reads the texts of one site in a process of its own, with its own memory and time. End it. */
export class StyleReader {
  readonly #child: ChildProcess;
  readonly #readMs: number;

  constructor({ readMs, readMemoryMb }: { readMs: number; readMemoryMb: number } = WEB_LIMITS) {
    this.#readMs = readMs;
    this.#child = fork(PROGRAM, [], {
      execArgv: [`--max-old-space-size=${readMemoryMb}`, ...(IS_SOURCE ? ['--import', 'tsx'] : [])],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // Failures are told to whoever asks; an event that nobody hears would end the server.
    this.#child.on('error', () => {});
    this.#child.once('spawn', () => goBehind(this.#child.pid));
  }

  /** One piece of reading after the other. Throws `WEB_FETCH_FAILED` when it takes too long or too much. */
  async ask<Ask extends Job['ask']>(job: Extract<Job, { ask: Ask }>): Promise<Answers[Ask]> {
    const child = this.#child;
    let stop = () => {};
    try {
      return await new Promise((resolve, reject) => {
        const time = setTimeout(() => reject(failed('reading it takes too long')), this.#readMs);
        const gone = () => reject(failed('reading it takes too much'));
        child.once('message', resolve);
        child.once('exit', gone);
        stop = () => {
          clearTimeout(time);
          child.off('message', resolve);
          child.off('exit', gone);
        };
        child.send(job, (error) => error !== null && gone());
      });
    } catch (error) {
      this.end();
      throw error;
    } finally {
      stop();
    }
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }
}
