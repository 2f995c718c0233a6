import type { Kept, KeptLinks } from './kept.ts';
import { KEPT } from './limits.ts';

/** Writes the newest state down now and then, for a start without a network. */
export interface Keeper {
  /** Something has changed. */
  changed(): void;
  /** Write now: the page is about to go. */
  flush(): void;
  stop(): void;
}

/** `snapshot` makes what is kept, or null when there is nothing yet. */
export function createKeeper(links: KeptLinks, snapshot: () => Omit<Kept, 'version'> | null): Keeper {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wroteBefore = false;
  let stopped = false;

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    const kept = snapshot();
    if (kept === null || stopped) return;
    wroteBefore = true;
    void links.save(kept);
  }

  return {
    changed() {
      timer ??= setTimeout(write, wroteBefore ? KEPT.everyMs : KEPT.firstMs);
    },
    flush() {
      if (timer !== undefined) write();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
