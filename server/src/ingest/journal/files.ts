import { type FileHandle, open, truncate } from 'node:fs/promises';

/**
 * The few operations of the disk that can fail while a race runs. They are passed in, like the clock, so that a full
 * or broken disk can be had on any machine.
 */
export interface JournalDisk {
  /** Create a file that must not exist, or begin an empty one again. */
  create(path: string): Promise<FileHandle>;
  /** Write all parts at `position`; resolves when the system took them all. */
  write(file: FileHandle, parts: readonly Uint8Array[], position: number): Promise<void>;
  /** Resolves when the bytes survive a power cut. */
  sync(file: FileHandle): Promise<void>;
  truncate(path: string, bytes: number): Promise<void>;
  /** Make the creation of a file in `folder` survive a power cut. */
  syncFolder(folder: string): Promise<void>;
}

export const realDisk: JournalDisk = {
  create: (path) => open(path, 'w', 0o600),
  async write(file, parts, position) {
    const total = parts.reduce((sum, part) => sum + part.length, 0);
    const { bytesWritten } = await file.writev(parts, position);
    // A short write without an error means a disk that just became full; asking again would tell, so say it now.
    if (bytesWritten < total) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
  },
  sync: (file) => file.datasync(),
  truncate,
  async syncFolder(folder) {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};
