import { ProblemError } from '@project88/core/contract/errors.ts';
import { publicStatus } from '@project88/core/contract/program.ts';
import { getDisplaySession } from '../../store/displaySessions.ts';
import { screenPrincipal } from '../../tenancy/principal.ts';
import { described } from '../describe.ts';
import { idParams } from '../ids.ts';
import type { App, HttpParts } from '../types.ts';

/** How fast a display link's screens are: for everybody who has the link. Numbers, and the name of the session alone. */
export function publicStatusRoutes(app: App, { database, hub, links, clock }: HttpParts): void {
  const words = {
    tag: 'Display links',
    summary: 'How fast reads are seen on the screens of a link; no login',
  };
  const schema = { ...described(words, { 200: publicStatus }, 404, 410), params: idParams };
  app.get('/api/display/:id/status', { schema }, async (request) => {
    const { id, tenantId, displaySessionId } = await links.open(request.params.id, request.ip);
    const target = await database.withTenant(screenPrincipal(tenantId, id), (scope) =>
      getDisplaySession(scope, displaySessionId),
    );
    const state = hub.operatorState(tenantId, displaySessionId);
    if (target === null || state === null) throw new ProblemError('LINK_GONE');
    const { reads, crossings, waiting, lastReadAtMs } = state.status;
    const nowMs = clock();
    return {
      session: target.name,
      screens: state.screens.length,
      reads,
      crossings,
      waiting,
      lastReadAgeMs: lastReadAtMs === null ? null : Math.max(0, nowMs - lastReadAtMs),
      latency: state.latency,
      nowMs,
    };
  });
}
