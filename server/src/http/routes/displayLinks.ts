import { pageQuery } from '@project88/core/contract/common.ts';
import {
  displayBootstrap,
  displayLinkPage,
  displayLinkReply,
  generateUrlBody,
} from '@project88/core/contract/displayLinks.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import { LIVE_PROTOCOL_VERSION } from '@project88/core/contract/live.ts';
import {
  type DisplayLinkId,
  type DisplaySessionId,
  LINK_ALPHABET,
  LINK_LENGTH,
} from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { z } from 'zod';
import { getDisplaySession } from '../../store/displaySessions.ts';
import {
  createDisplayUrl,
  type DisplayUrlRecord,
  getDisplayUrl,
  listDisplayUrls,
  revokeDisplayUrl,
} from '../../store/displayUrls.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found, idParams, rowId } from '../ids.ts';
import { HTTP_LIMITS } from '../limits.ts';
import type { App, HttpParts } from '../types.ts';
import { isoOf, viewLink } from '../views.ts';
import { existing } from './displaySessions.ts';

const tag = 'Display links';

/** Links that open a display session on a screen without a login. */
export function displayLinkRoutes(app: App, parts: HttpParts): void {
  const { database, hub, clock, links } = parts;

  app.post(
    '/api/display/generate-url',
    {
      schema: {
        ...described({ tag, summary: 'Make a link to a display session' }, { 201: displayLinkReply }, 404),
        body: generateUrlBody,
      },
    },
    async (request, reply) => {
      const { sessionId, expiresInHours } = request.body;
      const displaySessionId = rowId<DisplaySessionId>(sessionId, 'display session');
      const expiresAtMs = instantMs(clock() + Math.round(expiresInHours * 3_600_000));
      const link = await database.withTenant(principalOf(request), async (scope) => {
        found(await getDisplaySession(scope, displaySessionId), 'display session');
        return draw(scope, displaySessionId, expiresAtMs, parts.random);
      });
      links.remember(link.id, request.ip);
      const { id, url, expiresAt } = viewLink(parts.publicUrl(), link);
      return reply.code(201).send({ id, url, expiresAt });
    },
  );

  app.get(
    '/api/display/:id',
    {
      schema: {
        ...described(
          { tag, summary: 'What a screen needs to begin; no login' },
          { 200: displayBootstrap },
          404,
          410,
        ),
        params: idParams,
      },
    },
    async (request) => {
      const link = await links.open(request.params.id, request.ip);
      const screen = { tenantId: link.tenantId, actor: { kind: 'screen', linkId: link.id } } as const;
      const target = await database.withTenant(screen, (scope) =>
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
    },
  );

  app.delete(
    '/api/display/:id',
    {
      schema: {
        ...described({ tag, summary: 'Revoke a link; its screens go dark at once' }, { 204: z.null() }, 404),
        params: idParams,
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const id = request.params.id.trim().toUpperCase() as DisplayLinkId;
      await database.withTenant(principal, async (scope) => {
        found(await getDisplayUrl(scope, id), 'display link');
        await revokeDisplayUrl(scope, id, clock());
      });
      hub.revokeLink(principal.tenantId, id);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/sessions/:id/links',
    {
      schema: {
        ...described({ tag, summary: 'All links of a display session' }, { 200: displayLinkPage }, 404),
        params: idParams,
        querystring: pageQuery,
      },
    },
    (request) =>
      database.withTenant(principalOf(request), async (scope) => {
        const { id } = await existing(scope, request);
        const page = await listDisplayUrls(scope, id, request.query);
        return { ...page, items: page.items.map((link) => viewLink(parts.publicUrl(), link)) };
      }),
  );
}

/** Draw letters until they are not taken. 32 letters divide 256, so every byte is as good as any other. */
async function draw(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  expiresAtMs: InstantMs,
  random: (length: number) => Uint8Array,
): Promise<DisplayUrlRecord> {
  for (let tries = 0; tries < HTTP_LIMITS.linkDraws; tries += 1) {
    const letters = Array.from(random(LINK_LENGTH), (byte) => LINK_ALPHABET[byte % LINK_ALPHABET.length]);
    const id = letters.join('') as DisplayLinkId;
    const link = await createDisplayUrl(scope, { id, displaySessionId, expiresAtMs });
    if (link !== null) return link;
  }
  throw new Error('no free display link found: the random source repeats itself');
}
