import { pageQuery } from '@project88/core/contract/common.ts';
import { displaySessionData } from '@project88/core/contract/displaySessionData.ts';
import {
  createDisplaySessionBody,
  displaySessionPage,
  displaySessionView,
  operatorCommand,
  updateDisplaySessionBody,
} from '@project88/core/contract/displaySessions.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import type { DisplaySessionId, TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  createDisplaySession,
  type DisplaySessionRecord,
  deleteDisplaySession,
  getDisplaySession,
  listDisplaySessions,
  touchDisplaySession,
  updateDisplaySession,
} from '../../store/displaySessions.ts';
import { listRoster } from '../../store/rosterEntries.ts';
import { listBoundStreams, unbindStream } from '../../store/sessionStreams.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found, idParams, rowId } from '../ids.ts';
import type { App, HttpParts } from '../types.ts';
import { viewSession, viewStream } from '../views.ts';

const tag = 'Display sessions';
const WHAT = 'display session';
/** Roster entries in the answer of `…/data`; enough for a first page. */
const FIRST_ENTRIES = 100;

/** The operator's workspaces. */
export function displaySessionRoutes(app: App, parts: HttpParts): void {
  const { database, hub, clock, config, timingSessions } = parts;
  const expiry = () => instantMs(clock() + Math.round(config.displaySessionHours * 3_600_000));

  app.post(
    '/api/sessions/create',
    {
      schema: {
        ...described({ tag, summary: 'Make an isolated display session' }, { 201: displaySessionView }),
        body: createDisplaySessionBody,
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { name, mode, eventId = null, templateId } = request.body;
      const record = await database.withTenant(principal, (scope) =>
        createDisplaySession(scope, { name, mode, eventId, templateId, expiresAtMs: expiry() }),
      );
      await hub.refresh(principal.tenantId, record.id, 'all');
      const view = await database.withTenant(principal, (scope) => viewSession(scope, hub, record));
      return reply.code(201).send(view);
    },
  );

  app.get(
    '/api/sessions',
    {
      schema: {
        ...described(
          { tag, summary: 'The display sessions of the partner, newest first' },
          { 200: displaySessionPage },
        ),
        querystring: pageQuery,
      },
    },
    (request) =>
      database.withTenant(principalOf(request), async (scope) => {
        const page = await listDisplaySessions(scope, request.query);
        const items = await Promise.all(page.items.map((record) => viewSession(scope, hub, record)));
        return { ...page, items };
      }),
  );

  app.get(
    '/api/sessions/:id',
    {
      schema: {
        ...described({ tag, summary: 'One display session' }, { 200: displaySessionView }, 404),
        params: idParams,
      },
    },
    (request) =>
      database.withTenant(principalOf(request), async (scope) =>
        viewSession(scope, hub, await existing(scope, request)),
      ),
  );

  app.get(
    '/api/sessions/:id/data',
    {
      schema: {
        ...described(
          { tag, summary: 'All data of a display session: roster, results, streams, template and queue' },
          { 200: displaySessionData },
          404,
        ),
        params: idParams,
      },
    },
    (request) =>
      database.withTenant(principalOf(request), async (scope) => {
        const record = await existing(scope, request);
        await touchDisplaySession(scope, record.id, { atMs: clock(), expiresAtMs: expiry() });
        return allData(scope, record);
      }),
  );

  app.patch(
    '/api/sessions/:id',
    {
      schema: {
        ...described({ tag, summary: 'Rename, or change the template' }, { 200: displaySessionView }, 404),
        params: idParams,
        body: updateDisplaySessionBody,
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const id = sessionId(request);
      const record = await database.withTenant(principal, (scope) =>
        updateDisplaySession(scope, id, request.body),
      );
      const changed = found(record, WHAT);
      await hub.refresh(principal.tenantId, id, 'session');
      return database.withTenant(principal, (scope) => viewSession(scope, hub, changed));
    },
  );

  app.delete(
    '/api/sessions/:id',
    {
      schema: {
        ...described(
          { tag, summary: 'Delete with roster, results and links; its screens go dark' },
          { 204: z.null() },
          404,
        ),
        params: idParams,
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const id = sessionId(request);
      found((await database.withTenant(principal, (scope) => deleteDisplaySession(scope, id))) || null, WHAT);
      hub.remove(principal.tenantId, id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/sessions/:id/command',
    {
      schema: {
        ...described(
          { tag, summary: 'Hold or resume the queue, bring on the next card, or clear the screens' },
          { 204: z.null() },
          404,
        ),
        params: idParams,
        body: operatorCommand,
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { id } = await database.withTenant(principal, (scope) => existing(scope, request));
      await hub.command(principal.tenantId, id, request.body.action);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/sessions/:id/streams/:timingSessionId',
    {
      schema: {
        ...described({ tag, summary: 'Let go of a bound timing session' }, { 204: z.null() }, 404),
        params: idParams.extend({ timingSessionId: z.string().max(200) }),
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { id } = await database.withTenant(principal, async (scope) => {
        const record = await existing(scope, request);
        const timingSessionId = rowId<TimingSessionId>(request.params.timingSessionId, 'bound stream');
        found((await unbindStream(scope, record.id, timingSessionId)) || null, 'bound stream');
        return record;
      });
      await hub.refresh(principal.tenantId, id, 'streams');
      return reply.code(204).send(null);
    },
  );

  async function allData(scope: TenantScope, record: DisplaySessionRecord) {
    const [session, roster, streams] = await Promise.all([
      viewSession(scope, hub, record),
      listRoster(scope, record.id, { limit: FIRST_ENTRIES }),
      listBoundStreams(scope, record.id),
    ]);
    const now = (id: TimingSessionId) => timingSessions.get(scope.tenantId, id);
    return {
      session,
      roster: { total: record.rosterRows, entries: roster.items, nextCursor: roster.nextCursor },
      results: { total: record.resultRows },
      streams: streams.map((stream) => ({
        ...viewStream(stream),
        timingSession: now(stream.timingSessionId),
      })),
      template: { ...BUILT_IN_TEMPLATES[record.templateId] },
      queue: queueOf(scope.tenantId, record.id),
    };
  }

  function queueOf(tenantId: TenantId, id: DisplaySessionId) {
    const state = hub.operatorState(tenantId, id);
    return state === null
      ? null
      : { ...state, waiting: state.waiting.map(asObject), recent: state.recent.map(asObject) };
  }
}

type WithSessionId = FastifyRequest<{ Params: { id: string } }>;

export function sessionId(request: { params: { id: string } }): DisplaySessionId {
  return rowId<DisplaySessionId>(request.params.id, WHAT);
}

/** The display session in the path. Throws `NOT_FOUND` when the caller's partner has no such session. */
export async function existing(
  scope: TenantScope,
  request: { params: WithSessionId['params'] },
): Promise<DisplaySessionRecord> {
  return found(await getDisplaySession(scope, sessionId(request)), WHAT);
}

/** An interface has no index signature and a description of free form wants one. */
function asObject(value: object): Record<string, unknown> {
  return { ...value };
}
