import { keepPages } from './keepPages.ts';

/** Filled in by the build: the files of the display page. */
declare const PAGE_FILES: { url: string; revision: string | null }[];

keepPages({
  files: PAGE_FILES,
  // The status page tells what is now; there is nothing of it to keep.
  shellFor: (pathname) => (/^\/display(\/[^/]*)?\/?$/.test(pathname) ? '/display' : null),
  isFile: (pathname) => /^\/(assets|api\/display\/[^/]+\/assets)\//.test(pathname),
  cacheName: 'p88-display-files',
});
