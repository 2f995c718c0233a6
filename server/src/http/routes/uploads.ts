import type { Readable } from 'node:stream';
import type { AuditAction } from '@project88/core/contract/auditActions.ts';
import { pageOf, pageQuery } from '@project88/core/contract/common.ts';
import { rosterEntry, uploadQuery, uploadReport } from '@project88/core/contract/displaySessions.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { RefreshPart } from '../../live/types.ts';
import { appendAudit } from '../../store/audit.ts';
import { findSharedChip, listRoster, writeRoster } from '../../store/rosterEntries.ts';
import { writeResults } from '../../store/sessionResults.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { existing } from '../displaySession.ts';
import { idParams } from '../ids.ts';
import { HTTP_LIMITS } from '../limits.ts';
import type { App, HttpParts } from '../types.ts';
import { resultsUpload, rosterUpload, type UploadKind } from '../upload/kinds.ts';
import { receiveUpload, type Upload } from '../upload/receive.ts';

const tag = 'Rosters and results';
const FORMS =
  'As `text/csv` (comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1252) or as `application/json` ' +
  '`{"entries":[…]}`. All or nothing unless `partial=true`; replaces the whole set unless `merge=true`.';

type Write<Entry> = (
  scope: TenantScope,
  id: DisplaySessionId,
  batches: AsyncIterable<Entry[]>,
  options: { merge: boolean },
) => Promise<number>;

/** One kind of upload with where it goes. */
interface Door<Field extends string, Entry extends { bib: string }> {
  kind: UploadKind<Field, Entry>;
  write: Write<Entry>;
  part: Extract<RefreshPart, 'roster' | 'results'>;
  action: AuditAction;
}

/** Files and feeds that fill a display session. */
export function uploadRoutes(app: App, parts: HttpParts): void {
  app.get(
    '/api/sessions/:id/roster',
    {
      schema: {
        ...described(
          { tag, summary: 'The roster, in the order of the upload' },
          { 200: pageOf(rosterEntry) },
          404,
        ),
        params: idParams,
        querystring: pageQuery,
      },
    },
    (request) =>
      parts.database.withTenant(principalOf(request), async (scope) => {
        const { id } = await existing(scope, request);
        return listRoster(scope, id, request.query);
      }),
  );

  // The bodies below are read as streams; elsewhere they would be held in memory whole and checked at the end.
  app.register(async (uploads: App) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    const roster = {
      kind: rosterUpload,
      write: writeRoster,
      part: 'roster',
      action: 'roster.uploaded',
    } as const;
    const results = {
      kind: resultsUpload,
      write: writeResults,
      part: 'results',
      action: 'results.uploaded',
    } as const;

    uploads.put(
      '/api/sessions/:id/roster',
      { bodyLimit: HTTP_LIMITS.uploadBytes, schema: uploadSchema('Replace or extend the roster') },
      (request, reply) => receive(request, reply, parts, roster),
    );
    uploads.put(
      '/api/sessions/:id/results',
      { bodyLimit: HTTP_LIMITS.uploadBytes, schema: uploadSchema('Replace or extend the results') },
      (request, reply) => receive(request, reply, parts, results),
    );
  });
}

function uploadSchema(summary: string) {
  return {
    ...described({ tag, summary, description: FORMS }, { 200: uploadReport }, 404, 409, 413, 415, 422),
    params: idParams,
    querystring: uploadQuery,
  };
}

type UploadRequest = Pick<FastifyRequest, 'headers' | 'body' | 'raw' | 'principal'> & {
  params: z.output<typeof idParams>;
  query: z.output<typeof uploadQuery>;
};

async function receive<Field extends string, Entry extends { bib: string }>(
  request: FastifyRequest & UploadRequest,
  reply: FastifyReply,
  { database, hub }: HttpParts,
  { kind, write, part, action }: Door<Field, Entry>,
) {
  const principal = principalOf(request);
  const body = (request.body ?? request.raw) as Readable;
  const { partial, merge } = request.query;
  try {
    // First of all, so that a wrong id does not read 64 MB.
    const { id } = await database.withTenant(principal, (scope) => existing(scope, request));
    const upload = await receiveUpload(kind, body, request.headers['content-type']);
    refuseProblems(kind, upload, partial);
    await database.withTenant(principal, async (scope) => {
      const total = await write(scope, id, batchesOf(upload.entries), { merge });
      refuseTooMany(total);
      if (merge && part === 'roster') await refuseSharedChips(scope, id);
      const object = { kind: 'display-session', id };
      const { accepted, rejected } = upload.report;
      // Counts alone: the log outlives the roster, and people in it have the right to be forgotten.
      await appendAudit(scope, { action, object, after: { accepted, rejected, total, merge, partial } });
    });
    const bibs = merge && part === 'results' ? upload.entries.map((entry) => entry.bib) : undefined;
    await hub.refresh(principal.tenantId, id, part, bibs);
    return upload.report;
  } catch (error) {
    await readToEnd(body, reply);
    throw error;
  }
}

/** With `partial` some good rows are enough; none at all would empty what is there, which nobody means. */
function refuseProblems<Entry>(
  { invalid }: Pick<UploadKind<string, Entry>, 'invalid'>,
  { report }: Upload<Entry>,
  partial: boolean,
): void {
  const { received, accepted, rejected } = report;
  if (rejected === 0 || (partial && accepted > 0)) return;
  throw new ProblemError(invalid, { received, rejected }, report);
}

function refuseTooMany(total: number): void {
  if (total <= HTTP_LIMITS.uploadRows) return;
  throw new ProblemError('ROSTER_TOO_LARGE', { limit: HTTP_LIMITS.uploadRows });
}

/** Rows of one upload were checked against each other; merged ones meet those that were there before. */
async function refuseSharedChips(scope: TenantScope, id: DisplaySessionId): Promise<void> {
  const shared = await findSharedChip(scope, id);
  if (shared === null) return;
  const reason = `Chip ${shared.chip} would belong to the bibs ${shared.bibs.join(' and ')}; nothing was changed.`;
  throw new ProblemError('CONFLICT', { reason });
}

async function* batchesOf<Entry>(entries: readonly Entry[]): AsyncGenerator<Entry[]> {
  for (let from = 0; from < entries.length; from += HTTP_LIMITS.uploadBatchRows) {
    yield entries.slice(from, from + HTTP_LIMITS.uploadBatchRows);
  }
}

/**
 * Take in the rest of a refused body and drop it: most senders look at the answer only after they sent everything. A
 * body beyond the limit is cut off with its connection.
 */
async function readToEnd(body: Readable, reply: FastifyReply): Promise<void> {
  let bytes = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= HTTP_LIMITS.uploadBytes) continue;
    reply.header('connection', 'close');
    return;
  }
}
