import type { Recipes } from './world.ts';

/** For every changing route of the style import: what the log must say, and a call that works. */

const SITE = 'http://harbour.example/';

export const SITES: Recipes = {
  'POST /api/style-import': [
    'style.imported',
    (w, go) => go(() => w.owner('POST', '/api/style-import', { url: SITE })),
  ],
  'POST /api/style-import/picture': [
    'asset.imported',
    (w, go) =>
      go(() => w.owner('POST', '/api/style-import/picture', { url: `${SITE}logo.svg`, name: 'Harbour Run' })),
  ],
};
