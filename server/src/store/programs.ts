import type { TemplateId } from '@project88/core/contract/templates.ts';
import type { DisplaySessionId, PlaylistId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { timestampOrNull } from './instants.ts';

/** What is on air in a display session, as it is kept over a restart. */
export interface ProgramRecord {
  programRev: number;
  templateId: TemplateId;
  templateVersion: number | null;
  message: string | null;
  messageAtMs: InstantMs | null;
  blackout: boolean;
  resting: boolean;
  frozen: boolean;
  playlistId: PlaylistId | null;
  playlistSinceMs: InstantMs | null;
}

/** Null when this tenant has no such display session. */
export async function getProgram(scope: TenantScope, id: DisplaySessionId): Promise<ProgramRecord | null> {
  const [row] = await scope.sql<ProgramRecord>(
    `select program_rev as "programRev", template_id as "templateId", template_version as "templateVersion", message,
            message_at as "messageAtMs", blackout, resting, frozen, playlist_id as "playlistId",
            playlist_since as "playlistSinceMs"
     from display_sessions where tenant_id = $1 and id = $2`,
    [scope.tenantId, id],
  );
  return row ?? null;
}

/** A playlist that was deleted meanwhile is not kept. */
export async function setProgram(
  scope: TenantScope,
  id: DisplaySessionId,
  program: ProgramRecord,
): Promise<void> {
  await scope.sql(
    `update display_sessions d
     set program_rev = $3, template_id = $4, template_version = $5, message = $6, message_at = $7, blackout = $8,
         resting = $9, frozen = $10,
         playlist_id = (select p.id from playlists p where p.tenant_id = $1 and p.id = $11), playlist_since = $12
     where d.tenant_id = $1 and d.id = $2 and d.program_rev <= $3`,
    [
      scope.tenantId,
      id,
      program.programRev,
      program.templateId,
      program.templateVersion,
      program.message,
      timestampOrNull(program.messageAtMs),
      program.blackout,
      program.resting,
      program.frozen,
      program.playlistId,
      timestampOrNull(program.playlistSinceMs),
    ],
  );
}
