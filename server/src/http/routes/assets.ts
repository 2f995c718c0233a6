import {
  assetListQuery,
  assetPage,
  assetUsage,
  assetUses,
  assetView,
  cleanedUp,
  cleanUpAssetsBody,
  updateAssetBody,
} from '@project88/core/contract/assets.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { AssetId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { z } from 'zod';
import { ASSET_LIMITS } from '../../assets/limits.ts';
import { differences } from '../../audit/differences.ts';
import {
  type AssetRecord,
  deleteAsset,
  getAsset,
  listAssets,
  lockAsset,
  updateAsset,
} from '../../store/assets.ts';
import { deleteUnused, listAssetUses, readAssetUsage } from '../../store/assetUses.ts';
import { appendAudit } from '../../store/audit.ts';
import { readUsage } from '../../store/quotas.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { assetIdOf, assetObject, existingAsset, PICTURE, viewAsset } from '../assets.ts';
import { described } from '../describe.ts';
import { found, idParams } from '../ids.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Pictures';
const DAY_MS = 86_400_000;
const MEGABYTE = 1_000_000;

/** The partner's pictures: everything but the pixels. Everybody of a partner sees all of them. */
export function assetRoutes(app: App, parts: HttpParts): void {
  for (const route of [list, usage, read, uses, change, remove, cleanUp]) route(app, parts);
}

function list(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'The pictures of the partner, newest first' };
  const schema = { ...described(words, { 200: assetPage }), querystring: assetListQuery };
  app.get('/api/assets', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const { search = '', folder = null, unused, ...asked } = request.query;
      const page = await listAssets(scope, asked, { search, folder, unused });
      return { ...page, items: page.items.map(viewAsset) };
    }),
  );
}

function usage(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'What the pictures take, what they may take, and their folders' };
  app.get('/api/assets/usage', { schema: described(words, { 200: assetUsage }) }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const quotas = await readUsage(scope, ['assets', 'assetMegabytes']);
      const limitOf = (kind: string) => quotas.find(({ what }) => what === kind)?.limit ?? 0;
      return {
        ...(await readAssetUsage(scope)),
        quotaCount: limitOf('assets'),
        quotaBytes: limitOf('assetMegabytes') * MEGABYTE,
      };
    }),
  );
}

function read(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'One picture, without its pixels' };
  const schema = { ...described(words, { 200: assetView }, 404), params: idParams };
  app.get('/api/assets/:id', { schema }, (request) =>
    database.withTenant(principalOf(request), (scope) => existingAsset(scope, assetIdOf(request))),
  );
}

function uses(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'The templates that have a picture, also those whose older version has it' };
  const schema = { ...described(words, { 200: assetUses }, 404), params: idParams };
  app.get('/api/assets/:id/uses', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const id = assetIdOf(request);
      await existingAsset(scope, id);
      return { items: await listAssetUses(scope, id, ASSET_LIMITS.listedUses) };
    }),
  );
}

function change(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Rename a picture or put it into another folder' };
  const schema = { ...described(words, { 200: assetView }, 404), params: idParams, body: updateAssetBody };
  app.patch('/api/assets/:id', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const id = assetIdOf(request);
      const old = found(await lockAsset(scope, id), PICTURE);
      await updateAsset(scope, id, request.body);
      const now = found(await getAsset(scope, id), PICTURE);
      const [before, after] = differences(factsOf(old), factsOf(now));
      if (Object.keys(after).length > 0) {
        await appendAudit(scope, { action: 'asset.changed', object: assetObject(id), before, after });
      }
      return viewAsset(now);
    }),
  );
}

function factsOf({ name, folder }: AssetRecord) {
  return { name, folder };
}

function remove(app: App, { database }: HttpParts): void {
  const description =
    'A picture that a template has is kept, also when only an older version has it: that may be restored.';
  const words = { tag, summary: 'Delete a picture that no template has', description };
  const schema = { ...described(words, { 204: z.null() }, 404, 409), params: idParams };
  app.delete('/api/assets/:id', { schema }, async (request, reply) => {
    await database.withTenant(principalOf(request), async (scope) => {
      const id = assetIdOf(request);
      const old = found(await lockAsset(scope, id), PICTURE);
      await refuseInUse(scope, id, old.usedBy);
      await deleteAsset(scope, id);
      await appendAudit(scope, { action: 'asset.deleted', object: assetObject(id), before: factsOf(old) });
    });
    return reply.code(204).send(null);
  });
}

async function refuseInUse(scope: TenantScope, id: AssetId, templates: number): Promise<void> {
  if (templates === 0) return;
  const details = { templates: await listAssetUses(scope, id, ASSET_LIMITS.listedUses) };
  throw new ProblemError('ASSET_IN_USE', { templates }, details);
}

function cleanUp(app: App, { database }: HttpParts): void {
  const description =
    'Deletes the pictures that came so many days ago and that no draft and no version of any template has.';
  const words = { tag, summary: 'Delete old pictures that no template has', description };
  const schema = { ...described(words, { 200: cleanedUp }), body: cleanUpAssetsBody };
  app.post('/api/assets/clean-up', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const before = instantMs(scope.now() - request.body.unusedForDays * DAY_MS);
      const gone = await deleteUnused(scope, before);
      if (gone.length > 0) {
        const pictures = gone.slice(0, ASSET_LIMITS.listedUses).map(({ id, name }) => ({ id, name }));
        await appendAudit(scope, {
          action: 'asset.cleaned-up',
          object: { kind: 'asset', id: '' },
          before: { removed: gone.length, pictures },
        });
      }
      return { removed: gone.length, bytes: gone.reduce((sum, { bytes }) => sum + bytes, 0) };
    }),
  );
}
