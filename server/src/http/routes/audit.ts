import { Readable } from 'node:stream';
import { auditExportQuery, auditPage, auditQuery, auditVerdict } from '@project88/core/contract/audit.ts';
import { z } from 'zod';
import { exportAudit, mediaTypeOf, viewAudit } from '../../audit/export.ts';
import { verifyAuditChain } from '../../audit/verify.ts';
import { appendAudit, listAudit, readAuditLength } from '../../store/audit.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Audit log';

/** Who did what, when and from where. */
export function auditRoutes(app: App, parts: HttpParts): void {
  for (const route of [list, takeOut, verify]) route(app, parts);
}

function list(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Entries that fit the filter, newest first' };
  const schema = { ...described(words, { 200: auditPage }), querystring: auditQuery };
  app.get('/api/audit', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const { limit, cursor, ...filter } = request.query;
      const page = await listAudit(scope, filter, { limit, cursor });
      return { ...page, items: page.items.map(viewAudit) };
    }),
  );
}

function takeOut(app: App, { database, clock }: HttpParts): void {
  const description =
    'Oldest first, as `csv` for spreadsheets or as `jsonl`, one entry per line. The log tells that it was taken out.';
  const words = { tag, summary: 'The log as a file', description };
  const schema = { ...described(words, { 200: z.string() }), querystring: auditExportQuery };
  app.get('/api/audit/export', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const { format, ...filter } = request.query;
    const upToSeq = await database.withTenant(principal, async (scope) => {
      const newest = await readAuditLength(scope);
      const object = { kind: 'audit-log', id: '' };
      await appendAudit(scope, {
        action: 'audit.exported',
        object,
        after: { format, ...filter, upTo: newest },
      });
      return newest;
    });
    const day = new Date(clock()).toISOString().slice(0, 10);
    reply.type(mediaTypeOf(format));
    reply.header('content-disposition', `attachment; filename="audit-${day}.${format}"`);
    reply.header('cache-control', 'no-store');
    const file = Readable.from(exportAudit(database, principal, { filter, upToSeq, format }));
    // The schema describes the file as text; on the way it is a stream, which passes by the serializer.
    return reply.send(file as unknown as string);
  });
}

function verify(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Compute the whole chain of entries anew, and say whether it holds' };
  const schema = described(words, { 200: auditVerdict });
  app.get('/api/audit/verify', { schema }, (request) =>
    database.withTenant(principalOf(request), (scope) => verifyAuditChain(scope)),
  );
}
