import { pageQuery } from '@project88/core/contract/common.ts';
import {
  createDisplaySessionBody,
  displaySessionPage,
  displaySessionView,
  operatorCommand,
  updateDisplaySessionBody,
} from '@project88/core/contract/displaySessions.ts';
import { z } from 'zod';
import {
  createDisplaySession,
  deleteDisplaySession,
  listDisplaySessions,
  updateDisplaySession,
} from '../../store/displaySessions.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { DISPLAY_SESSION, displaySessionIdOf, existing, expiryOf } from '../displaySession.ts';
import { found, idParams } from '../ids.ts';
import type { App, HttpParts } from '../types.ts';
import { viewSession } from '../views.ts';

const tag = 'Display sessions';

/** The operator's workspaces. */
export function displaySessionRoutes(app: App, parts: HttpParts): void {
  for (const route of [create, list, read, update, remove, command]) route(app, parts);
}

function create(app: App, parts: HttpParts): void {
  const { database, hub } = parts;
  const words = { tag, summary: 'Make an isolated display session' };
  const schema = { ...described(words, { 201: displaySessionView }), body: createDisplaySessionBody };
  app.post('/api/sessions/create', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const { name, mode, eventId = null, templateId } = request.body;
    const record = await database.withTenant(principal, (scope) =>
      createDisplaySession(scope, { name, mode, eventId, templateId, expiresAtMs: expiryOf(parts) }),
    );
    await hub.refresh(principal.tenantId, record.id, 'all');
    const view = await database.withTenant(principal, (scope) => viewSession(scope, hub, record));
    return reply.code(201).send(view);
  });
}

function list(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'The display sessions of the partner, newest first' };
  const schema = { ...described(words, { 200: displaySessionPage }), querystring: pageQuery };
  app.get('/api/sessions', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const page = await listDisplaySessions(scope, request.query);
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
  const words = { tag, summary: 'Rename, or change the template' };
  const replies = described(words, { 200: displaySessionView }, 404);
  const schema = { ...replies, params: idParams, body: updateDisplaySessionBody };
  app.patch('/api/sessions/:id', { schema }, async (request) => {
    const principal = principalOf(request);
    const id = displaySessionIdOf(request);
    const changed = await database.withTenant(principal, (scope) =>
      updateDisplaySession(scope, id, request.body),
    );
    const record = found(changed, DISPLAY_SESSION);
    await hub.refresh(principal.tenantId, id, 'session');
    return database.withTenant(principal, (scope) => viewSession(scope, hub, record));
  });
}

function remove(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'Delete with roster, results and links; its screens go dark' };
  const schema = { ...described(words, { 204: z.null() }, 404), params: idParams };
  app.delete('/api/sessions/:id', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const id = displaySessionIdOf(request);
    const deleted = await database.withTenant(principal, (scope) => deleteDisplaySession(scope, id));
    found(deleted || null, DISPLAY_SESSION);
    hub.remove(principal.tenantId, id);
    return reply.code(204).send(null);
  });
}

function command(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'Hold or resume the queue, bring on the next card, or clear the screens' };
  const schema = { ...described(words, { 204: z.null() }, 404), params: idParams, body: operatorCommand };
  app.post('/api/sessions/:id/command', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const { id } = await database.withTenant(principal, (scope) => existing(scope, request));
    await hub.command(principal.tenantId, id, request.body.action);
    return reply.code(204).send(null);
  });
}
