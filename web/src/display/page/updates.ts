import { UPDATES } from './limits.ts';
import type { PageCopy } from './pageCopy.ts';

/** When this page takes a newer version of itself: on the operator's word, or while it rests. Never while frozen. */
export interface Updates {
  /** The operator wants the page to be loaded again. A frozen page does it when it is let go. */
  reload(): void;
  freeze(frozen: boolean): void;
  readonly frozen: boolean;
  /** A good moment to look for a newer version: the server may have been started again. */
  look(): void;
}

export interface UpdatesOptions {
  window: Window;
  copy: PageCopy;
  /** Whether the screen rests now. */
  isResting: () => boolean;
  /** Write down what is on the screen: the page is loaded again in a moment. */
  beforeReload: () => void;
  frozen: boolean;
  times?: { pollMs: number; restingMs: number };
}

export function createUpdates(options: UpdatesOptions): Updates {
  const { window, copy, times = UPDATES } = options;
  const files = filesIn(window.document.documentElement.outerHTML);
  let frozen = options.frozen;
  let isWanted = false;
  let isNewer = false;
  let isReloading = false;
  let restingSinceMs: number | null = null;
  window.setInterval(() => void look(), times.pollMs);
  window.setInterval(watchRest, Math.min(times.restingMs, 1_000));

  async function look(): Promise<void> {
    if (isNewer) return;
    const page = await newestPage(window);
    if (page === null || filesIn(page).every((file) => files.includes(file))) return;
    await copy.fetchNewer();
    isNewer = true;
  }

  function watchRest(): void {
    const nowMs = window.performance.now();
    restingSinceMs = options.isResting() ? (restingSinceMs ?? nowMs) : null;
    const rested = restingSinceMs !== null && nowMs - restingSinceMs >= times.restingMs;
    if (isNewer && rested) void reload();
  }

  async function reload(): Promise<void> {
    if (frozen || isReloading) return;
    isReloading = true;
    // Without the server a page that is gone might not come back: then what is on the screen stays there.
    if ((await newestPage(window)) !== null) {
      await copy.fetchNewer();
      if (!frozen) {
        await copy.change();
        options.beforeReload();
        window.location.reload();
        return;
      }
      isWanted = true;
    }
    isReloading = false;
  }

  return {
    reload() {
      isWanted = frozen;
      void reload();
    },
    freeze(given) {
      frozen = given;
      if (frozen || !isWanted) return;
      isWanted = false;
      void reload();
    },
    get frozen() {
      return frozen;
    },
    look: () => void look(),
  };
}

/** The page as the server has it now; null when it cannot be had. */
async function newestPage(window: Window): Promise<string | null> {
  try {
    const response = await window.fetch(window.location.pathname, { cache: 'no-store' });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

/** The files that a page names. Their names change with their content. */
export function filesIn(html: string): string[] {
  return html.match(/\/assets\/[\w./-]+/g) ?? [];
}
