import type { DisplaySessionId, TenantId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { Database, TenantScope } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';

/** One minute of one display session. */
export interface MinuteRecord {
  minuteMs: InstantMs;
  reads: number;
  /** Cards that left the air, and how long they were there, together, in ms. */
  namesShown: number;
  dwellMs: number;
  backlogMost: number;
  screens: number;
  latencyP50Ms: number | null;
  latencyP99Ms: number | null;
}

export interface SponsorRecord {
  name: string;
  plays: number;
  shownMs: number;
}

/**
 * Write minutes of display sessions. A minute that comes twice is written once, and one of a display session that is gone
 * is nobody's.
 */
async function writeMinutes(
  scope: TenantScope,
  minutes: readonly (MinuteRecord & { displaySessionId: DisplaySessionId })[],
): Promise<void> {
  await scope.sql(
    `insert into session_analytics (tenant_id, display_session_id, minute, reads, names_shown, dwell_ms, backlog_most,
       screens, latency_p50_ms, latency_p99_ms)
     select s.tenant_id, s.id, timestamptz '1970-01-01 00:00+00' + each."minuteMs" * interval '1 millisecond', each.reads,
       each."namesShown", each."dwellMs", each."backlogMost", each.screens, each."latencyP50Ms", each."latencyP99Ms"
     from json_to_recordset($2::json) as each (
       "displaySessionId" uuid, "minuteMs" bigint, reads integer, "namesShown" integer, "dwellMs" bigint,
       "backlogMost" integer, screens integer, "latencyP50Ms" integer, "latencyP99Ms" integer)
     join display_sessions s on s.tenant_id = $1 and s.id = each."displaySessionId"
     on conflict do nothing`,
    [scope.tenantId, JSON.stringify(minutes)],
  );
}

/** Add to what is counted of a display session's sponsors. */
async function addSponsorPlays(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  plays: readonly SponsorRecord[],
): Promise<void> {
  await scope.sql(
    `insert into sponsor_plays (tenant_id, display_session_id, name, plays, shown_ms)
     select s.tenant_id, s.id, each.name, each.plays, each."shownMs"
     from json_to_recordset($3::json) as each (name text, plays integer, "shownMs" bigint)
     join display_sessions s on s.tenant_id = $1 and s.id = $2
     on conflict (tenant_id, display_session_id, name) do update
     set plays = sponsor_plays.plays + excluded.plays, shown_ms = sponsor_plays.shown_ms + excluded.shown_ms`,
    [scope.tenantId, displaySessionId, JSON.stringify(plays)],
  );
}

/** The last minutes of a display session, oldest first, at most so many. */
export async function listMinutes(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  most: number,
): Promise<MinuteRecord[]> {
  const rows = await scope.sql<MinuteRecord>(
    `select minute as "minuteMs", reads, names_shown as "namesShown", dwell_ms as "dwellMs",
       backlog_most as "backlogMost", screens, latency_p50_ms as "latencyP50Ms", latency_p99_ms as "latencyP99Ms"
     from session_analytics where tenant_id = $1 and display_session_id = $2 order by minute desc limit $3`,
    [scope.tenantId, displaySessionId, most],
  );
  return rows.reverse();
}

export function listSponsorPlays(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
): Promise<SponsorRecord[]> {
  return scope.sql<SponsorRecord>(
    `select name, plays, shown_ms as "shownMs" from sponsor_plays
     where tenant_id = $1 and display_session_id = $2 order by shown_ms desc, name`,
    [scope.tenantId, displaySessionId],
  );
}

/** What one display session adds: its minutes, and what its sponsors got. */
interface SessionNumbers {
  displaySessionId: DisplaySessionId;
  minutes: readonly MinuteRecord[];
  sponsors: readonly SponsorRecord[];
}

/** Writes the numbers of a partner's display sessions in one transaction. */
export function storedAnalytics(database: Database) {
  return (tenantId: TenantId, numbers: readonly SessionNumbers[]): Promise<void> =>
    database.withTenant(systemPrincipal(tenantId, 'analytics'), async (scope) => {
      await writeMinutes(
        scope,
        numbers.flatMap(({ displaySessionId, minutes }) =>
          minutes.map((minute) => ({ ...minute, displaySessionId })),
        ),
      );
      for (const { displaySessionId, sponsors } of numbers) {
        if (sponsors.length > 0) await addSponsorPlays(scope, displaySessionId, sponsors);
      }
    });
}
