import type { TimingSessionId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';

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
  )
  select
    $1, each.id, each.connection_id, each.program, each.program_version, each.remote_address, each.timing_key_user,
    each.event_name,
    timestamptz '1970-01-01 00:00+00' + each.first_seen_ms * interval '1 millisecond',
    timestamptz '1970-01-01 00:00+00' + each.last_seen_ms * interval '1 millisecond'
  from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[])
    as each (
      id, connection_id, program, program_version, remote_address, timing_key_user, event_name, first_seen_ms,
      last_seen_ms
    )
  on conflict (tenant_id, id) do update set
    connection_id = coalesce(excluded.connection_id, timing_sessions.connection_id),
    program = excluded.program,
    program_version = excluded.program_version,
    remote_address = excluded.remote_address,
    timing_key_user = excluded.timing_key_user,
    event_name = case when excluded.event_name = '' then timing_sessions.event_name else excluded.event_name end,
    first_seen_at = least(timing_sessions.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(timing_sessions.last_seen_at, excluded.last_seen_at)`;

/** Add timing sessions, or note what is new about them. Each may come once in a call. */
export async function saveTimingSessions(
  scope: TenantScope,
  records: readonly TimingSessionRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await scope.sql(UPSERT, [
    scope.tenantId,
    records.map((record) => record.id),
    records.map((record) => record.connectionId),
    records.map((record) => record.program),
    records.map((record) => record.programVersion),
    records.map((record) => record.remoteAddress),
    records.map((record) => record.timingKeyUser),
    records.map((record) => record.eventName),
    records.map((record) => record.firstSeenAtMs),
    records.map((record) => record.lastSeenAtMs),
  ]);
}
