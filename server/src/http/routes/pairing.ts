import { displayLinkReply } from '@project88/core/contract/displayLinks.ts';
import { pairBody, pairingBody, pairingState, pairingView } from '@project88/core/contract/program.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { changeScreen, getScreen, listScreens, rememberScreens } from '../../store/screens.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { existing, expiryOf } from '../displaySession.ts';
import { idParams } from '../ids.ts';
import { makeLink } from '../newLink.ts';
import type { App, HttpParts } from '../types.ts';
import { viewLink } from '../views.ts';

const tag = 'Screens';

/** A TV shows a code; somebody types it at the console, and the TV opens its display. */
export function pairingRoutes(app: App, parts: HttpParts): void {
  for (const route of [begin, ask, pair]) route(app, parts);
}

function begin(app: App, { pairing, clock }: HttpParts): void {
  const words = { tag, summary: 'A TV asks for a code to show; no login' };
  const schema = { ...described(words, { 201: pairingView }), body: pairingBody.nullish() };
  app.post('/api/pairing', { schema }, async (request, reply) => {
    const { code, secret, expiresAtMs } = pairing.begin(request.ip, request.body?.key ?? null);
    const expiresInS = Math.floor((expiresAtMs - clock()) / 1_000);
    return reply.code(201).send({ code, secret, expiresInS });
  });
}

function ask(app: App, { pairing }: HttpParts): void {
  const words = { tag, summary: 'Where the TV is to go, once somebody has typed its code; no login' };
  const params = z.object({ secret: z.string().max(200) });
  const schema = { ...described(words, { 200: pairingState }, 404), params };
  app.get('/api/pairing/:secret', { schema }, async (request) => ({
    displayUrl: pairing.ask(request.params.secret).displayUrl,
  }));
}

function pair(app: App, parts: HttpParts): void {
  const { database, pairing, links, hub } = parts;
  const words = { tag, summary: 'Give the TV that shows this code a link to the display session' };
  const schema = {
    ...described(words, { 201: displayLinkReply }, 404, 422),
    params: idParams,
    body: pairBody,
  };
  app.post('/api/sessions/:id/pair', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const { code, name } = request.body;
    const { tv, link } = await database.withTenant(principal, async (scope) => {
      const { id } = await existing(scope, request);
      const tv = pairing.find(code, scope.tenantId);
      if (tv.key !== null) await nameScreen(scope, id, tv.key, name);
      const wanted = { displaySessionId: id, expiresAtMs: expiryOf(parts) };
      return { tv, link: await makeLink(scope, wanted, parts.random) };
    });
    const view = viewLink(parts.publicUrl(), link);
    pairing.send(tv, view.url);
    links.remember(link.id, tv.address);
    await hub.refresh(principal.tenantId, link.displaySessionId, 'screens');
    return reply.code(201).send({ id: view.id, url: view.url, expiresAt: view.expiresAt });
  });
}

/** The TV is known by the name that it got here as soon as it comes. */
async function nameScreen(
  scope: TenantScope,
  id: DisplaySessionId,
  key: string,
  name: string,
): Promise<void> {
  if (name === '') return;
  const known = await listScreens(scope, id);
  const number = Math.max(0, ...known.map((screen) => screen.number)) + 1;
  await rememberScreens(scope, id, [{ key, number, lastSeenAtMs: scope.now() }]);
  const isThere = (await getScreen(scope, id, key)) !== null;
  if (isThere) await changeScreen(scope, id, key, { name });
}
