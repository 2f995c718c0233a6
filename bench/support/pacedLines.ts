import { setTimeout as pause } from 'node:timers/promises';

/** How often a batch of lines is due. Finer than the latencies that are measured. */
const STEP_MS = 1;

/**
 * Call `send` with 1, 2, 3 … at a steady rate. When the machine was away for a moment, what is due goes out at once, as
 * real mats do.
 */
export async function paced(
  perSecond: number,
  forMs: number,
  send: (number: number) => void,
): Promise<number> {
  const beganMs = performance.now();
  const total = Math.round((perSecond * forMs) / 1000);
  let sent = 0;
  while (sent < total) {
    const due = Math.min(total, Math.floor(((performance.now() - beganMs) * perSecond) / 1000));
    while (sent < due) send(++sent);
    await pause(STEP_MS);
  }
  return sent;
}
