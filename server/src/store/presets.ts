import type { PresetBody } from '@project88/core/contract/program.ts';
import type { PresetId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';
import { type Page, type PageRequest, readPage, UUID_KEY } from './pages.ts';

export interface PresetRecord extends PresetBody {
  id: PresetId;
  changedAtMs: InstantMs;
}

const COLUMNS = `id, name, mode, template_id as "templateId", playlist_id as "playlistId",
  changed_at as "changedAtMs"`;

/** Newest first. */
export function listPresets(scope: TenantScope, request: PageRequest): Promise<Page<PresetRecord>> {
  return readPage(request, {
    name: 'presets',
    keyPattern: UUID_KEY,
    keyOf: (row) => row.id,
    fetch: (before, most) =>
      scope.sql<PresetRecord>(
        `select ${COLUMNS} from session_presets
         where tenant_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
        [scope.tenantId, before, most],
      ),
  });
}

export async function createPreset(scope: TenantScope, preset: PresetBody): Promise<PresetRecord> {
  const [row] = await scope.sql<PresetRecord>(
    `insert into session_presets (tenant_id, id, name, mode, template_id, playlist_id, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`,
    [scope.tenantId, newRowId<PresetId>(scope), ...valuesOf(preset), timestamp(scope.now())],
  );
  if (row === undefined) throw new Error('insert returned no row');
  return row;
}

/** Null when this tenant has no such preset. */
export async function changePreset(
  scope: TenantScope,
  id: PresetId,
  preset: PresetBody,
): Promise<PresetRecord | null> {
  const [row] = await scope.sql<PresetRecord>(
    `update session_presets set name = $3, mode = $4, template_id = $5, playlist_id = $6, changed_at = $7
     where tenant_id = $1 and id = $2 returning ${COLUMNS}`,
    [scope.tenantId, id, ...valuesOf(preset), timestamp(scope.now())],
  );
  return row ?? null;
}

/** What it was; null when this tenant has no such preset. */
export async function deletePreset(scope: TenantScope, id: PresetId): Promise<PresetRecord | null> {
  const [row] = await scope.sql<PresetRecord>(
    `delete from session_presets where tenant_id = $1 and id = $2 returning ${COLUMNS}`,
    [scope.tenantId, id],
  );
  return row ?? null;
}

function valuesOf({ name, mode, templateId, playlistId }: PresetBody) {
  return [name, mode, templateId, playlistId] as const;
}
