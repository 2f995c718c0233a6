import type { TimingSessionId } from '@project88/core/ids/ids.ts';
import type { Read, ReadKind } from '@project88/core/reads/read.ts';
import type { InstantMs, WallMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';

/** A read with what the store adds: the key of its content, and its moment by the partner's zone when it is known. */
export interface StoredRead extends Read {
  locationKey: string;
  contentKey: number;
  atMs: InstantMs | null;
}

const INSERT = `
  insert into reads (
    tenant_id, timing_session_id, location_key, seq, content_key, stream_id, line_number, kind, location, tag,
    time_text, wall, at, time_of_day_ms, lap, reader, antenna, received_at
  )
  select
    $1, each.timing_session_id, each.location_key, each.seq, each.content_key, each.stream_id, each.line_number,
    each.kind, each.location, each.tag, each.time_text,
    timestamp '1970-01-01' + each.wall_ms * interval '1 millisecond',
    timestamptz '1970-01-01 00:00+00' + each.at_ms * interval '1 millisecond',
    each.time_of_day_ms, each.lap, each.reader, each.antenna,
    timestamptz '1970-01-01 00:00+00' + each.received_at_ms * interval '1 millisecond'
  from unnest(
    $2::uuid[], $3::text[], $4::integer[], $5::bigint[], $6::uuid[], $7::bigint[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::bigint[], $13::bigint[], $14::integer[], $15::integer[], $16::text[],
    $17::text[], $18::bigint[]
  ) as each (
    timing_session_id, location_key, seq, content_key, stream_id, line_number, kind, location,
    tag, time_text, wall_ms, at_ms, time_of_day_ms, lap, reader,
    antenna, received_at_ms
  )
  on conflict do nothing`;

/** Add reads; those that are there already stay as they are. Their timing sessions must exist. */
export async function insertReads(scope: TenantScope, reads: readonly StoredRead[]): Promise<void> {
  if (reads.length === 0) return;
  await scope.sql(INSERT, [
    scope.tenantId,
    reads.map((read) => read.timingSessionId),
    reads.map((read) => read.locationKey),
    reads.map((read) => read.seq),
    reads.map((read) => read.contentKey),
    reads.map((read) => read.streamId),
    reads.map((read) => read.lineNumber),
    reads.map((read) => read.kind),
    reads.map((read) => read.location),
    reads.map((read) => read.tag),
    reads.map((read) => read.timeText),
    reads.map((read) => read.wallMs),
    reads.map((read) => read.atMs),
    reads.map((read) => read.timeOfDayMs),
    reads.map((read) => read.lap),
    reads.map((read) => read.reader),
    reads.map((read) => read.antenna),
    reads.map((read) => read.receivedAtMs),
  ]);
}

interface ReadRow {
  location: string;
  location_key: string;
  seq: number;
  content_key: number;
  stream_id: string;
  line_number: number;
  kind: ReadKind;
  tag: string;
  time_text: string;
  wall_ms: number | null;
  at: InstantMs | null;
  time_of_day_ms: number;
  lap: number | null;
  reader: string;
  antenna: string;
  received_at: InstantMs;
}

const LIST = `
  select location, location_key, seq, content_key, stream_id, line_number, kind, tag, time_text,
    (extract(epoch from wall) * 1000)::bigint as wall_ms, at, time_of_day_ms, lap, reader, antenna, received_at
  from reads
  where tenant_id = $1 and timing_session_id = $2 and (location_key, seq, content_key) > ($3, $4, $5)
  order by location_key, seq, content_key
  limit $6`;

/** Where a page of reads begins: behind this read, in the order of location, number and content. */
export type ReadsAfter = Pick<StoredRead, 'locationKey' | 'seq' | 'contentKey'>;

/** Reads of one timing session by location and number, at most `limit`, after the last one of the page before. */
export async function listReads(
  scope: TenantScope,
  timingSessionId: TimingSessionId,
  { after, limit }: { after: ReadsAfter | null; limit: number },
): Promise<StoredRead[]> {
  const { locationKey, seq, contentKey } = after ?? { locationKey: '', seq: 0, contentKey: 0 };
  const rows = await scope.sql<ReadRow>(LIST, [
    scope.tenantId,
    timingSessionId,
    locationKey,
    seq,
    contentKey,
    limit,
  ]);
  return rows.map((row) => ({
    tenantId: scope.tenantId,
    timingSessionId,
    streamId: row.stream_id as StoredRead['streamId'],
    lineNumber: row.line_number,
    kind: row.kind,
    location: row.location,
    locationKey: row.location_key,
    seq: row.seq,
    contentKey: row.content_key,
    tag: row.tag,
    timeText: row.time_text,
    wallMs: row.wall_ms as WallMs | null,
    atMs: row.at,
    timeOfDayMs: row.time_of_day_ms,
    lap: row.lap,
    reader: row.reader,
    antenna: row.antenna,
    receivedAtMs: row.received_at,
  }));
}

/** Reads of one timing session that are stored. */
export async function countReads(scope: TenantScope, timingSessionId: TimingSessionId): Promise<number> {
  const [row] = await scope.sql<{ reads: number }>(
    'select count(*) as reads from reads where tenant_id = $1 and timing_session_id = $2',
    [scope.tenantId, timingSessionId],
  );
  return row?.reads ?? 0;
}
