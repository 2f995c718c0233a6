import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holderIsGone, withLock } from './lock.mjs';

describe('withLock', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'p88-lock-'));
    path = join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lets one work at a time and removes its file', async () => {
    const order: string[] = [];
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = withLock(path, async () => {
      order.push('first begins');
      await gate;
      order.push('first ends');
    });
    const second = withLock(path, async () => void order.push('second'));
    release();
    await Promise.all([first, second]);
    expect(order).toEqual(['first begins', 'first ends', 'second']);
    expect(existsSync(path)).toBe(false);
  });

  it('removes its file when the work fails, and passes the failure on', async () => {
    await expect(withLock(path, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(existsSync(path)).toBe(false);
  });

  it('takes over from a process that was killed', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(path, String(pid));
    expect(await withLock(path, async () => 'done')).toBe('done');
  });

  it('believes a living holder, but not one that has been silent for long', () => {
    writeFileSync(path, String(process.pid));
    expect(holderIsGone(path)).toBe(false);
    const longAgoS = Date.now() / 1000 - 60;
    utimesSync(path, longAgoS, longAgoS);
    expect(holderIsGone(path)).toBe(true);
  });
});
