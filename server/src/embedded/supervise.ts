import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { EMBEDDED_LIMITS } from './limits.ts';
import { type Postmaster, type PostmasterOptions, startPostmaster } from './postmaster.ts';
import { stopProcess } from './stopping.ts';

/** Keeps one cluster's server running until it is told to stop. */
export interface Supervision {
  port: number;
  stop(): Promise<void>;
}

/**
 * Start the server and start it again, on the same port, when it dies by itself: connections recover without knowing
 * more than that the database was away for a moment.
 */
export async function supervise(options: PostmasterOptions): Promise<Supervision> {
  const stopping = new AbortController();
  const first = await startPostmaster(options, null, stopping.signal);
  let current: Postmaster | null = first;
  const watch = async (): Promise<void> => {
    while (current !== null) {
      await ended(current);
      current = stopping.signal.aborted ? null : await restart(options, first.port, stopping.signal);
    }
  };
  const watching = watch();
  return {
    port: first.port,
    async stop() {
      stopping.abort();
      await stopCurrent(current);
      await watching;
      // A restart may have been under way and finished after the abort.
      await stopCurrent(current);
    },
  };
}

async function restart(
  options: PostmasterOptions,
  port: number,
  stopping: AbortSignal,
): Promise<Postmaster | null> {
  options.log.error('the database server ended by itself; starting it again');
  while (!stopping.aborted) {
    await pause(EMBEDDED_LIMITS.restartPauseMs, undefined, { signal: stopping }).catch(() => undefined);
    if (stopping.aborted) return null;
    try {
      const postmaster = await startPostmaster(options, port, stopping);
      options.log.info('the database server is back');
      return postmaster;
    } catch (error) {
      options.log.error({ err: error }, 'the database server cannot be started again yet');
    }
  }
  return null;
}

async function ended({ child }: Postmaster): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function stopCurrent(postmaster: Postmaster | null): Promise<void> {
  if (postmaster === null) return;
  const { child } = postmaster;
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  if (child.pid !== undefined && !isGone()) await stopProcess(child.pid, isGone);
}
