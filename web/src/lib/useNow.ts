import { useSyncExternalStore } from 'react';

/** Ages are shown in seconds, so once a second is enough; one timer serves every age on the page. */
const TICK_MS = 1_000;

const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    nowMs = Date.now();
    timer = setInterval(tick, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** This machine's clock in epoch milliseconds, renewed every second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs);
}
