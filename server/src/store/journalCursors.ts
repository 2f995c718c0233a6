import type { TenantScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';

/** How far this journal has been read into the database, or 0. */
export async function readCursor(scope: TenantScope, journalId: string): Promise<number> {
  const [row] = await scope.sql<{ position: number }>(
    'select position from journal_cursors where tenant_id = $1 and journal_id = $2',
    [scope.tenantId, journalId],
  );
  return row?.position ?? 0;
}

/** Note how far this journal has been read: in the same transaction as what was read. It never goes back. */
export async function moveCursor(scope: TenantScope, journalId: string, position: number): Promise<void> {
  await scope.sql(
    `insert into journal_cursors (tenant_id, journal_id, position, updated_at) values ($1, $2, $3, $4)
     on conflict (tenant_id, journal_id) do update set
       position = greatest(journal_cursors.position, excluded.position), updated_at = excluded.updated_at`,
    [scope.tenantId, journalId, position, timestamp(scope.now())],
  );
}
