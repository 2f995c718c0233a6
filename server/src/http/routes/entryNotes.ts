import { ProblemError } from '@project88/core/contract/errors.ts';
import { type EntryNote, entryNote, entryNoteBody, entryNotes } from '@project88/core/contract/program.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { appendAudit } from '../../store/audit.ts';
import { lockDisplaySession } from '../../store/displaySessions.ts';
import {
  countEntryNotes,
  deleteEntryNote,
  getEntryNote,
  listEntryNotes,
  writeEntryNote,
} from '../../store/entryNotes.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { displaySessionIdOf, existing } from '../displaySession.ts';
import { found, idParams } from '../ids.ts';
import { HTTP_LIMITS } from '../limits.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Display sessions';
const params = idParams.extend({ bib: z.string().min(1).max(40) });

/** What operators and announcers know of runners beyond the roster. */
export function entryNoteRoutes(app: App, parts: HttpParts): void {
  for (const route of [list, write, remove]) route(app, parts);
}

function list(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Notes about runners: VIPs, what to say, how a name is said' };
  const schema = { ...described(words, { 200: entryNotes }, 404), params: idParams };
  app.get('/api/sessions/:id/notes', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const { id } = await existing(scope, request);
      return { items: await listEntryNotes(scope, id) };
    }),
  );
}

function write(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'Write the note about a runner; a VIP comes on air before all others' };
  const schema = { ...described(words, { 200: entryNote }, 404, 422), params, body: entryNoteBody };
  app.put('/api/sessions/:id/notes/:bib', { schema }, async (request) => {
    const principal = principalOf(request);
    const id = displaySessionIdOf(request);
    const after: EntryNote = { bib: request.params.bib, ...request.body };
    await database.withTenant(principal, (scope) => put(scope, id, after));
    await hub.refresh(principal.tenantId, id, 'notes');
    return after;
  });
}

/** Throws `NOT_FOUND` and `QUOTA_REACHED`. */
async function put(scope: TenantScope, id: DisplaySessionId, after: EntryNote): Promise<void> {
  await lockDisplaySession(scope, id);
  const before = await getEntryNote(scope, id, after.bib);
  const limit = HTTP_LIMITS.entryNotes;
  if (before === null && (await countEntryNotes(scope, id)) >= limit) {
    throw new ProblemError('QUOTA_REACHED', { what: 'notes of this display session', limit });
  }
  await writeEntryNote(scope, id, after);
  await appendAudit(scope, { action: 'note.written', object: objectOf(id), before, after });
}

function remove(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'Take the note about a runner away' };
  const schema = { ...described(words, { 204: z.null() }, 404), params };
  app.delete('/api/sessions/:id/notes/:bib', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const { bib } = request.params;
    const id = await database.withTenant(principal, async (scope) => {
      const record = await existing(scope, request);
      const before = found(await getEntryNote(scope, record.id, bib), 'note');
      await deleteEntryNote(scope, record.id, bib);
      await appendAudit(scope, { action: 'note.deleted', object: objectOf(record.id), before });
      return record.id;
    });
    await hub.refresh(principal.tenantId, id, 'notes');
    return reply.code(204).send(null);
  });
}

function objectOf(id: DisplaySessionId) {
  return { kind: 'display-session', id };
}
