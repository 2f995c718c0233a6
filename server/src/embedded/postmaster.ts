import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { EMBEDDED_LIMITS } from './limits.ts';
import type { RunUser } from './runUser.ts';
import { readServerState } from './stateFile.ts';

export const LOOPBACK = '127.0.0.1';

/** Everything that is the same for each start of one cluster's server. */
export interface PostmasterOptions {
  binaries: Binaries;
  cluster: string;
  user: RunUser | null;
  log: Logger;
  /** Settings of PostgreSQL on top of ours, by name. */
  settings: Readonly<Record<string, string>>;
}

/** Our settings that differ from PostgreSQL's own, each with its reason. Durability is spelled out on purpose. */
const SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: String(EMBEDDED_LIMITS.connections),
  // Loopback only: the bundled TLS library is old and must not face a network.
  listen_addresses: LOOPBACK,
  unix_socket_directories: '',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '',
  log_checkpoints: 'off',
  // Failing statements are reported by the program that sent them; here they would only spread personal data.
  log_min_error_statement: 'panic',
  // Above ERROR in the order of PostgreSQL: what concerns the server itself.
  log_min_messages: 'log',
} as const;

/** A server process that accepts connections on `port`. */
export interface Postmaster {
  child: ChildProcess;
  port: number;
}

/** Messages of a server that cannot start *yet*: a killed one still holds its lock, shared memory or port. */
const NOT_YET = /lock file .* already exists|pre-existing shared memory|could not create any TCP\/IP sockets/;

/**
 * Start the server on `port` (null: a free one) and wait until it accepts connections, crash recovery included.
 * Throws `START_FAILED`, also soon after `signal` is aborted.
 */
export async function startPostmaster(
  options: PostmasterOptions,
  port: number | null,
  signal: AbortSignal,
): Promise<Postmaster> {
  const deadlineMs = performance.now() + EMBEDDED_LIMITS.startRetryMs;
  for (;;) {
    const attempt = await tryStart(options, port ?? (await findFreePort()), signal);
    if (!('failure' in attempt)) return attempt;
    const again = NOT_YET.test(attempt.failure) && performance.now() < deadlineMs && !signal.aborted;
    if (!again) {
      throw new EmbeddedPostgresError(
        'START_FAILED',
        `The database server does not start: ${attempt.failure}`,
      );
    }
    await pause(EMBEDDED_LIMITS.startRetryPauseMs);
  }
}

async function tryStart(
  options: PostmasterOptions,
  port: number,
  signal: AbortSignal,
): Promise<Postmaster | { failure: string }> {
  const child = launch(options, port);
  const lines = keepLog(child, options.log);
  const spawned = await Promise.race([once(child, 'spawn').then(() => null), once(child, 'error')]);
  if (spawned !== null) return { failure: String(spawned[0]) };
  const deadlineMs = performance.now() + EMBEDDED_LIMITS.recoveryMs;
  while (child.exitCode === null && child.signalCode === null) {
    const state = await readServerState(options.cluster);
    if (state?.pid === child.pid && state?.status === 'ready') return { child, port };
    if (signal.aborted || performance.now() > deadlineMs) child.kill('SIGQUIT');
    await pause(EMBEDDED_LIMITS.pollMs);
  }
  return { failure: lines.join(' ') || `it ended with ${child.signalCode ?? child.exitCode}` };
}

function launch({ binaries, cluster, user, settings }: PostmasterOptions, port: number): ChildProcess {
  const all = Object.entries({ ...SETTINGS, port: String(port), ...settings });
  const args = ['-D', cluster, ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // A group of its own: Ctrl-C in the terminal reaches us only, and we stop the database last.
  const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe'];
  const child = spawn(binaries.postgres, args, {
    ...user,
    cwd: cluster,
    env: { LC_ALL: 'C' },
    detached: true,
    stdio,
  });
  if (child.pid !== undefined) giveWay(child.pid);
  return child;
}

/**
 * Let the database step back behind the server when both want the processor: a screen waits for a read, nobody waits
 * for a row. Every process that PostgreSQL starts inherits it. Where it is not allowed, things are only slower.
 */
function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    return;
  }
}

function keepLog(child: ChildProcess, log: Logger): string[] {
  const kept: string[] = [];
  if (child.stderr === null) return kept;
  createInterface({ input: child.stderr }).on('line', (line) => {
    kept.push(line);
    if (kept.length > EMBEDDED_LIMITS.keptLogLines) kept.shift();
    log.debug({ postgres: line }, 'database server');
  });
  return kept;
}

/** The system picks a port; another program may still take it in between, and then the start is tried again. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, LOOPBACK);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
