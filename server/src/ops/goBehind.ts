import { constants, setPriority } from 'node:os';

/** Let a process of ours go behind the race. Not every system lets us say so, and then it is only slower. */
export function goBehind(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // As it is then.
  }
}
