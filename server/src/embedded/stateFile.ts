import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server writes into `postmaster.pid` of its cluster. */
export interface ServerState {
  pid: number;
  port: number;
  /** `starting`, `ready`, `stopping` …; empty while the file is being written. */
  status: string;
}

/** Null when no server runs or ran here, or when the file is not complete yet. */
export async function readServerState(cluster: string): Promise<ServerState | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

/** Remove the state file of a server that is certainly gone. */
export async function removeServerState(cluster: string): Promise<void> {
  await rm(join(cluster, 'postmaster.pid'), { force: true });
}

/** Does a process with this id exist, whoever owns it? */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Is this process the server of this cluster? A process id may have been given to somebody else since. A server works
 * inside its cluster's folder, which Linux shows; elsewhere a living process is believed, as `pg_ctl` does.
 */
export async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
  return workingFolder === (await realpath(cluster));
}
