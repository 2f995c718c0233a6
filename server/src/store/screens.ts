import type { ScreenSettingsBody } from '@project88/core/contract/program.ts';
import type { TemplateId } from '@project88/core/contract/templates.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';

/** A screen that is known by its key, and what an operator decided for it. */
export interface ScreenRecord {
  key: string;
  number: number;
  name: string;
  overscanPct: number;
  reducedMotion: boolean;
  message: string | null;
  templateId: TemplateId | null;
  lastSeenAtMs: InstantMs;
}

/** Screens of a display session that are remembered: twice as many as the largest venue has. */
export const SCREENS_REMEMBERED = 500;

const COLUMNS = `key, number, name, overscan_pct as "overscanPct", reduced_motion as "reducedMotion", message,
  template_id as "templateId", last_seen_at as "lastSeenAtMs"`;

/** All that are known, by number. At most `SCREENS_REMEMBERED`. */
export function listScreens(scope: TenantScope, id: DisplaySessionId): Promise<ScreenRecord[]> {
  return scope.sql<ScreenRecord>(
    `select ${COLUMNS} from screens where tenant_id = $1 and display_session_id = $2 order by number, key`,
    [scope.tenantId, id],
  );
}

const ONE = `select ${COLUMNS} from screens where tenant_id = $1 and display_session_id = $2 and key = $3`;

/** Null for a screen that is not known. */
export async function getScreen(
  scope: TenantScope,
  id: DisplaySessionId,
  key: string,
): Promise<ScreenRecord | null> {
  const [row] = await scope.sql<ScreenRecord>(ONE, [scope.tenantId, id, key]);
  return row ?? null;
}

/** The same, held until the transaction ends, so that two changes come one after the other. */
export async function lockScreen(
  scope: TenantScope,
  id: DisplaySessionId,
  key: string,
): Promise<ScreenRecord | null> {
  const [row] = await scope.sql<ScreenRecord>(`${ONE} for update`, [scope.tenantId, id, key]);
  return row ?? null;
}

/** Change what is given and keep the rest; the screen must be known. */
export async function changeScreen(
  scope: TenantScope,
  id: DisplaySessionId,
  key: string,
  change: ScreenSettingsBody,
): Promise<ScreenRecord> {
  const { name, overscanPct, reducedMotion, message, templateId } = change;
  const [row] = await scope.sql<ScreenRecord>(
    `update screens
     set name = coalesce($4, name), overscan_pct = coalesce($5, overscan_pct),
         reduced_motion = coalesce($6, reduced_motion),
         message = case when $7 then $8 else message end,
         template_id = case when $9 then $10 else template_id end
     where tenant_id = $1 and display_session_id = $2 and key = $3
     returning ${COLUMNS}`,
    [
      scope.tenantId,
      id,
      key,
      name ?? null,
      overscanPct ?? null,
      reducedMotion ?? null,
      message !== undefined,
      message ?? null,
      templateId !== undefined,
      templateId ?? null,
    ],
  );
  if (row === undefined) throw new Error('the screen is gone');
  return row;
}

export type SeenScreen = Pick<ScreenRecord, 'key' | 'number' | 'lastSeenAtMs'>;

/**
 * Remember screens that have been seen. Room for a new one is made by forgetting whoever was away longest and has
 * nothing decided for it, so that nobody with a link can push out what an operator made; if there is none, the new one
 * stays unknown.
 */
export async function rememberScreens(
  scope: TenantScope,
  id: DisplaySessionId,
  seen: readonly SeenScreen[],
): Promise<void> {
  await scope.sql(
    `insert into screens (tenant_id, display_session_id, key, number, last_seen_at)
     select $1, d.id, s.key, s.number, s.seen_at
     from display_sessions d, unnest($3::text[], $4::integer[], $5::timestamptz[]) as s (key, number, seen_at)
     where d.tenant_id = $1 and d.id = $2
     on conflict (tenant_id, display_session_id, key) do update
     set last_seen_at = greatest(screens.last_seen_at, excluded.last_seen_at)`,
    [
      scope.tenantId,
      id,
      seen.map(({ key }) => key),
      seen.map(({ number }) => number),
      seen.map(({ lastSeenAtMs }) => timestamp(lastSeenAtMs)),
    ],
  );
  await scope.sql(
    `delete from screens s using (
       select key from screens
       where tenant_id = $1 and display_session_id = $2
       order by (name <> '' or overscan_pct <> 0 or reduced_motion or message is not null
                 or template_id is not null) desc, last_seen_at desc, key
       offset $3) spare
     where s.tenant_id = $1 and s.display_session_id = $2 and s.key = spare.key`,
    [scope.tenantId, id, SCREENS_REMEMBERED],
  );
}
