import type { DisplaySessionId, TimingSessionId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';

/** A timing session that feeds a display session. */
export interface BoundStreamRecord {
  timingSessionId: TimingSessionId;
  /** Only these mats; null: all of them. */
  locations: string[] | null;
  boundAtMs: InstantMs;
}

/** Bind, or change the locations of what is bound. The display session must exist (foreign key). */
export async function bindStream(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  stream: Omit<BoundStreamRecord, 'boundAtMs'>,
): Promise<void> {
  await scope.sql(
    `insert into session_timing_streams (tenant_id, display_session_id, timing_session_id, locations, bound_at)
     values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, display_session_id, timing_session_id)
       do update set locations = excluded.locations, bound_at = excluded.bound_at`,
    [scope.tenantId, displaySessionId, stream.timingSessionId, stream.locations, timestamp(scope.now())],
  );
}

/** In the order of binding. */
export async function listBoundStreams(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
): Promise<BoundStreamRecord[]> {
  return scope.sql<BoundStreamRecord>(
    `select timing_session_id as "timingSessionId", locations, bound_at as "boundAtMs"
     from session_timing_streams
     where tenant_id = $1 and display_session_id = $2
     order by bound_at, timing_session_id`,
    [scope.tenantId, displaySessionId],
  );
}

/** False when it was not bound. */
export async function unbindStream(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  timingSessionId: TimingSessionId,
): Promise<boolean> {
  const rows = await scope.sql(
    `delete from session_timing_streams
     where tenant_id = $1 and display_session_id = $2 and timing_session_id = $3
     returning timing_session_id`,
    [scope.tenantId, displaySessionId, timingSessionId],
  );
  return rows.length > 0;
}

/** Bind what one display session has to another one of the same partner, too. */
export async function copyBoundStreams(
  scope: TenantScope,
  from: DisplaySessionId,
  to: DisplaySessionId,
): Promise<void> {
  await scope.sql(
    `insert into session_timing_streams (tenant_id, display_session_id, timing_session_id, locations, bound_at)
     select tenant_id, $3, timing_session_id, locations, $4
     from session_timing_streams where tenant_id = $1 and display_session_id = $2`,
    [scope.tenantId, from, to, timestamp(scope.now())],
  );
}
