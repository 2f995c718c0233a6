import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { say } from './say.mjs';

const POLL_MS = 200;
const HEARTBEAT_MS = 1_000;
/** A holder that did not touch its lock for this long is gone, even if its process id was given to somebody else. */
const SILENCE_MS = 15_000;

/**
 * Do `work` while no other process does work under the same lock file. Waits for the other one; a lock left by a
 * killed process is taken over.
 * @template T
 * @param {string} path of the lock file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  await acquire(path);
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(path, { force: true });
  }
}

/** @param {string} path */
async function acquire(path) {
  mkdirSync(dirname(path), { recursive: true });
  for (let waits = 0; !tryCreate(path); waits += 1) {
    if (holderIsGone(path)) {
      removeAbandoned(path);
      continue;
    }
    if (waits === 0) say('Another process is installing or building here; waiting for it.');
    await delay(POLL_MS);
  }
}

/** @param {string} path */
function tryCreate(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Whether the process that made the lock has ended without removing it.
 * @param {string} path
 */
export function holderIsGone(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  if (Date.now() - stat.mtimeMs > SILENCE_MS) return true;
  const pid = Number(readText(path));
  // An empty file is a lock between its creation and its first write: not gone.
  return pid > 0 && !isAlive(pid);
}

/** Moved aside first: of two waiters only one can move it, and the other tries again.
 * @param {string} path */
function removeAbandoned(path) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** @param {string} path */
function touch(path) {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // Somebody removed the file by hand; the work goes on and its end does not depend on it.
  }
}
