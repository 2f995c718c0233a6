import type { StreamId, TimingSessionId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';

/** A line that could not be used, with the reason and its bytes. */
export interface RejectedLine {
  streamId: StreamId;
  lineNumber: number;
  timingSessionId: TimingSessionId | null;
  reason: string;
  field: string | null;
  detail: string;
  raw: Uint8Array;
  receivedAtMs: InstantMs;
}

const INSERT = `
  insert into rejected_lines (
    tenant_id, stream_id, line_number, timing_session_id, reason, field, detail, raw, received_at
  )
  select
    $1, each.stream_id, each.line_number, each.timing_session_id, each.reason, each.field, each.detail, each.raw,
    timestamptz '1970-01-01 00:00+00' + each.received_at_ms * interval '1 millisecond'
  from unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::bytea[], $9::bigint[])
    as each (stream_id, line_number, timing_session_id, reason, field, detail, raw, received_at_ms)
  on conflict do nothing`;

/** Add rejected lines; those that are there already stay as they are. */
export async function insertRejectedLines(scope: TenantScope, lines: readonly RejectedLine[]): Promise<void> {
  if (lines.length === 0) return;
  await scope.sql(INSERT, [
    scope.tenantId,
    lines.map((line) => line.streamId),
    lines.map((line) => line.lineNumber),
    lines.map((line) => line.timingSessionId),
    lines.map((line) => line.reason),
    lines.map((line) => line.field),
    lines.map((line) => line.detail),
    lines.map((line) => line.raw),
    lines.map((line) => line.receivedAtMs),
  ]);
}

interface RejectedRow {
  stream_id: StreamId;
  line_number: number;
  timing_session_id: TimingSessionId | null;
  reason: string;
  field: string | null;
  detail: string;
  raw: Buffer;
  received_at: InstantMs;
}

/** The newest rejected lines of a timing session, at most `limit`. */
export async function listRejectedLines(
  scope: TenantScope,
  timingSessionId: TimingSessionId,
  limit: number,
): Promise<RejectedLine[]> {
  const rows = await scope.sql<RejectedRow>(
    `select stream_id, line_number, timing_session_id, reason, field, detail, raw, received_at
     from rejected_lines
     where tenant_id = $1 and timing_session_id = $2
     order by received_at desc, stream_id desc, line_number desc
     limit $3`,
    [scope.tenantId, timingSessionId, limit],
  );
  return rows.map((row) => ({
    streamId: row.stream_id,
    lineNumber: row.line_number,
    timingSessionId: row.timing_session_id,
    reason: row.reason,
    field: row.field,
    detail: row.detail,
    raw: row.raw,
    receivedAtMs: row.received_at,
  }));
}
