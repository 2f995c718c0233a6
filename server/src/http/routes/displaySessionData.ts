import { displaySessionData } from '@project88/core/contract/displaySessionData.ts';
import type { TimingSessionId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { loadProgram } from '../../live/programSource.ts';
import type { LiveHub } from '../../live/types.ts';
import { appendAudit } from '../../store/audit.ts';
import { type DisplaySessionRecord, touchDisplaySession } from '../../store/displaySessions.ts';
import { listRoster } from '../../store/rosterEntries.ts';
import { listBoundStreams, unbindStream } from '../../store/sessionStreams.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { DISPLAY_SESSION, existing, expiryOf } from '../displaySession.ts';
import { found, idParams, rowId } from '../ids.ts';
import type { App, HttpParts } from '../types.ts';
import { viewSession, viewStream } from '../views.ts';

const tag = 'Display sessions';
const BOUND_STREAM = 'bound stream';
/** Roster entries in the answer of `…/data`; enough for a first page. */
const FIRST_ENTRIES = 100;

/** What a display session holds together: roster, results, streams, template and queue. */
export function displaySessionDataRoutes(app: App, parts: HttpParts): void {
  readAll(app, parts);
  unbind(app, parts);
}

function readAll(app: App, parts: HttpParts): void {
  const words = {
    tag,
    summary: 'All data of a display session: roster, results, streams, template and queue',
  };
  const schema = { ...described(words, { 200: displaySessionData }, 404), params: idParams };
  app.get('/api/sessions/:id/data', { schema }, (request) =>
    parts.database.withTenant(principalOf(request), async (scope) => {
      const record = await existing(scope, request);
      await touchDisplaySession(scope, record.id, { atMs: parts.clock(), expiresAtMs: expiryOf(parts) });
      return allData(scope, parts, record);
    }),
  );
}

async function allData(scope: TenantScope, parts: HttpParts, record: DisplaySessionRecord) {
  const [view, roster, streams, program] = await Promise.all([
    viewSession(scope, parts.hub, record),
    listRoster(scope, record.id, { limit: FIRST_ENTRIES }),
    listBoundStreams(scope, record.id),
    loadProgram(scope, record.id).then((loaded) => found(loaded, DISPLAY_SESSION)),
  ]);
  const now = (id: TimingSessionId) => parts.timingSessions.get(scope.tenantId, id);
  return {
    session: view,
    roster: { total: record.rosterRows, entries: roster.items, nextCursor: roster.nextCursor },
    results: { total: record.resultRows },
    streams: streams.map((stream) => ({ ...viewStream(stream), timingSession: now(stream.timingSessionId) })),
    template: { ...program.template.document },
    queue: queueOf(scope, parts.hub, record),
  };
}

function queueOf({ tenantId }: TenantScope, hub: LiveHub, { id }: DisplaySessionRecord) {
  const state = hub.operatorState(tenantId, id);
  if (state === null) return null;
  return { ...state, waiting: state.waiting.map(asObject), recent: state.recent.map(asObject) };
}

/** An interface has no index signature and a description of free form wants one. */
function asObject(value: object): Record<string, unknown> {
  return { ...value };
}

function unbind(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'Let go of a bound timing session' };
  const params = idParams.extend({ timingSessionId: z.string().max(200) });
  const schema = { ...described(words, { 204: z.null() }, 404), params };
  app.delete('/api/sessions/:id/streams/:timingSessionId', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const { id } = await database.withTenant(principal, async (scope) => {
      const record = await existing(scope, request);
      const timingSessionId = rowId<TimingSessionId>(request.params.timingSessionId, BOUND_STREAM);
      found((await unbindStream(scope, record.id, timingSessionId)) || null, BOUND_STREAM);
      const object = { kind: 'display-session', id: record.id };
      await appendAudit(scope, { action: 'stream.unbound', object, before: { timingSessionId } });
      return record;
    });
    await hub.refresh(principal.tenantId, id, 'streams');
    return reply.code(204).send(null);
  });
}
