import { pageQuery } from '@project88/core/contract/common.ts';
import {
  type PlaylistBody,
  type PlaylistView,
  playlistBody,
  playlistPage,
  playlistView,
} from '@project88/core/contract/program.ts';
import type { PlaylistId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { differences } from '../../audit/differences.ts';
import { appendAudit } from '../../store/audit.ts';
import {
  changePlaylist,
  createPlaylist,
  deletePlaylist,
  getPlaylist,
  listPlaylists,
  type PlaylistRecord,
} from '../../store/playlists.ts';
import { checkQuota } from '../../store/quotas.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found, idParams, rowId } from '../ids.ts';
import { checkTemplates } from '../templateNames.ts';
import type { App, HttpParts } from '../types.ts';
import { isoOf } from '../views.ts';

const tag = 'Playlists';
const PLAYLIST = 'playlist';

/** What turns by itself: items with their time on air, some from a time of day on. */
export function playlistRoutes(app: App, parts: HttpParts): void {
  for (const route of [list, read, create, change, remove]) route(app, parts);
}

function list(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'The playlists of the partner, newest first' };
  const schema = { ...described(words, { 200: playlistPage }), querystring: pageQuery };
  app.get('/api/playlists', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const page = await listPlaylists(scope, request.query);
      return { ...page, items: page.items.map(viewPlaylist) };
    }),
  );
}

function read(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'One playlist' };
  const schema = { ...described(words, { 200: playlistView }, 404), params: idParams };
  app.get('/api/playlists/:id', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) =>
      viewPlaylist(found(await getPlaylist(scope, playlistIdOf(request)), PLAYLIST)),
    ),
  );
}

function create(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Make a playlist' };
  const schema = { ...described(words, { 201: playlistView }, 404, 422), body: playlistBody };
  app.post('/api/playlists', { schema }, async (request, reply) => {
    const made = await database.withTenant(principalOf(request), async (scope) => {
      await checkQuota(scope, 'playlists');
      await checkItems(scope, request.body);
      const record = await createPlaylist(scope, request.body);
      await appendAudit(scope, {
        action: 'playlist.made',
        object: objectOf(record.id),
        after: factsOf(record),
      });
      return record;
    });
    return reply.code(201).send(viewPlaylist(made));
  });
}

function change(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'Replace a playlist; where it runs it goes on with the new items' };
  const schema = { ...described(words, { 200: playlistView }, 404), params: idParams, body: playlistBody };
  app.put('/api/playlists/:id', { schema }, async (request) => {
    const principal = principalOf(request);
    const id = playlistIdOf(request);
    const changed = await database.withTenant(principal, async (scope) => {
      const old = found(await getPlaylist(scope, id), PLAYLIST);
      await checkItems(scope, request.body);
      const record = found(await changePlaylist(scope, id, request.body), PLAYLIST);
      const [before, after] = differences(factsOf(old), factsOf(record));
      if (Object.keys(after).length > 0) {
        await appendAudit(scope, { action: 'playlist.changed', object: objectOf(id), before, after });
      }
      return record;
    });
    await hub.playlistChanged(principal.tenantId, id);
    return viewPlaylist(changed);
  });
}

function remove(app: App, { database, hub }: HttpParts): void {
  const words = {
    tag,
    summary: 'Delete a playlist; where it runs, the display session’s template comes back',
  };
  const schema = { ...described(words, { 204: z.null() }, 404), params: idParams };
  app.delete('/api/playlists/:id', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const id = playlistIdOf(request);
    await database.withTenant(principal, async (scope) => {
      const old = found(await getPlaylist(scope, id), PLAYLIST);
      found((await deletePlaylist(scope, id)) || null, PLAYLIST);
      await appendAudit(scope, { action: 'playlist.deleted', object: objectOf(id), before: factsOf(old) });
    });
    await hub.playlistChanged(principal.tenantId, id);
    return reply.code(204).send(null);
  });
}

function checkItems(scope: TenantScope, { items }: PlaylistBody): Promise<void> {
  return checkTemplates(
    scope,
    items.map(({ templateId }) => templateId),
  );
}

function playlistIdOf({ params }: { params: { id: string } }): PlaylistId {
  return rowId<PlaylistId>(params.id, PLAYLIST);
}

function objectOf(id: PlaylistId) {
  return { kind: PLAYLIST, id };
}

function viewPlaylist({ id, name, items, changedAtMs }: PlaylistRecord): PlaylistView {
  return { id, name, items, changedAt: isoOf(changedAtMs) };
}

function factsOf({ name, items }: PlaylistRecord) {
  return { name, items };
}
