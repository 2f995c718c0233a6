import { pageQuery } from '@project88/core/contract/common.ts';
import { displaySessionView } from '@project88/core/contract/displaySessions.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import {
  previewReply,
  replayBody,
  selectBody,
  timingSessionPage,
  timingSessionView,
} from '@project88/core/contract/timingSessions.ts';
import type { DisplaySessionId, TimingSessionId } from '@project88/core/ids/ids.ts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { getDisplaySession } from '../../store/displaySessions.ts';
import { bindStream } from '../../store/sessionStreams.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found, idParams, rowId } from '../ids.ts';
import { pageOfList } from '../paging.ts';
import type { App, HttpParts } from '../types.ts';
import { viewSession } from '../views.ts';

const tag = 'Timing sessions';
const WHAT = 'timing session';

/** What timing software offers on the timing port. */
export function timingSessionRoutes(app: App, { database, hub, timingSessions }: HttpParts): void {
  app.get(
    '/api/chronotrack/sessions',
    {
      schema: {
        ...described(
          { tag, summary: 'Live and recent timing sessions of the partner' },
          { 200: timingSessionPage },
        ),
        querystring: pageQuery,
      },
    },
    async (request) =>
      pageOfList(timingSessions.list(principalOf(request).tenantId), request.query, 'timing-sessions'),
  );

  app.get(
    '/api/chronotrack/sessions/:id',
    {
      schema: {
        ...described({ tag, summary: 'One timing session' }, { 200: timingSessionView }, 404),
        params: idParams,
      },
    },
    async (request) => seen(request),
  );

  app.get(
    '/api/chronotrack/sessions/:id/preview',
    {
      schema: {
        ...described(
          { tag, summary: 'Its last reads, newest first; the same address as a WebSocket goes on live' },
          { 200: previewReply },
          404,
        ),
        params: idParams,
      },
    },
    async (request) => {
      const session = seen(request);
      const { tenantId } = principalOf(request);
      return { session, reads: timingSessions.lastReads(tenantId, session.id as TimingSessionId) ?? [] };
    },
  );

  app.post(
    '/api/chronotrack/sessions/:id/select',
    {
      schema: {
        ...described({ tag, summary: 'Bind it to a display session' }, { 200: displaySessionView }, 404),
        params: idParams,
        body: selectBody,
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const timingSessionId = seen(request).id as TimingSessionId;
      const { locations = null } = request.body;
      const displaySessionId = rowId<DisplaySessionId>(request.body.displaySessionId, 'display session');
      const record = await database.withTenant(principal, async (scope) => {
        const target = found(await getDisplaySession(scope, displaySessionId), 'display session');
        await bindStream(scope, displaySessionId, { timingSessionId, locations });
        return target;
      });
      await hub.refresh(principal.tenantId, displaySessionId, 'streams');
      return database.withTenant(principal, (scope) => viewSession(scope, hub, record));
    },
  );

  app.post(
    '/api/chronotrack/sessions/:id/replay',
    {
      schema: {
        ...described(
          { tag, summary: 'Ask the timing software to send a location again from a number on' },
          { 204: z.null() },
          404,
          409,
        ),
        params: idParams,
        body: replayBody,
      },
    },
    async (request, reply) => {
      const { location, fromSeq } = request.body;
      const id = seen(request).id as TimingSessionId;
      if (!timingSessions.requestReplay(principalOf(request).tenantId, id, location, fromSeq)) {
        throw new ProblemError('CONFLICT', { reason: 'The timing software is not connected now.' });
      }
      return reply.code(204).send(null);
    },
  );

  function seen(request: Pick<FastifyRequest, 'principal'> & { params: { id: string } }) {
    const id = rowId<TimingSessionId>(request.params.id, WHAT);
    return found(timingSessions.get(principalOf(request as FastifyRequest).tenantId, id), WHAT);
  }
}
