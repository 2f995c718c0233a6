import type { ResultEntryView } from '@project88/core/contract/displaySessions.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { lockDisplaySession } from './displaySessions.ts';
import { type Page, type PageRequest, readPage, TEXT_KEY } from './pages.ts';

const COLUMNS = `bib, status, gun_time_ms as "gunTimeMs", chip_time_ms as "chipTimeMs", splits,
  json_build_object('overall', place_overall, 'sex', place_sex, 'division', place_division) as places`;

const INSERT = `
  insert into session_results
    (tenant_id, display_session_id, bib, status, gun_time_ms, chip_time_ms, splits, place_overall, place_sex,
     place_division)
  select $1, $2, bib, status, "gunTimeMs", "chipTimeMs", splits, (places ->> 'overall')::integer,
         (places ->> 'sex')::integer, (places ->> 'division')::integer
  from json_to_recordset($3::json) as entry (
    bib text, status text, "gunTimeMs" bigint, "chipTimeMs" bigint, splits jsonb, places jsonb)`;

const REPLACE_BY_BIB = `
  on conflict (tenant_id, display_session_id, bib) do update set
    status = excluded.status, gun_time_ms = excluded.gun_time_ms, chip_time_ms = excluded.chip_time_ms,
    splits = excluded.splits, place_overall = excluded.place_overall, place_sex = excluded.place_sex,
    place_division = excluded.place_division`;

/**
 * Write results in the scope's transaction: replace the whole set, or with `merge` add to it and replace by bib.
 * A bib may come once. Batches of about 1,000 rows are best. Answers how many results the session has afterwards.
 * Throws `NOT_FOUND` when this tenant has no such session; when a batch throws, nothing is changed.
 */
export async function writeResults(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  batches: AsyncIterable<ResultEntryView[]>,
  { merge }: { merge: boolean },
): Promise<number> {
  const displaySession = [scope.tenantId, displaySessionId] as const;
  await lockDisplaySession(scope, displaySessionId);
  if (!merge) {
    await scope.sql(
      'delete from session_results where tenant_id = $1 and display_session_id = $2',
      displaySession,
    );
  }
  for await (const batch of batches) {
    await scope.sql(merge ? INSERT + REPLACE_BY_BIB : INSERT, [...displaySession, JSON.stringify(batch)]);
  }
  return recount(scope, displaySessionId);
}

async function recount(scope: TenantScope, displaySessionId: DisplaySessionId): Promise<number> {
  const [row] = await scope.sql<{ count: number }>(
    `update display_sessions
     set result_rows = (select count(*) from session_results where tenant_id = $1 and display_session_id = $2)
     where tenant_id = $1 and id = $2
     returning result_rows as count`,
    [scope.tenantId, displaySessionId],
  );
  return row?.count ?? 0;
}

/** By bib, as text. */
export async function listResults(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  request: PageRequest,
): Promise<Page<ResultEntryView>> {
  return readPage(request, {
    name: 'results',
    keyPattern: TEXT_KEY,
    keyOf: (row) => row.bib,
    fetch: (after, most) =>
      scope.sql<ResultEntryView>(
        `select ${COLUMNS} from session_results
         where tenant_id = $1 and display_session_id = $2 and bib > $3
         order by bib limit $4`,
        [scope.tenantId, displaySessionId, after ?? '', most],
      ),
  });
}

/** All results of a session, or those of some bibs. */
export async function loadResults(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  bibs?: readonly string[],
): Promise<ResultEntryView[]> {
  return scope.sql<ResultEntryView>(
    `select ${COLUMNS} from session_results
     where tenant_id = $1 and display_session_id = $2 and ($3::text[] is null or bib = any ($3))`,
    [scope.tenantId, displaySessionId, bibs ?? null],
  );
}

/** 0 also when this tenant has no such session. */
export async function countResults(scope: TenantScope, displaySessionId: DisplaySessionId): Promise<number> {
  const [row] = await scope.sql<{ count: number }>(
    `select result_rows as count from display_sessions where tenant_id = $1 and id = $2`,
    [scope.tenantId, displaySessionId],
  );
  return row?.count ?? 0;
}
