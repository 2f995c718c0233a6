import type { PlaylistBody } from '@project88/core/contract/program.ts';
import type { PlaylistId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';
import { type Page, type PageRequest, readPage, UUID_KEY } from './pages.ts';

export interface PlaylistRecord extends PlaylistBody {
  id: PlaylistId;
  changedAtMs: InstantMs;
}

const COLUMNS = 'id, name, items, changed_at as "changedAtMs"';

/** Newest first. */
export function listPlaylists(scope: TenantScope, request: PageRequest): Promise<Page<PlaylistRecord>> {
  return readPage(request, {
    name: 'playlists',
    keyPattern: UUID_KEY,
    keyOf: (row) => row.id,
    fetch: (before, most) =>
      scope.sql<PlaylistRecord>(
        `select ${COLUMNS} from playlists
         where tenant_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
        [scope.tenantId, before, most],
      ),
  });
}

export async function getPlaylist(scope: TenantScope, id: PlaylistId): Promise<PlaylistRecord | null> {
  const [row] = await scope.sql<PlaylistRecord>(
    `select ${COLUMNS} from playlists where tenant_id = $1 and id = $2`,
    [scope.tenantId, id],
  );
  return row ?? null;
}

export async function createPlaylist(
  scope: TenantScope,
  { name, items }: PlaylistBody,
): Promise<PlaylistRecord> {
  const [row] = await scope.sql<PlaylistRecord>(
    `insert into playlists (tenant_id, id, name, items, changed_at) values ($1, $2, $3, $4, $5)
     returning ${COLUMNS}`,
    [scope.tenantId, newRowId<PlaylistId>(scope), name, JSON.stringify(items), timestamp(scope.now())],
  );
  if (row === undefined) throw new Error('insert returned no row');
  return row;
}

/** Null when this tenant has no such playlist. */
export async function changePlaylist(
  scope: TenantScope,
  id: PlaylistId,
  { name, items }: PlaylistBody,
): Promise<PlaylistRecord | null> {
  const [row] = await scope.sql<PlaylistRecord>(
    `update playlists set name = $3, items = $4, changed_at = $5 where tenant_id = $1 and id = $2
     returning ${COLUMNS}`,
    [scope.tenantId, id, name, JSON.stringify(items), timestamp(scope.now())],
  );
  return row ?? null;
}

/** Where it runs it ends. False when this tenant has no such playlist. */
export async function deletePlaylist(scope: TenantScope, id: PlaylistId): Promise<boolean> {
  const rows = await scope.sql('delete from playlists where tenant_id = $1 and id = $2 returning id', [
    scope.tenantId,
    id,
  ]);
  return rows.length > 0;
}
