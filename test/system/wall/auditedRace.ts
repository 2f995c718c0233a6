import { randomUUID } from 'node:crypto';
import { makeAdministrator } from '../../support/administrator.ts';
import { address, json, REASON, type Recipes } from './world.ts';

/** For every changing route of the platform and of the race day: what the log must say, and a call that works. */

export const PLATFORM: Recipes = {
  'POST /api/platform/partners': [
    'partner.made',
    (w, go) => go(() => w.byAdmin('POST', '/api/platform/partners', w.newPartner())),
  ],
  'PATCH /api/platform/partners/:id': [
    'partner.changed',
    async (w, go) => {
      const { path } = await w.partner();
      await go(() => w.byAdmin('PATCH', path, { name: 'Other Timing' }));
    },
  ],
  'POST /api/platform/partners/:id/suspend': [
    'partner.suspended',
    async (w, go) => {
      const { path } = await w.partner();
      await go(() => w.byAdmin('POST', `${path}/suspend`, { reason: REASON }));
    },
  ],
  'POST /api/platform/partners/:id/resume': [
    'partner.resumed',
    async (w, go) => {
      const { path } = await w.partner();
      await json(w.byAdmin('POST', `${path}/suspend`, { reason: REASON }));
      await go(() => w.byAdmin('POST', `${path}/resume`));
    },
  ],
  'POST /api/platform/partners/:id/delete': [
    'partner.deleted',
    async (w, go) => {
      const { path, slug } = await w.partner();
      await go(() => w.byAdmin('POST', `${path}/delete`, { slug }));
    },
  ],
  'POST /api/platform/partners/:id/restore': [
    'partner.restored',
    async (w, go) => {
      const { path, slug } = await w.partner();
      await json(w.byAdmin('POST', `${path}/delete`, { slug }));
      await go(() => w.byAdmin('POST', `${path}/restore`));
    },
  ],
  'POST /api/platform/partners/:id/invite-owner': [
    'member.invited',
    async (w, go) => {
      const { path } = await w.partner();
      await go(() => w.byAdmin('POST', `${path}/invite-owner`, { email: address() }));
    },
  ],
  'POST /api/platform/partners/:id/visit': [
    'visit.started',
    async (w, go) => {
      const visitor = await makeAdministrator(w.t, `Visitor ${randomUUID()}`);
      const { path } = await w.partner();
      await go(() => visitor.call('POST', `${path}/visit`, { reason: REASON }));
    },
  ],
  'POST /api/platform/visit/end': [
    'visit.ended',
    async (w, go) => {
      const visitor = await makeAdministrator(w.t, `Visitor ${randomUUID()}`);
      await json(visitor.call('POST', `${(await w.partner()).path}/visit`, { reason: REASON }));
      await go(() => visitor.call('POST', '/api/platform/visit/end'));
    },
  ],
  'PATCH /api/platform/users/:id': [
    'platform-user.changed',
    async (w, go) => {
      const { userId } = await w.person();
      const body = { partnerId: w.t.a.tenantId, disabled: true };
      await go(() => w.byAdmin('PATCH', `/api/platform/users/${userId}`, body));
    },
  ],
};

const PLAYLIST = { name: 'Race day', items: [{ templateId: 'finish-hero', dwellMs: 10_000 }] };

export const RACE_DAY: Recipes = {
  'POST /api/sessions/create': [
    'display.made',
    (w, go) => go(() => w.owner('POST', '/api/sessions/create', { name: 'Finish', mode: 'results' })),
  ],
  'PATCH /api/sessions/:id': [
    'display.changed',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.owner('PATCH', `/api/sessions/${id}`, { name: 'Start' }));
    },
  ],
  'DELETE /api/sessions/:id': [
    'display.deleted',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.owner('DELETE', `/api/sessions/${id}`));
    },
  ],
  'PUT /api/sessions/:id/roster': [
    'roster.uploaded',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.owner('PUT', `/api/sessions/${id}/roster`, { entries: [{ bib: '7' }] }));
    },
  ],
  'PUT /api/sessions/:id/results': [
    'results.uploaded',
    async (w, go) => {
      const id = await w.display();
      await go(() =>
        w.owner('PUT', `/api/sessions/${id}/results`, { entries: [{ bib: '7', status: 'finished' }] }),
      );
    },
  ],
  'POST /api/sessions/:id/command': [
    'on-air.command',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.owner('POST', `/api/sessions/${id}/command`, { action: 'hold' }));
    },
  ],
  'POST /api/sessions/:id/program': [
    'on-air.changed',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.owner('POST', `/api/sessions/${id}/program`, { programRev: 0, message: 'Hello' }));
    },
  ],
  'POST /api/sessions/:id/freeze': [
    'on-air.frozen',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.owner('POST', `/api/sessions/${id}/freeze`, { frozen: true }));
    },
  ],
  'POST /api/sessions/:id/identify': [
    'screen.identified',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.owner('POST', `/api/sessions/${id}/identify`));
    },
  ],
  'POST /api/sessions/:id/reload': [
    'screen.reloaded',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.owner('POST', `/api/sessions/${id}/reload`));
    },
  ],
  'PATCH /api/sessions/:id/screens/:key': [
    'screen.changed',
    async (w, go) => {
      const id = await w.display();
      await w.pairedTv(id, 'audited-tv');
      await go(() => w.owner('PATCH', `/api/sessions/${id}/screens/audited-tv`, { overscanPct: 3 }));
    },
  ],
  'POST /api/sessions/:id/screens/:key/identify': [
    'screen.identified',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.owner('POST', `/api/sessions/${id}/screens/audited-tv/identify`));
    },
  ],
  'POST /api/sessions/:id/screens/:key/reload': [
    'screen.reloaded',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.owner('POST', `/api/sessions/${id}/screens/audited-tv/reload`));
    },
  ],
  'POST /api/sessions/:id/pair': [
    'link.made',
    async (w, go) => {
      const id = await w.display();
      await go(() => w.pairedTv(id, 'paired-tv-1'));
    },
  ],
  'POST /api/playlists': ['playlist.made', (w, go) => go(() => w.owner('POST', '/api/playlists', PLAYLIST))],
  'PUT /api/playlists/:id': [
    'playlist.changed',
    async (w, go) => {
      const id = await w.idOf('/api/playlists', PLAYLIST);
      await go(() => w.owner('PUT', `/api/playlists/${id}`, { ...PLAYLIST, name: 'Evening' }));
    },
  ],
  'DELETE /api/playlists/:id': [
    'playlist.deleted',
    async (w, go) => {
      const id = await w.idOf('/api/playlists', PLAYLIST);
      await go(() => w.owner('DELETE', `/api/playlists/${id}`));
    },
  ],
  'DELETE /api/sessions/:id/streams/:timingSessionId': [
    'stream.unbound',
    async (w, go) => {
      const id = await w.display();
      await json(w.owner('POST', `${w.streams()}/select`, { displaySessionId: id }));
      await go(() => w.owner('DELETE', `/api/sessions/${id}/streams/${w.t.a.timingSessionId}`));
    },
  ],
  'POST /api/chronotrack/sessions/:id/select': [
    'stream.bound',
    async (w, go) => {
      const displaySessionId = await w.display();
      await go(() => w.owner('POST', `${w.streams()}/select`, { displaySessionId }));
    },
  ],
  'POST /api/chronotrack/sessions/:id/replay': [
    'stream.replayed',
    (w, go) => go(() => w.owner('POST', `${w.streams()}/replay`, { location: 'FINISH', fromSeq: 1 })),
  ],
  'POST /api/display/generate-url': [
    'link.made',
    async (w, go) => {
      const sessionId = await w.display();
      await go(() => w.owner('POST', '/api/display/generate-url', { sessionId }));
    },
  ],
  'DELETE /api/display/:id': [
    'link.revoked',
    async (w, go) => {
      const id = await w.idOf('/api/display/generate-url', { sessionId: await w.display() });
      await go(() => w.owner('DELETE', `/api/display/${id}`));
    },
  ],
  'POST /api/timing-keys': [
    'timing-key.made',
    (w, go) => go(() => w.owner('POST', '/api/timing-keys', { label: 'Trailer' })),
  ],
  'DELETE /api/timing-keys/:id': [
    'timing-key.deleted',
    async (w, go) => {
      const id = await w.idOf('/api/timing-keys', { label: 'Trailer' });
      await go(() => w.owner('DELETE', `/api/timing-keys/${id}`));
    },
  ],
};
