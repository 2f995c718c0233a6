import { json, type Recipes } from './world.ts';

/** The same for copies, notes and presets of display sessions. */

const PRESET = { name: 'Finish', mode: 'results', templateId: 'finish-hero', playlistId: null };
const NOTE = { vip: true, note: 'Birthday', pronunciation: '' };

export const DISPLAYS: Recipes = {
  'POST /api/sessions/:id/duplicate': [
    'display.duplicated',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.owner('POST', `/api/sessions/${id}/duplicate`, { name: 'Copy' }));
    },
  ],
  'PUT /api/sessions/:id/notes/:bib': [
    'note.written',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.owner('PUT', `/api/sessions/${id}/notes/7`, NOTE));
    },
  ],
  'DELETE /api/sessions/:id/notes/:bib': [
    'note.deleted',
    async (w, go) => {
      const id = await w.display();
      await json(w.owner('PUT', `/api/sessions/${id}/notes/7`, NOTE));
      await go(() => w.owner('DELETE', `/api/sessions/${id}/notes/7`));
    },
  ],
  'POST /api/presets': ['preset.made', (w, go) => go(() => w.owner('POST', '/api/presets', PRESET))],
  'PUT /api/presets/:id': [
    'preset.changed',
    async (w, go) => {
      const id = await w.idOf('/api/presets', PRESET);
      await go(() => w.owner('PUT', `/api/presets/${id}`, { ...PRESET, name: 'Start' }));
    },
  ],
  'DELETE /api/presets/:id': [
    'preset.deleted',
    async (w, go) => {
      const id = await w.idOf('/api/presets', PRESET);
      await go(() => w.owner('DELETE', `/api/presets/${id}`));
    },
  ],
};
