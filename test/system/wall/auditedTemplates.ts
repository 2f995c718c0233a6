import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import { writePack } from '../../../server/src/templates/packs/write.ts';
import { json, type Recipes, type World } from './world.ts';

/** For every changing route of templates: what the log must say, and a call that works. */

const NEW = { name: 'Arch', from: { builtIn: 'finish-hero' } };
const template = async (w: World) => `/api/templates/${await w.idOf('/api/templates', NEW)}`;
const hero = BUILT_IN_TEMPLATES['finish-hero'];

export const TEMPLATES: Recipes = {
  'POST /api/templates': ['template.made', (w, go) => go(() => w.owner('POST', '/api/templates', NEW))],
  'PATCH /api/templates/:id': [
    'template.settings-changed',
    async (w, go) => {
      const path = await template(w);
      await go(() => w.owner('PATCH', path, { name: 'Tower' }));
    },
  ],
  'DELETE /api/templates/:id': [
    'template.deleted',
    async (w, go) => {
      const path = await template(w);
      await go(() => w.owner('DELETE', path));
    },
  ],
  'PUT /api/templates/:id/draft': [
    'template.changed',
    async (w, go) => {
      const path = await template(w);
      await go(() => w.owner('PUT', `${path}/draft`, { rev: 1, document: { ...hero, unknownBibs: 'hide' } }));
    },
  ],
  'POST /api/templates/:id/publish': [
    'template.published',
    async (w, go) => {
      const path = await template(w);
      await go(() => w.owner('POST', `${path}/publish`, { rev: 1 }));
    },
  ],
  'POST /api/templates/import': [
    'template.imported',
    async (w, go) => {
      const pack = await writePack([hero], []);
      const type = { 'content-type': 'application/zip' };
      await go(() => w.t.a.owner('POST', '/api/templates/import', pack, type));
    },
  ],
  'POST /api/templates/:id/restore': [
    'template.restored',
    async (w, go) => {
      const path = await template(w);
      await json(w.owner('POST', `${path}/publish`, { rev: 1 }));
      await go(() => w.owner('POST', `${path}/restore`, { rev: 1, version: 1 }));
    },
  ],
};
