import type { EntryNote } from '@project88/core/contract/program.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';

const COLUMNS = 'bib, vip, note, pronunciation';

/** All notes of a display session by bib; there are at most `SESSION_LIMITS.notes`. */
export function listEntryNotes(scope: TenantScope, id: DisplaySessionId): Promise<EntryNote[]> {
  return scope.sql<EntryNote>(
    `select ${COLUMNS} from entry_notes where tenant_id = $1 and display_session_id = $2 order by bib`,
    [scope.tenantId, id],
  );
}

/** The same for the live room. */
export async function loadEntryNotes(
  scope: TenantScope,
  id: DisplaySessionId,
): Promise<ReadonlyMap<string, EntryNote>> {
  const notes = await listEntryNotes(scope, id);
  return new Map(notes.map((note) => [note.bib, note]));
}

export async function getEntryNote(
  scope: TenantScope,
  id: DisplaySessionId,
  bib: string,
): Promise<EntryNote | null> {
  const [row] = await scope.sql<EntryNote>(
    `select ${COLUMNS} from entry_notes where tenant_id = $1 and display_session_id = $2 and bib = $3`,
    [scope.tenantId, id, bib],
  );
  return row ?? null;
}

/** Write a note, whether there was one or not. */
export async function writeEntryNote(
  scope: TenantScope,
  id: DisplaySessionId,
  { bib, vip, note, pronunciation }: EntryNote,
): Promise<void> {
  await scope.sql(
    `insert into entry_notes (tenant_id, display_session_id, bib, vip, note, pronunciation, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (tenant_id, display_session_id, bib) do update
     set vip = excluded.vip, note = excluded.note, pronunciation = excluded.pronunciation,
       changed_at = excluded.changed_at`,
    [scope.tenantId, id, bib, vip, note, pronunciation, timestamp(scope.now())],
  );
}

/** False when there was none. */
export async function deleteEntryNote(
  scope: TenantScope,
  id: DisplaySessionId,
  bib: string,
): Promise<boolean> {
  const rows = await scope.sql(
    'delete from entry_notes where tenant_id = $1 and display_session_id = $2 and bib = $3 returning bib',
    [scope.tenantId, id, bib],
  );
  return rows.length > 0;
}

export async function countEntryNotes(scope: TenantScope, id: DisplaySessionId): Promise<number> {
  const [row] = await scope.sql<{ count: number }>(
    'select count(*)::integer as count from entry_notes where tenant_id = $1 and display_session_id = $2',
    [scope.tenantId, id],
  );
  return row?.count ?? 0;
}

/** Copy all notes to another display session of the same partner. */
export async function copyEntryNotes(
  scope: TenantScope,
  from: DisplaySessionId,
  to: DisplaySessionId,
): Promise<void> {
  await scope.sql(
    `insert into entry_notes (tenant_id, display_session_id, bib, vip, note, pronunciation, changed_at)
     select tenant_id, $3, bib, vip, note, pronunciation, changed_at
     from entry_notes where tenant_id = $1 and display_session_id = $2`,
    [scope.tenantId, from, to],
  );
}
