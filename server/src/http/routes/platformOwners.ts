import { createPartnerBody, inviteOwnerBody, partnerMade } from '@project88/core/contract/partners.ts';
import { invitationMade } from '@project88/core/contract/team.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { idParams, rowId } from '../ids.ts';
import { PARTNER, viewPlatformPartner } from '../platformViews.ts';
import type { App, HttpParts } from '../types.ts';
import { zoneOf } from '../zone.ts';

const tag = 'Platform';

/** New partners, and the invitations with which their owners come in. */
export function platformOwnerRoutes(app: App, parts: HttpParts): void {
  create(app, parts);
  inviteOwner(app, parts);
}

function create(app: App, { platform, invitations }: HttpParts): void {
  const words = { tag, summary: 'Make a partner and invite its first owner' };
  const schema = { ...described(words, { 201: partnerMade }, 409), body: createPartnerBody };
  app.post('/api/platform/partners', { schema }, async (request, reply) => {
    const { owner, timeZone, ...facts } = request.body;
    const wanted = { ...facts, timeZone: zoneOf(timeZone), owner: addressed(owner) };
    const made = await platform.partners.create(principalOf(request), wanted, (scope) =>
      invitations.draft(scope, { ...wanted.owner, role: 'owner' }),
    );
    const partner = viewPlatformPartner(made.partner);
    return reply.code(201).send({ partner, invitation: await invitations.deliver(made.invitation) });
  });
}

function inviteOwner(app: App, { platform, invitations }: HttpParts): void {
  const words = { tag, summary: 'Invite another owner, for example when nobody of the partner can sign in' };
  const replies = described(words, { 201: invitationMade }, 404, 409);
  const schema = { ...replies, params: idParams, body: inviteOwnerBody };
  app.post('/api/platform/partners/:id/invite-owner', { schema }, async (request, reply) => {
    const id = rowId<TenantId>(request.params.id, PARTNER);
    const owner = addressed(request.body);
    const invite = (scope: TenantScope) => invitations.draft(scope, { ...owner, role: 'owner' });
    const draft = await platform.partners.inviteOwner(principalOf(request), id, { owner, invite });
    return reply.code(201).send(await invitations.deliver(draft));
  });
}

/** Addresses are kept in lower case; the log shows them as they are kept. */
function addressed({ email, name }: { email: string; name: string }) {
  return { email: email.toLowerCase(), name };
}
