import { ProblemError } from '@project88/core/contract/errors.ts';
import { exportQuery, importQuery, packReport } from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { assetsOf } from '@project88/core/displays/packs/contents.ts';
import { PACK_LIMITS } from '@project88/core/displays/packs/limits.ts';
import type { OwnTemplateId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { appendAudit } from '../../store/audit.ts';
import { getDraft } from '../../store/templates.ts';
import { checkDocument } from '../../templates/document.ts';
import { importPack } from '../../templates/packs/import.ts';
import { readPack } from '../../templates/packs/read.ts';
import { writePack } from '../../templates/packs/write.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found, rowId } from '../ids.ts';
import { readBody } from '../readBody.ts';
import { TEMPLATE } from '../templates.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Templates';

/** Packs: templates with their pictures as one file, for another installation or for the drawer. */
export function templatePackRoutes(app: App, parts: HttpParts): void {
  takeOut(app, parts);
  takeIn(app, parts);
}

function takeOut(app: App, { database, clock, pictures }: HttpParts): void {
  const description =
    'A zip with `manifest.json`, the drafts as `templates/*.json`, and their pictures as `assets/*`.';
  const words = { tag, summary: 'Templates as a pack', description };
  const schema = { ...described(words, { 200: z.string() }, 404, 422), querystring: exportQuery };
  app.get('/api/templates/export', { schema }, async (request, reply) => {
    const { documents, shown } = await database.withTenant(principalOf(request), async (scope) => {
      const drafts = await draftsOf(scope, request.query.ids);
      const shown = await pictures.read(scope, picturesOf(drafts));
      const object = { kind: TEMPLATE, id: '' };
      const after = { templates: drafts.map(({ id, name }) => ({ id, name })), pictures: shown.length };
      await appendAudit(scope, { action: 'template.exported', object, after });
      return { documents: drafts, shown };
    });
    const pack = await writePack(documents, shown);
    const day = new Date(clock()).toISOString().slice(0, 10);
    reply.type('application/zip');
    reply.header('content-disposition', `attachment; filename="templates-${day}.zip"`);
    reply.header('cache-control', 'no-store');
    // The schema describes the file as text; bytes pass by the serializer.
    return reply.send(Buffer.from(pack.buffer, pack.byteOffset, pack.length) as unknown as string);
  });
}

function picturesOf(documents: readonly TemplateDocument[]): string[] {
  const ids = [...new Set(documents.flatMap(assetsOf))];
  if (ids.length <= PACK_LIMITS.assets) return ids;
  throw new ProblemError('QUOTA_REACHED', { what: 'pictures in a pack', limit: PACK_LIMITS.assets });
}

async function draftsOf(scope: TenantScope, ids: string): Promise<TemplateDocument[]> {
  const wanted = [...new Set(ids.split(','))];
  if (wanted.length > PACK_LIMITS.templates) {
    throw new ProblemError('QUOTA_REACHED', { what: 'templates in a pack', limit: PACK_LIMITS.templates });
  }
  const drafts: TemplateDocument[] = [];
  for (const text of wanted) {
    const id = rowId<OwnTemplateId>(text.trim(), TEMPLATE);
    drafts.push(checkDocument(found(await getDraft(scope, id), TEMPLATE)));
  }
  return drafts;
}

function takeIn(app: App, parts: HttpParts): void {
  const description =
    'The body is the zip. With `try=true` nothing is changed and the answer says what would happen. A template whose ' +
    'name is here with another design is kept beside it as a copy, unless its file is named in `overwrite` (commas ' +
    'between): then the draft becomes the pack’s. Nothing is published. All of it happens, or nothing.';
  const words = { tag, summary: 'Take templates in from a pack', description };
  const schema = { ...described(words, { 200: packReport }, 409, 413, 415, 422), querystring: importQuery };
  app.register(async (packs: App) => {
    packs.removeAllContentTypeParsers();
    packs.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    packs.post(
      '/api/templates/import',
      { schema, bodyLimit: PACK_LIMITS.packBytes },
      async (request, reply) => {
        const principal = principalOf(request);
        const pack = await readPack(await readBody(request, reply, PACK_LIMITS.packBytes));
        const { overwrite, try: onlyTry } = request.query;
        const files = new Set(overwrite.split(','));
        const { report, saved } = await importPack(parts, principal, pack, { onlyTry, overwrite: files });
        for (const { id, draftRev } of saved) parts.hub.draftSaved(principal.tenantId, id, draftRev);
        return report;
      },
    );
  });
}
