import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { EmbeddedPostgresError } from './errors.ts';
import { EMBEDDED_LIMITS } from './limits.ts';
import { isServerOf, readServerState, removeServerState } from './stateFile.ts';

/** How hard a server is asked to stop, in order, and how long each may take in milliseconds. */
const STEPS = [
  /** Fast: roll back open transactions, write a checkpoint. */
  { signal: 'SIGINT', withinMs: EMBEDDED_LIMITS.stopMs },
  /** Immediate: no checkpoint; the next start recovers, nothing that was committed is lost. */
  { signal: 'SIGQUIT', withinMs: EMBEDDED_LIMITS.immediateStopMs },
  { signal: 'SIGKILL', withinMs: EMBEDDED_LIMITS.immediateStopMs },
] as const;

/** Stop a server within a bound. `isGone` says when it has ended. False when even the last step did not help. */
export async function stopProcess(pid: number, isGone: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const { signal, withinMs } of STEPS) {
    send(pid, signal);
    if (await within(withinMs, isGone)) return true;
  }
  return false;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function within(limitMs: number, isGone: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += EMBEDDED_LIMITS.pollMs) {
    if (await isGone()) return true;
    await pause(EMBEDDED_LIMITS.pollMs);
  }
  return isGone();
}

/**
 * Stop the server that a killed parent left behind in this cluster, if there is one. It is not adopted: stopping and
 * starting costs 0.1 s, and only a child of our own can be watched. The caller holds the lock of the data folder, so
 * the server is no other instance's.
 */
export async function stopLeftover(cluster: string, log: Logger): Promise<void> {
  const state = await readServerState(cluster);
  if (state === null) return;
  if (!(await isServerOf(cluster, state.pid))) {
    // Its process is gone, or its id belongs to somebody else by now: PostgreSQL would be fooled by the latter.
    await removeServerState(cluster);
    return;
  }
  log.warn({ pid: state.pid }, 'a database server was left running by a killed process; stopping it');
  const stopped = await stopProcess(state.pid, async () => !(await isServerOf(cluster, state.pid)));
  if (stopped) return;
  throw new EmbeddedPostgresError(
    'LEFTOVER_RUNNING',
    `A database server (process ${state.pid}) still runs in ${cluster} and does not stop. End it and start again.`,
  );
}
