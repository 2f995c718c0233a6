import { ProblemError } from '@project88/core/contract/errors.ts';
import {
  importedPicture,
  importPictureBody,
  picturePreviewQuery,
  siteStyle,
  styleImportBody,
} from '@project88/core/contract/styleImport.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { readPicture } from '../../assets/picture.ts';
import { appendAudit } from '../../store/audit.ts';
import { typedAddress } from '../../web/guard.ts';
import { WEB_LIMITS } from '../../web/limits.ts';
import { importStyle } from '../../web/style/importStyle.ts';
import type { WebFetcher } from '../../web/webFetcher.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { Gate } from '../gate.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Style import';
const PICTURE = 'image/webp,image/png,image/jpeg,image/svg+xml,image/*;q=0.8';
const HOUR_S = 3_600;

/** Looks at somebody's website, for one partner at a time and not for too many. */
type Visit = <T>(tenantId: TenantId, work: (fetcher: WebFetcher) => Promise<T>) => Promise<T>;

/** Colours, fonts and pictures of public websites, to begin a design with. */
export function styleImportRoutes(app: App, parts: HttpParts): void {
  const visit = visits(parts.web ?? null);
  look(app, parts, visit);
  preview(app, visit);
  take(app, parts, visit);
}

function visits(fetcher: WebFetcher | null): Visit {
  const ofPartner = new Gate({ atOnce: WEB_LIMITS.atOncePerPartner, waiting: WEB_LIMITS.waiting });
  // Nobody is refused here: who waits has passed the gate of a partner.
  const ofAll = new Gate({ atOnce: WEB_LIMITS.atOnce, waiting: Number.POSITIVE_INFINITY });
  return async (tenantId, work) => {
    if (fetcher === null) throw new ProblemError('STYLE_IMPORT_OFF');
    return ofPartner.pass(tenantId, () => ofAll.pass('', () => work(fetcher)));
  };
}

function look(app: App, { database }: HttpParts, visit: Visit): void {
  const description =
    'Fetches the page and the first of its style sheets and answers what was found in them, best first. Nothing of the ' +
    'page is run. Only public addresses are read. Nothing is kept but an entry in the audit log.';
  const words = { tag, summary: 'What a website looks like', description };
  const schema = { ...described(words, { 200: siteStyle }, 422), body: styleImportBody };
  app.post('/api/style-import', { schema }, async (request) => {
    const principal = principalOf(request);
    const style = await visit(principal.tenantId, (fetcher) =>
      importStyle(fetcher, typedAddress(request.body.url)),
    );
    await database.withTenant(principal, (scope) =>
      appendAudit(scope, {
        action: 'style.imported',
        object: { kind: 'site', id: '' },
        after: { url: style.pageUrl },
      }),
    );
    return style;
  });
}

function preview(app: App, visit: Visit): void {
  const words = { tag, summary: 'A picture of a website in small, to choose from; nothing is kept' };
  const schema = { ...described(words, { 200: z.string() }, 422), querystring: picturePreviewQuery };
  app.get('/api/style-import/preview', { schema }, async (request, reply) => {
    const { tenantId } = principalOf(request);
    const { files } = await readPicture(tenantId, await bytesOf(request.query.url, tenantId, visit));
    const bytes = files[0]?.bytes ?? new Uint8Array();
    reply.type('image/webp');
    reply.header('cache-control', `private, max-age=${HOUR_S}`);
    reply.header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'");
    // The schema describes the file as text; bytes pass by the serializer.
    return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) as unknown as string);
  });
}

function take(app: App, { database, pictures }: HttpParts, visit: Visit): void {
  const words = { tag, summary: 'Take a picture of a website into the library' };
  const schema = { ...described(words, { 201: importedPicture }, 422), body: importPictureBody };
  app.post('/api/style-import/picture', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const { url, name, folder } = request.body;
    const bytes = await bytesOf(url, principal.tenantId, visit);
    const keep = await pictures.prepare(principal.tenantId, { name, folder, bytes });
    const id = await database.withTenant(principal, async (scope) => {
      const kept = await keep(scope);
      const after = { name, folder, url: typedAddress(url).href };
      await appendAudit(scope, { action: 'asset.imported', object: { kind: 'asset', id: kept }, after });
      return kept;
    });
    return reply.code(201).send({ id });
  });
}

/** The file of a picture. Whether it is one is found by its content. */
async function bytesOf(url: string, tenantId: TenantId, visit: Visit): Promise<Uint8Array> {
  const wanted = { accept: PICTURE, limitBytes: WEB_LIMITS.imageBytes };
  const { bytes } = await visit(tenantId, (fetcher) => fetcher.get(typedAddress(url), wanted));
  return bytes;
}
