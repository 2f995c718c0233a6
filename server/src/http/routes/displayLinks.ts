import { pageQuery } from '@project88/core/contract/common.ts';
import {
  displayBootstrap,
  displayLinkPage,
  displayLinkReply,
  generateUrlBody,
} from '@project88/core/contract/displayLinks.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import { LIVE_PROTOCOL_VERSION } from '@project88/core/contract/live.ts';
import type { DisplayLinkId, DisplaySessionId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { z } from 'zod';
import { appendAudit } from '../../store/audit.ts';
import { getDisplaySession } from '../../store/displaySessions.ts';
import { getDisplayUrl, listDisplayUrls, revokeDisplayUrl } from '../../store/displayUrls.ts';
import { screenPrincipal } from '../../tenancy/principal.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { DISPLAY_SESSION, existing } from '../displaySession.ts';
import { found, idParams, rowId } from '../ids.ts';
import { linkObject, makeLink } from '../newLink.ts';
import type { App, HttpParts } from '../types.ts';
import { isoOf, viewLink } from '../views.ts';

const tag = 'Display links';
const DISPLAY_LINK = 'display link';

/** Links that open a display session on a screen without a login. */
export function displayLinkRoutes(app: App, parts: HttpParts): void {
  for (const route of [generate, bootstrap, revoke, list]) route(app, parts);
}

function generate(app: App, parts: HttpParts): void {
  const words = { tag, summary: 'Make a link to a display session' };
  const schema = { ...described(words, { 201: displayLinkReply }, 404, 422), body: generateUrlBody };
  app.post('/api/display/generate-url', { schema }, async (request, reply) => {
    const displaySessionId = rowId<DisplaySessionId>(request.body.sessionId, DISPLAY_SESSION);
    const expiresAtMs = instantMs(parts.clock() + Math.round(request.body.expiresInHours * 3_600_000));
    const link = await parts.database.withTenant(principalOf(request), async (scope) => {
      found(await getDisplaySession(scope, displaySessionId), DISPLAY_SESSION);
      return makeLink(scope, { displaySessionId, expiresAtMs }, parts.random);
    });
    parts.links.remember(link.id, request.ip);
    const { id, url, expiresAt } = viewLink(parts.publicUrl(), link);
    return reply.code(201).send({ id, url, expiresAt });
  });
}

function bootstrap(app: App, { database, clock, links }: HttpParts): void {
  const words = { tag, summary: 'What a screen needs to begin; no login' };
  const schema = { ...described(words, { 200: displayBootstrap }, 404, 410), params: idParams };
  app.get('/api/display/:id', { schema }, async (request) => {
    const link = await links.open(request.params.id, request.ip);
    const target = await database.withTenant(screenPrincipal(link.tenantId, link.id), (scope) =>
      getDisplaySession(scope, link.displaySessionId),
    );
    if (target === null || target.expiresAtMs <= clock()) throw new ProblemError('LINK_GONE');
    return {
      id: link.id,
      sessionName: target.name,
      liveUrl: `/live/display/${link.id}`,
      expiresAt: isoOf(link.expiresAtMs),
      protocolVersion: LIVE_PROTOCOL_VERSION,
      serverTimeMs: clock(),
    };
  });
}

function revoke(app: App, { database, hub, clock }: HttpParts): void {
  const words = { tag, summary: 'Revoke a link; its screens go dark at once' };
  const schema = { ...described(words, { 204: z.null() }, 404), params: idParams };
  app.delete('/api/display/:id', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const id = request.params.id.trim().toUpperCase() as DisplayLinkId;
    await database.withTenant(principal, async (scope) => {
      const { displaySessionId } = found(await getDisplayUrl(scope, id), DISPLAY_LINK);
      if (!(await revokeDisplayUrl(scope, id, clock()))) return;
      await appendAudit(scope, {
        action: 'link.revoked',
        object: linkObject(id),
        before: { displaySessionId },
      });
    });
    hub.revokeLink(principal.tenantId, id);
    return reply.code(204).send(null);
  });
}

function list(app: App, { database, publicUrl }: HttpParts): void {
  const words = { tag, summary: 'All links of a display session' };
  const replies = described(words, { 200: displayLinkPage }, 404);
  app.get(
    '/api/sessions/:id/links',
    { schema: { ...replies, params: idParams, querystring: pageQuery } },
    (request) =>
      database.withTenant(principalOf(request), async (scope) => {
        const { id } = await existing(scope, request);
        const page = await listDisplayUrls(scope, id, request.query);
        return { ...page, items: page.items.map((link) => viewLink(publicUrl(), link)) };
      }),
  );
}
