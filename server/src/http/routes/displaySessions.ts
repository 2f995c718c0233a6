import {
  createDisplaySessionBody,
  displaySessionListQuery,
  displaySessionPage,
  displaySessionView,
  duplicateBody,
  type UpdateDisplaySessionBody,
  updateDisplaySessionBody,
} from '@project88/core/contract/displaySessions.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { differences } from '../../audit/differences.ts';
import { appendAudit } from '../../store/audit.ts';
import {
  createDisplaySession,
  type DisplaySessionRecord,
  deleteDisplaySession,
  getDisplaySession,
  listDisplaySessions,
  lockDisplaySession,
  updateDisplaySession,
} from '../../store/displaySessions.ts';
import { revokeLinksOf } from '../../store/displayUrls.ts';
import { copyEntryNotes } from '../../store/entryNotes.ts';
import { checkQuota } from '../../store/quotas.ts';
import { copyRoster } from '../../store/rosterEntries.ts';
import { copyBoundStreams } from '../../store/sessionStreams.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { DISPLAY_SESSION, displaySessionIdOf, existing, expiryOf } from '../displaySession.ts';
import { found, idParams } from '../ids.ts';
import { checkTemplates } from '../templateNames.ts';
import type { App, HttpParts } from '../types.ts';
import { viewSession } from '../views.ts';

const tag = 'Display sessions';

/** The operator's workspaces. */
export function displaySessionRoutes(app: App, parts: HttpParts): void {
  for (const route of [create, list, read, update, duplicate, remove]) route(app, parts);
}

function create(app: App, parts: HttpParts): void {
  const { database, hub } = parts;
  const words = { tag, summary: 'Make an isolated display session' };
  const schema = {
    ...described(words, { 201: displaySessionView }, 404, 409, 422),
    body: createDisplaySessionBody,
  };
  app.post('/api/sessions/create', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const { name, mode, eventId = null, templateId } = request.body;
    const record = await database.withTenant(principal, async (scope) => {
      const wanted = { name, mode, eventId, templateId, expiresAtMs: expiryOf(parts) };
      await checkQuota(scope, 'displaySessions');
      await checkTemplates(scope, [templateId]);
      const made = await createDisplaySession(scope, wanted);
      await appendAudit(scope, { action: 'display.made', object: objectOf(made.id), after: factsOf(made) });
      return made;
    });
    await hub.refresh(principal.tenantId, record.id, 'all');
    const view = await database.withTenant(principal, (scope) => viewSession(scope, hub, record));
    return reply.code(201).send(view);
  });
}

function list(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'The display sessions of the partner, newest first' };
  const schema = { ...described(words, { 200: displaySessionPage }), querystring: displaySessionListQuery };
  app.get('/api/sessions', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const { search = '', mode = null, archived, ...asked } = request.query;
      const page = await listDisplaySessions(scope, asked, { search, mode, archived });
      const items = await Promise.all(page.items.map((record) => viewSession(scope, hub, record)));
      return { ...page, items };
    }),
  );
}

function read(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'One display session' };
  const schema = { ...described(words, { 200: displaySessionView }, 404), params: idParams };
  app.get('/api/sessions/:id', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) =>
      viewSession(scope, hub, await existing(scope, request)),
    ),
  );
}

function update(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'Rename, change the template, or put into the archive and take out again' };
  const replies = described(words, { 200: displaySessionView }, 404, 409);
  const schema = { ...replies, params: idParams, body: updateDisplaySessionBody };
  app.patch('/api/sessions/:id', { schema }, async (request) => {
    const principal = principalOf(request);
    const id = displaySessionIdOf(request);
    const record = await database.withTenant(principal, (scope) => change(scope, id, request.body));
    if (record.archivedAtMs !== null) hub.remove(principal.tenantId, id);
    else await hub.refresh(principal.tenantId, id, 'session');
    return database.withTenant(principal, (scope) => viewSession(scope, hub, record));
  });
}

/** Throws `NOT_FOUND`. What was given and is as before is not worth an entry. */
async function change(scope: TenantScope, id: DisplaySessionId, wanted: UpdateDisplaySessionBody) {
  await lockDisplaySession(scope, id);
  const old = found(await getDisplaySession(scope, id), DISPLAY_SESSION);
  const archives = wanted.archived !== undefined && wanted.archived !== (old.archivedAtMs !== null);
  await checkTemplates(scope, [wanted.templateId]);
  const archivedAtMs = archives ? (wanted.archived ? scope.now() : null) : undefined;
  const record = found(await updateDisplaySession(scope, id, { ...wanted, archivedAtMs }), DISPLAY_SESSION);
  if (archives) await noteArchive(scope, record);
  const [before, after] = differences(factsOf(old), factsOf(record));
  if (Object.keys(after).length > 0) {
    await appendAudit(scope, { action: 'display.changed', object: objectOf(id), before, after });
  }
  return record;
}

/** Links of what is in the archive end for good: whoever takes it out again decides anew who sees it. */
async function noteArchive(scope: TenantScope, { id, archivedAtMs }: DisplaySessionRecord): Promise<void> {
  const links = archivedAtMs === null ? [] : await revokeLinksOf(scope, id, archivedAtMs);
  const action = archivedAtMs === null ? 'display.unarchived' : 'display.archived';
  await appendAudit(scope, { action, object: objectOf(id), after: { linksEnded: links.length } });
}

function duplicate(app: App, parts: HttpParts): void {
  const { database, hub } = parts;
  const words = {
    tag,
    summary: 'Copy with roster, streams, notes and template; without results, links and screens',
  };
  const schema = {
    ...described(words, { 201: displaySessionView }, 404, 422),
    params: idParams,
    body: duplicateBody,
  };
  app.post('/api/sessions/:id/duplicate', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const id = displaySessionIdOf(request);
    const { name } = request.body;
    const copy = await database.withTenant(principal, async (scope) => {
      await checkQuota(scope, 'displaySessions');
      const { mode, eventId, templateId } = await existing(scope, request);
      const wanted = { name, mode, eventId, templateId, expiresAtMs: expiryOf(parts) };
      const made = await createDisplaySession(scope, wanted);
      await copyRoster(scope, id, made.id);
      await copyBoundStreams(scope, id, made.id);
      await copyEntryNotes(scope, id, made.id);
      const after = { ...factsOf(made), from: id };
      await appendAudit(scope, { action: 'display.duplicated', object: objectOf(made.id), after });
      return made.id;
    });
    await hub.refresh(principal.tenantId, copy, 'all');
    const view = await database.withTenant(principal, async (scope) =>
      viewSession(scope, hub, found(await getDisplaySession(scope, copy), DISPLAY_SESSION)),
    );
    return reply.code(201).send(view);
  });
}

function remove(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'Delete with roster, results and links; its screens go dark' };
  const schema = { ...described(words, { 204: z.null() }, 404), params: idParams };
  app.delete('/api/sessions/:id', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const id = displaySessionIdOf(request);
    await database.withTenant(principal, async (scope) => {
      const { rosterRows, resultRows, ...old } = await existing(scope, request);
      found((await deleteDisplaySession(scope, id)) || null, DISPLAY_SESSION);
      const before = { ...factsOf(old), rosterRows, resultRows };
      await appendAudit(scope, { action: 'display.deleted', object: objectOf(id), before });
    });
    hub.remove(principal.tenantId, id);
    return reply.code(204).send(null);
  });
}

function objectOf(id: DisplaySessionId) {
  return { kind: 'display-session', id };
}

/** What the audit log tells of a display session. */
function factsOf({
  name,
  mode,
  templateId,
  eventId,
}: Omit<DisplaySessionRecord, 'rosterRows' | 'resultRows'>) {
  return { name, mode, templateId, eventId };
}
