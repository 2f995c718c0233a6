import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataPaths } from '../config.ts';
import { claimDataFolder, processIdentity } from './dataFolder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p88-data-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('claimDataFolder', () => {
  it('makes a new folder, and lets nobody else in while it is held', async () => {
    const release = await claimDataFolder(join(folder, 'new'));
    await writeFile(dataPaths(join(folder, 'new')).lock, await processIdentity(process.ppid));
    await expect(claimDataFolder(join(folder, 'new'))).rejects.toMatchObject({ code: 'DATA_FOLDER_BUSY' });
    await release();
    await (await claimDataFolder(join(folder, 'new')))();
  });

  it('takes over the lock of a process that is gone', async () => {
    const { lock } = dataPaths(folder);
    await (await claimDataFolder(folder))();
    await writeFile(lock, `${process.ppid} 1`);
    await claimDataFolder(folder);
    expect(await readFile(lock, 'utf8')).toBe(await processIdentity(process.pid));
  });

  it('refuses a folder with somebody else’s files and leaves them alone', async () => {
    await writeFile(join(folder, 'photos.txt'), 'mine');
    await expect(claimDataFolder(folder)).rejects.toMatchObject({ code: 'DATA_FOLDER_FOREIGN' });
    expect(await readFile(join(folder, 'photos.txt'), 'utf8')).toBe('mine');
  });

  it('refuses a folder of a newer version and one with a damaged marker', async () => {
    await writeFile(dataPaths(folder).marker, JSON.stringify({ product: 'project88', dataVersion: 99 }));
    await expect(claimDataFolder(folder)).rejects.toMatchObject({ code: 'DATA_FOLDER_NEWER' });
    await writeFile(dataPaths(folder).marker, '{');
    await expect(claimDataFolder(folder)).rejects.toMatchObject({ code: 'DATA_FOLDER_FOREIGN' });
  });
});
