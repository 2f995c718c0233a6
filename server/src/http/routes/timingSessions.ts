import { pageQuery } from '@project88/core/contract/common.ts';
import { displaySessionView } from '@project88/core/contract/displaySessions.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import {
  previewReply,
  replayBody,
  selectBody,
  type TimingSessionView,
  timingSessionPage,
  timingSessionView,
} from '@project88/core/contract/timingSessions.ts';
import type { DisplaySessionId, TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import type { TimingSessions } from '../../ingest/types.ts';
import { appendAudit } from '../../store/audit.ts';
import { getDisplaySession } from '../../store/displaySessions.ts';
import { bindStream } from '../../store/sessionStreams.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { DISPLAY_SESSION } from '../displaySession.ts';
import { found, idParams, rowId } from '../ids.ts';
import { pageOfList } from '../paging.ts';
import type { App, HttpParts } from '../types.ts';
import { viewSession } from '../views.ts';

const tag = 'Timing sessions';
const TIMING_SESSION = 'timing session';

/** What timing software offers on the timing port. */
export function timingSessionRoutes(app: App, parts: HttpParts): void {
  for (const route of [list, read, preview, select, replay]) route(app, parts);
}

function list(app: App, { timingSessions }: HttpParts): void {
  const words = { tag, summary: 'Live and recent timing sessions of the partner' };
  const schema = { ...described(words, { 200: timingSessionPage }), querystring: pageQuery };
  app.get('/api/chronotrack/sessions', { schema }, async (request) =>
    pageOfList(timingSessions.list(principalOf(request).tenantId), request.query, 'timing-sessions'),
  );
}

function read(app: App, { timingSessions }: HttpParts): void {
  const words = { tag, summary: 'One timing session' };
  const schema = { ...described(words, { 200: timingSessionView }, 404), params: idParams };
  app.get('/api/chronotrack/sessions/:id', { schema }, async (request) =>
    seen(timingSessions, principalOf(request).tenantId, request.params.id),
  );
}

function preview(app: App, { timingSessions }: HttpParts): void {
  const words = {
    tag,
    summary: 'Its last reads, newest first; as a WebSocket the same address goes on live',
  };
  const schema = { ...described(words, { 200: previewReply }, 404), params: idParams };
  app.get('/api/chronotrack/sessions/:id/preview', { schema }, async (request) => {
    const { tenantId } = principalOf(request);
    const view = seen(timingSessions, tenantId, request.params.id);
    return { session: view, reads: timingSessions.lastReads(tenantId, idOf(view)) ?? [] };
  });
}

function select(app: App, { database, hub, timingSessions }: HttpParts): void {
  const words = { tag, summary: 'Bind it to a display session' };
  const replies = described(words, { 200: displaySessionView }, 404);
  const schema = { ...replies, params: idParams, body: selectBody };
  app.post('/api/chronotrack/sessions/:id/select', { schema }, async (request) => {
    const principal = principalOf(request);
    const { eventName, ...view } = seen(timingSessions, principal.tenantId, request.params.id);
    const timingSessionId = idOf(view);
    const displaySessionId = rowId<DisplaySessionId>(request.body.displaySessionId, DISPLAY_SESSION);
    const { locations = null } = request.body;
    const record = await database.withTenant(principal, async (scope) => {
      const target = found(await getDisplaySession(scope, displaySessionId), DISPLAY_SESSION);
      await bindStream(scope, displaySessionId, { timingSessionId, locations });
      const object = { kind: 'display-session', id: displaySessionId };
      const after = { timingSessionId, eventName, locations };
      await appendAudit(scope, { action: 'stream.bound', object, after });
      return target;
    });
    await hub.refresh(principal.tenantId, displaySessionId, 'streams');
    return database.withTenant(principal, (scope) => viewSession(scope, hub, record));
  });
}

/** Goes on without the database, like all that a race needs; the entry follows. */
function replay(app: App, { timingSessions, lateAudit }: HttpParts): void {
  const words = { tag, summary: 'Ask the timing software to send a location again from a number on' };
  const schema = { ...described(words, { 204: z.null() }, 404, 409), params: idParams, body: replayBody };
  app.post('/api/chronotrack/sessions/:id/replay', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const { tenantId } = principal;
    const { location, fromSeq } = request.body;
    const id = idOf(seen(timingSessions, tenantId, request.params.id));
    if (!timingSessions.requestReplay(tenantId, id, location, fromSeq)) {
      throw new ProblemError('CONFLICT', { reason: 'The timing software is not connected now.' });
    }
    const object = { kind: 'timing-session', id };
    lateAudit.add(principal, { action: 'stream.replayed', object, after: { location, fromSeq } });
    return reply.code(204).send(null);
  });
}

function seen(timingSessions: TimingSessions, tenantId: TenantId, idText: string): TimingSessionView {
  const id = rowId<TimingSessionId>(idText, TIMING_SESSION);
  return found(timingSessions.get(tenantId, id), TIMING_SESSION);
}

function idOf(view: Pick<TimingSessionView, 'id'>): TimingSessionId {
  return view.id as TimingSessionId;
}
