import { keepPages } from './keepPages.ts';

/** Filled in by the build: the files of console and builder. */
declare const PAGE_FILES: { url: string; revision: string | null }[];

/** Addresses that are no page of the console, or a page that keeps itself. */
const OTHERS = /^\/(api|live|assets|display|healthz|readyz|metrics|\.well-known)(\/|$)|\.[^/]*$/;

keepPages({
  files: PAGE_FILES,
  shellFor(pathname) {
    if (OTHERS.test(pathname)) return null;
    const isBuilder = /^\/builder(\/|$)/.test(pathname) && PAGE_FILES.some(({ url }) => url === '/builder/');
    return isBuilder ? '/builder/' : '/';
  },
  isFile: (pathname) => /^\/(assets|api\/assets\/[^/]+\/file)(\/|$)/.test(pathname),
  cacheName: 'p88-console-files',
});
