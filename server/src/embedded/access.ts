import { chmod, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RunUser } from './runUser.ts';

/** May this user walk down to `folder`, which exists? Null is ourselves, who may. */
export async function canEnter(folder: string, user: RunUser | null): Promise<boolean> {
  if (user === null) return true;
  for (let each = folder; ; each = dirname(each)) {
    const { mode, uid, gid } = await stat(each);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (each === dirname(each)) return true;
  }
}

/** Let others walk through a folder of our own, without letting them list it. */
export async function letThrough(folder: string): Promise<void> {
  const { mode } = await stat(folder);
  if ((mode & 0o011) !== 0o011) await chmod(folder, (mode & 0o7777) | 0o011);
}
