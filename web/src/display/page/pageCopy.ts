import { UPDATES } from './limits.ts';

/** How long the worker waits for the page, in milliseconds. */
const REGISTER_AFTER_MS = 1_000;

/** The copy of this page that a service worker keeps for a start without a network. */
export interface PageCopy {
  /** The page would start without a network. */
  isKept(): boolean;
  /** Look for a newer version and keep its files; they wait. */
  fetchNewer(): Promise<void>;
  /** Let the newer version take the place of this one, if one waits. The page must be loaded again then. */
  change(): Promise<void>;
}

export interface PageCopyOptions {
  window: Window;
  script: string;
  scope: string;
  /** From now on the page would start without a network. */
  onKept: () => void;
}

/**
 * Keep a copy, where the browser can: only pages with https (or of this machine itself) may. A newer version never takes
 * over by itself, because that would load the page again in the middle of a race.
 */
export function keepPageCopy({ window, script, scope, onKept }: PageCopyOptions): PageCopy {
  const { serviceWorker } = window.navigator;
  if (serviceWorker === undefined)
    return { isKept: () => false, fetchNewer: async () => {}, change: async () => {} };
  const registered = new Promise<ServiceWorkerRegistration | null>((resolve) => {
    // The first picture comes first.
    window.setTimeout(() => {
      serviceWorker.register(script, { scope, updateViaCache: 'none' }).then(resolve, () => resolve(null));
    }, REGISTER_AFTER_MS);
  });
  /** The console's worker, whose pages lie around ours, does not keep this page. */
  const isKept = () => serviceWorker.controller?.scriptURL.endsWith(script) === true;
  serviceWorker.addEventListener('controllerchange', () => isKept() && onKept());
  void registered.then(async (registration) => {
    const worker = registration?.active ?? registration?.installing;
    if (!worker) return;
    await until(worker, 'statechange', () => worker.state === 'activated');
    worker.postMessage(filesOf(window));
    await askToStay(window);
  });
  return {
    isKept,
    async fetchNewer() {
      const registration = await registered;
      await registration?.update().catch(() => undefined);
      const worker = registration?.installing;
      if (worker) await until(worker, 'statechange', () => worker.state !== 'installing');
    },
    async change() {
      const waiting = (await registered)?.waiting;
      if (!waiting) return;
      const changed = until(waiting, 'statechange', () => waiting.state === 'activated');
      waiting.postMessage({ type: 'SKIP_WAITING' });
      await changed;
    },
  };
}

/**
 * Ask the browser not to clear this page away when its disk is full. One that would put the question on the screen, in
 * front of everybody, is not asked.
 */
async function askToStay({ navigator }: Window): Promise<void> {
  if (/firefox/i.test(navigator.userAgent)) return;
  await navigator.storage?.persist?.().catch(() => false);
}

/** What this page has fetched before its worker ran: faces of rare letters, and pictures. The worker keeps them as well. */
function filesOf(window: Window): { type: string; payload: { urlsToCache: string[] } } {
  const { origin } = window.location;
  const urlsToCache = window.performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter(
      (url) =>
        url.startsWith(origin) && /^\/(assets|api\/display\/[^/]+\/assets)\//.test(new URL(url).pathname),
    );
  return { type: 'CACHE_URLS', payload: { urlsToCache } };
}

/** Wait for a condition that an event can bring, but not for ever. */
function until(target: EventTarget, event: string, isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      target.removeEventListener(event, check);
      resolve();
    };
    const check = (): void => {
      if (isTrue()) end();
    };
    const timer = setTimeout(end, UPDATES.installMs);
    target.addEventListener(event, check);
    check();
  });
}
