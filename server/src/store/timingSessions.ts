import type { TimingSessionId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';

/** What is known about a timing session beside its reads. */
export interface TimingSessionRecord {
  id: TimingSessionId;
  connectionId: string | null;
  program: string;
  programVersion: string;
  remoteAddress: string;
  timingKeyUser: string | null;
  eventName: string;
  firstSeenAtMs: InstantMs;
  lastSeenAtMs: InstantMs;
}

const UPSERT = `
  insert into timing_sessions (
    tenant_id, id, connection_id, program, program_version, remote_address, timing_key_user, event_name,
    first_seen_at, last_seen_at
  ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  on conflict (tenant_id, id) do update set
    connection_id = coalesce(excluded.connection_id, timing_sessions.connection_id),
    program = excluded.program,
    program_version = excluded.program_version,
    remote_address = excluded.remote_address,
    timing_key_user = excluded.timing_key_user,
    event_name = case when excluded.event_name = '' then timing_sessions.event_name else excluded.event_name end,
    first_seen_at = least(timing_sessions.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(timing_sessions.last_seen_at, excluded.last_seen_at)`;

/** Add a timing session, or note what is new about it. */
export async function saveTimingSession(scope: TenantScope, record: TimingSessionRecord): Promise<void> {
  await scope.sql(UPSERT, [
    scope.tenantId,
    record.id,
    record.connectionId,
    record.program,
    record.programVersion,
    record.remoteAddress,
    record.timingKeyUser,
    record.eventName,
    timestamp(record.firstSeenAtMs),
    timestamp(record.lastSeenAtMs),
  ]);
}
