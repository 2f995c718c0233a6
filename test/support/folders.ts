import { chmod } from 'node:fs/promises';

/**
 * Temporary folders are made for their owner only. As root the database runs as another user, who must be able to
 * walk through, or its files would go to the system's state folder and stay there after the test.
 */
export async function letEverybodyThrough(folder: string): Promise<void> {
  await chmod(folder, 0o711);
}
