import { ExpirationPlugin } from 'workbox-expiration';
import {
  addRoute,
  cleanupOutdatedCaches,
  matchPrecache,
  type PrecacheEntry,
  precache,
} from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';

/** How long a page is waited for before the kept one is shown, in milliseconds. A venue's network is slow or away. */
const NETWORK_FIRST_MS = 4_000;
/** Files kept beside those of the page itself: faces of rare letters, pictures in some widths. */
const KEPT_FILES = 300;
const DAY_S = 24 * 3_600;
const KEPT_DAYS = 30;

export interface KeptPages {
  /** The page's own files, fetched when the worker is installed. */
  files: PrecacheEntry[];
  /** The kept page that stands in for this address, or null for an address that is not ours. */
  shellFor: (pathname: string) => string | null;
  /** Files that never change under their address. */
  isFile: (pathname: string) => boolean;
  cacheName: string;
}

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(
    type: 'activate',
    listen: (event: { waitUntil(work: Promise<unknown>): void }) => void,
  ): void;
  addEventListener(type: 'message', listen: (event: { data: unknown }) => void): void;
}

/**
 * Serve pages with or without a network. A page comes from the network when that answers, so what is kept is never older
 * than it must be. A newer worker waits until the page says that now is the moment.
 */
export function keepPages({ files, shellFor, isFile, cacheName }: KeptPages): void {
  const worker = self as unknown as WorkerScope;
  registerRoute(
    ({ request, url, sameOrigin }) =>
      sameOrigin && request.mode === 'navigate' && shellFor(url.pathname) !== null,
    ({ request, url }) => openPage(request, shellFor(url.pathname) ?? ''),
  );
  precache(files);
  addRoute();
  cleanupOutdatedCaches();
  const expiry = { maxEntries: KEPT_FILES, maxAgeSeconds: KEPT_DAYS * DAY_S, purgeOnQuotaError: true };
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && isFile(url.pathname),
    new CacheFirst({ cacheName, plugins: [new ExpirationPlugin(expiry)] }),
  );
  worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
  worker.addEventListener('message', ({ data }) => {
    const { type } = (data ?? {}) as { type?: unknown };
    if (type === 'SKIP_WAITING') void worker.skipWaiting();
  });
}

async function openPage(request: Request, shell: string): Promise<Response> {
  const kept = matchPrecache(shell);
  const giveUp = AbortSignal.timeout(NETWORK_FIRST_MS);
  try {
    const answer = await fetch(request, { signal: giveUp });
    if (!isTrouble(answer.status)) return answer;
    return (await kept) ?? answer;
  } catch {
    return (await kept) ?? Response.error();
  }
}

/** Answers that a wall must not show: too many requests, and everything that is wrong with a server or a proxy. */
function isTrouble(status: number): boolean {
  return status === 429 || status >= 500;
}
