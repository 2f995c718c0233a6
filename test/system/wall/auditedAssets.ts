import { randomInt } from 'node:crypto';
import { DRAWING } from './objects.ts';
import { json, type Recipes, type World } from './world.ts';

/** For every changing route of pictures: what the log must say, and a call that works. */

/** A file that nobody has sent yet. */
const newFile = () => Buffer.concat([DRAWING, Buffer.from(`<!-- ${randomInt(1e9)} -->`)]);
const send = (w: World) => w.owner('POST', '/api/assets?name=Harbour+Half', newFile());
const picture = async (w: World) => `/api/assets/${(await json(send(w))).id}`;

export const ASSETS: Recipes = {
  'POST /api/assets': ['asset.uploaded', (w, go) => go(() => send(w))],
  'POST /api/assets/:id/crop': [
    'asset.cropped',
    async (w, go) => {
      const path = await picture(w);
      const part = { name: 'Sail', left: 0, top: 0, width: 100, height: 50 };
      await go(() => w.owner('POST', `${path}/crop`, part));
    },
  ],
  'PATCH /api/assets/:id': [
    'asset.changed',
    async (w, go) => {
      const path = await picture(w);
      await go(() => w.owner('PATCH', path, { folder: 'Logos' }));
    },
  ],
  'DELETE /api/assets/:id': [
    'asset.deleted',
    async (w, go) => {
      const path = await picture(w);
      await go(() => w.owner('DELETE', path));
    },
  ],
  'POST /api/assets/clean-up': [
    'asset.cleaned-up',
    async (w, go) => {
      await picture(w);
      await go(() => w.owner('POST', '/api/assets/clean-up', { unusedForDays: 0 }));
    },
  ],
};
