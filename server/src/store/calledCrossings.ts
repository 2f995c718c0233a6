import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';

/** A crossing that announcers have called, by what stays the same over a restart. */
export interface CalledRecord {
  receivedAtMs: InstantMs;
  location: string;
  tag: string;
}

/** The newest `most` that were called, in the order in which they were. */
export function listCalled(scope: TenantScope, id: DisplaySessionId, most: number): Promise<CalledRecord[]> {
  return scope.sql<CalledRecord>(
    `select received_at as "receivedAtMs", location, tag from (
       select * from called_crossings where tenant_id = $1 and display_session_id = $2
       order by called_at desc limit $3) newest
     order by called_at`,
    [scope.tenantId, id, most],
  );
}

/** Store ticks (`called: true`) and take others back, and keep only the newest `most` of the display session. */
export async function saveCalled(
  scope: TenantScope,
  id: DisplaySessionId,
  changes: readonly (CalledRecord & { called: boolean })[],
  most: number,
): Promise<void> {
  const ticked = changes.filter(({ called }) => called);
  const taken = changes.filter(({ called }) => !called);
  await scope.sql(
    `insert into called_crossings (tenant_id, display_session_id, received_at, location, tag, called_at)
     select $1, d.id, c.received_at, c.location, c.tag, $6::timestamptz
     from display_sessions d,
       unnest($3::timestamptz[], $4::text[], $5::text[]) as c (received_at, location, tag)
     where d.tenant_id = $1 and d.id = $2
     on conflict do nothing`,
    [scope.tenantId, id, ...columnsOf(ticked), timestamp(scope.now())],
  );
  await scope.sql(
    `delete from called_crossings c
     using unnest($3::timestamptz[], $4::text[], $5::text[]) as gone (received_at, location, tag)
     where c.tenant_id = $1 and c.display_session_id = $2 and c.received_at = gone.received_at
       and c.location = gone.location and c.tag = gone.tag`,
    [scope.tenantId, id, ...columnsOf(taken)],
  );
  await scope.sql(
    `delete from called_crossings c using (
       select received_at, location, tag from called_crossings
       where tenant_id = $1 and display_session_id = $2
       order by called_at desc, received_at desc offset $3) spare
     where c.tenant_id = $1 and c.display_session_id = $2 and c.received_at = spare.received_at
       and c.location = spare.location and c.tag = spare.tag`,
    [scope.tenantId, id, most],
  );
}

function columnsOf(records: readonly CalledRecord[]): [string[], string[], string[]] {
  return [
    records.map(({ receivedAtMs }) => timestamp(receivedAtMs)),
    records.map(({ location }) => location),
    records.map(({ tag }) => tag),
  ];
}
