import {
  type AssetTaken,
  assetFileQuery,
  assetTaken,
  assetView,
  cropAssetBody,
  uploadAssetQuery,
} from '@project88/core/contract/assets.ts';
import type { AssetId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { findAsset, keepPicture } from '../../assets/keep.ts';
import type { SourceMime } from '../../assets/kinds.ts';
import { ASSET_LIMITS } from '../../assets/limits.ts';
import { cropPicture, hashOf, type Picture, readPicture } from '../../assets/picture.ts';
import { ScreenPictures } from '../../assets/screenPictures.ts';
import { getAssetFile } from '../../store/assetFiles.ts';
import { appendAudit } from '../../store/audit.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import type { Principal } from '../../tenancy/principal.ts';
import { principalOf } from '../access.ts';
import { assetIdOf, assetObject, existingAsset, PICTURE } from '../assets.ts';
import { described } from '../describe.ts';
import { Gate } from '../gate.ts';
import { found, idParams, rowId } from '../ids.ts';
import { sendPicture } from '../pictureReply.ts';
import { readBody } from '../readBody.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Pictures';

/** Pictures in and out: uploads, parts that are cut out, and the files for consoles and screens. */
export function assetFileRoutes(app: App, parts: HttpParts): void {
  for (const route of [upload, crop, file, screenFile]) route(app, parts);
}

function upload(app: App, { database }: HttpParts): void {
  const description =
    'The body is the file: JPEG, PNG, WebP, GIF, AVIF or SVG, told by its content. It is made anew in a few sizes, ' +
    'upright and without the words of the camera; of an animation the first picture is kept. The same file is one ' +
    'picture: the second time the answer is 200 with the first one.';
  const words = { tag, summary: 'Upload a picture', description };
  const replies = { 200: assetTaken, 201: assetTaken };
  const schema = { ...described(words, replies, 413, 422), querystring: uploadAssetQuery };
  // Whose turn it is says the gate of partners; this bounds the memory.
  const bodies = new Gate({ atOnce: ASSET_LIMITS.bodiesAtOnce, waiting: Number.POSITIVE_INFINITY });
  app.register(async (files: App) => {
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    const options = { schema, bodyLimit: ASSET_LIMITS.uploadBytes };
    files.post('/api/assets', options, async (request, reply) => {
      const principal = principalOf(request);
      const { isNew, ...taken } = await bodies.pass('', async () => {
        const bytes = await readBody(request, reply, ASSET_LIMITS.uploadBytes);
        return take({ database }, principal, bytes, request.query);
      });
      return reply.code(isNew ? 201 : 200).send(taken);
    });
  });
}

type Taken = AssetTaken & { isNew: boolean };

/** A file that is here already is not read again. */
async function take(
  { database }: Pick<HttpParts, 'database'>,
  principal: Principal,
  bytes: Uint8Array,
  named: { name: string; folder: string },
): Promise<Taken> {
  const here = await database.withTenant(principal, async (scope) => {
    const id = await findAsset(scope, hashOf(bytes));
    return id && existingAsset(scope, id);
  });
  if (here !== null) return { ...here, notes: [], isNew: false };
  const picture = await readPicture(principal.tenantId, bytes);
  return database.withTenant(principal, (scope) => keep(scope, picture, named, 'asset.uploaded'));
}

async function keep(
  scope: TenantScope,
  picture: Picture,
  named: { name: string; folder: string },
  action: 'asset.uploaded' | 'asset.cropped',
  from?: AssetId,
): Promise<Taken> {
  const { id, isNew } = await keepPicture(scope, picture, named);
  const asset = await existingAsset(scope, id);
  if (isNew) {
    const { name, folder, hash, sourceMime, widthPx, heightPx } = asset;
    const after = { name, folder, hash, sourceMime, widthPx, heightPx, ...(from && { from }) };
    await appendAudit(scope, { action, object: assetObject(id), after });
  }
  return { ...asset, notes: [...picture.notes], isNew };
}

function crop(app: App, { database }: HttpParts): void {
  const description =
    'The part, in pixels of the picture as it is kept, becomes a picture of its own in the same folder.';
  const words = { tag, summary: 'Cut a part out of a picture', description };
  const replies = { 200: assetView, 201: assetView };
  const schema = { ...described(words, replies, 404, 422), params: idParams, body: cropAssetBody };
  app.post('/api/assets/:id/crop', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const id = assetIdOf(request);
    const [asset, whole] = await database.withTenant(principal, async (scope) => [
      await existingAsset(scope, id),
      found(await getAssetFile(scope, id, ASSET_LIMITS.sidePx), PICTURE),
    ]);
    const { hash, bytes } = whole;
    const from = { hash, bytes, sourceMime: asset.sourceMime as SourceMime };
    const { name, ...part } = request.body;
    const picture = await cropPicture(principal.tenantId, from, part);
    const named = { name, folder: asset.folder };
    const { isNew, ...made } = await database.withTenant(principal, (scope) =>
      keep(scope, picture, named, 'asset.cropped', id),
    );
    return reply.code(isNew ? 201 : 200).send(made);
  });
}

/** The schemas describe a file as text; bytes pass by the serializer. */
const picture = z.string();

function file(app: App, { database }: HttpParts): void {
  const description =
    'The smallest size that is not narrower than `width`, or the largest; without it the largest.';
  const words = { tag, summary: 'A picture’s pixels', description };
  const schema = {
    ...described(words, { 200: picture }, 404),
    params: idParams,
    querystring: assetFileQuery,
  };
  app.get('/api/assets/:id/file', { schema }, async (request, reply) => {
    const id = assetIdOf(request);
    const { width = ASSET_LIMITS.sidePx } = request.query;
    const shown = await database.withTenant(principalOf(request), (scope) => getAssetFile(scope, id, width));
    return sendPicture(request, reply, found(shown, PICTURE));
  });
}

const screenParams = idParams.extend({ asset: z.string().max(200) });

function screenFile(app: App, { database, clock, links }: HttpParts): void {
  const description =
    'Only pictures that stand in a published template of the link’s partner. Sizes as for the console.';
  const words = { tag, summary: 'A picture’s pixels for a screen; no login', description };
  const replies = described(words, { 200: picture }, 404, 410);
  const schema = { ...replies, params: screenParams, querystring: assetFileQuery };
  const pictures = new ScreenPictures({ database, clock });
  app.get('/api/display/:id/assets/:asset', { schema }, async (request, reply) => {
    const { tenantId, id: linkId } = await links.open(request.params.id, request.ip);
    const id = rowId<AssetId>(request.params.asset, PICTURE);
    const { width: widthPx = ASSET_LIMITS.sidePx } = request.query;
    const shown = await pictures.get({ tenantId, linkId, id, widthPx });
    return sendPicture(request, reply, found(shown, PICTURE));
  });
}
