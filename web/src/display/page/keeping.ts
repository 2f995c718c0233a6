import { createKeeper, type Keeper } from './keeper.ts';
import { type Kept, type KeptLinks, keptLinks } from './kept.ts';
import { keepPageCopy, type PageCopy } from './pageCopy.ts';
import { createUpdates, type Updates } from './updates.ts';

/** What keeps a copy of this page, and for which addresses. */
const WORKER = { script: '/display-worker.js', scope: '/display' } as const;

/** What a screen needs to live through a loss of the network. Not needed for its first picture, so it is fetched beside. */
export interface Keeping {
  links: KeptLinks;
  begin(screen: KeptScreen): KeepingScreen;
}

/** The screen that is kept. */
export interface KeptScreen {
  window: Window;
  /** From now on the page would start without a network. */
  onKept: () => void;
  isResting: () => boolean;
  frozen: boolean;
  /** What is kept of it now; null when there is nothing yet. */
  snapshot: () => Omit<Kept, 'version'> | null;
}

export interface KeepingScreen {
  keeper: Keeper;
  copy: PageCopy;
  updates: Updates;
}

/** `wallNow` is the machine's wall clock. */
export function createKeeping(wallNow: () => number): Keeping {
  const links = keptLinks(wallNow);
  return {
    links,
    begin({ window, onKept, isResting, frozen, snapshot }) {
      const keeper = createKeeper(links, snapshot);
      const copy = keepPageCopy({ ...WORKER, window, onKept });
      const beforeReload = () => keeper.flush();
      return { keeper, copy, updates: createUpdates({ window, copy, isResting, beforeReload, frozen }) };
    },
  };
}
