import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';
import { type Page, type PageRequest, readPage } from './pages.ts';

/** The first read of a tag at a mat that a display session listens to. */
export interface CrossingRecord {
  tag: string;
  location: string;
  locationKey: string;
  timeOfDayMs: number;
  receivedAtMs: InstantMs;
}

/** Milliseconds of arrival, location and tag, as `keyOf` joins them. */
const CROSSING_KEY = /^\d{1,15}\t[^\t]{0,100}\t[^\t]{0,100}$/u;

/**
 * Crossings of a display session, newest first; with `tags` only theirs. Of all reads of a tag at a mat the first one
 * counts. A tag that is read again an hour later (a lap) is not a second row here.
 */
export function listCrossings(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  { tags, ...request }: PageRequest & { tags: readonly string[] | null },
): Promise<Page<CrossingRecord>> {
  return readPage<CrossingRecord>(request, {
    name: 'crossings',
    keyPattern: CROSSING_KEY,
    keyOf: ({ receivedAtMs, locationKey, tag }) => [receivedAtMs, locationKey, tag].join('\t'),
    fetch: (key, most) => fetchCrossings(scope, displaySessionId, { tags, key, most }),
  });
}

function fetchCrossings(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  { tags, key, most }: { tags: readonly string[] | null; key: string | null; most: number },
): Promise<CrossingRecord[]> {
  const [ms, locationKey = '', tag = ''] = key?.split('\t') ?? [];
  return scope.sql<CrossingRecord>(
    `select tag, location, location_key as "locationKey", time_of_day_ms as "timeOfDayMs",
       received_at as "receivedAtMs"
     from (
       select distinct on (r.location_key, r.tag) r.tag, r.location, r.location_key, r.time_of_day_ms, r.received_at
       from session_timing_streams b
       join reads r on r.tenant_id = b.tenant_id and r.timing_session_id = b.timing_session_id
       where b.tenant_id = $1 and b.display_session_id = $2 and r.tenant_id = $1 and r.kind = 'chip'
         and (b.locations is null or r.location_key = any (select lower(each) from unnest(b.locations) each))
         and ($3::text[] is null or r.tag = any ($3))
       order by r.location_key, r.tag, r.received_at
     ) first
     where $4::timestamptz is null or (received_at, location_key, tag) < ($4, $5, $6)
     order by received_at desc, location_key desc, tag desc limit $7`,
    [
      scope.tenantId,
      displaySessionId,
      tags,
      ms === undefined ? null : timestamp(Number(ms) as InstantMs),
      locationKey,
      tag,
      most,
    ],
  );
}
