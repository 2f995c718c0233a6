import { pageQuery } from '@project88/core/contract/common.ts';
import {
  changePlatformPartnerBody,
  deletePartnerBody,
  platformPartner,
  platformPartnerPage,
  suspendBody,
} from '@project88/core/contract/partners.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { idParams, rowId } from '../ids.ts';
import { pageOfList } from '../paging.ts';
import { PARTNER, viewPlatformPartner } from '../platformViews.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Platform';

/** What platform administrators do with partners. Making one lies beside the invitations, in `platformOwners.ts`. */
export function platformPartnerRoutes(app: App, parts: HttpParts): void {
  for (const route of [list, read, change, suspend, resume, remove, restore]) route(app, parts);
}

function list(app: App, { platform }: HttpParts): void {
  const words = { tag, summary: 'All partners, oldest first, also suspended and deleted ones' };
  const schema = { ...described(words, { 200: platformPartnerPage }), querystring: pageQuery };
  app.get('/api/platform/partners', { schema }, async (request) =>
    pageOfList((await platform.partners.list()).map(viewPlatformPartner), request.query, 'platform-partners'),
  );
}

function read(app: App, { platform }: HttpParts): void {
  const words = { tag, summary: 'One partner' };
  const schema = { ...described(words, { 200: platformPartner }, 404), params: idParams };
  app.get('/api/platform/partners/:id', { schema }, async (request) =>
    viewPlatformPartner(await platform.partners.get(rowId<TenantId>(request.params.id, PARTNER))),
  );
}

function change(app: App, { platform, partnerRules }: HttpParts): void {
  const words = { tag, summary: 'Change the name or what the partner may have' };
  const replies = described(words, { 200: platformPartner }, 404);
  const schema = { ...replies, params: idParams, body: changePlatformPartnerBody };
  app.patch('/api/platform/partners/:id', { schema }, async (request) => {
    const id = rowId<TenantId>(request.params.id, PARTNER);
    const partner = await platform.partners.change(principalOf(request), id, request.body);
    await partnerRules.relearn();
    return viewPlatformPartner(partner);
  });
}

function suspend(app: App, { platform }: HttpParts): void {
  const words = { tag, summary: 'Suspend: logins, keys, links, streams and screens end at once' };
  const replies = described(words, { 200: platformPartner }, 404, 409);
  const schema = { ...replies, params: idParams, body: suspendBody };
  app.post('/api/platform/partners/:id/suspend', { schema }, async (request) => {
    const id = rowId<TenantId>(request.params.id, PARTNER);
    return viewPlatformPartner(
      await platform.partners.suspend(principalOf(request), id, request.body.reason),
    );
  });
}

function resume(app: App, { platform }: HttpParts): void {
  const words = { tag, summary: 'Lift the suspension' };
  const schema = { ...described(words, { 200: platformPartner }, 404), params: idParams };
  app.post('/api/platform/partners/:id/resume', { schema }, async (request) => {
    const id = rowId<TenantId>(request.params.id, PARTNER);
    return viewPlatformPartner(await platform.partners.resume(principalOf(request), id));
  });
}

function remove(app: App, { platform }: HttpParts): void {
  const words = {
    tag,
    summary: 'Delete: like a suspension, and everything is removed for good after 30 days',
    description: 'Give the short name of the partner again. Until then it can be restored.',
  };
  const replies = described(words, { 200: platformPartner }, 404, 409);
  const schema = { ...replies, params: idParams, body: deletePartnerBody };
  app.post('/api/platform/partners/:id/delete', { schema }, async (request) => {
    const id = rowId<TenantId>(request.params.id, PARTNER);
    return viewPlatformPartner(await platform.partners.delete(principalOf(request), id, request.body.slug));
  });
}

function restore(app: App, { platform }: HttpParts): void {
  const words = { tag, summary: 'Take the deletion back' };
  const schema = { ...described(words, { 200: platformPartner }, 404, 409), params: idParams };
  app.post('/api/platform/partners/:id/restore', { schema }, async (request) => {
    const id = rowId<TenantId>(request.params.id, PARTNER);
    return viewPlatformPartner(await platform.partners.restore(principalOf(request), id));
  });
}
