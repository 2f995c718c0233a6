import type { RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { searchKey, searchWords } from '@project88/core/roster/searchKey.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { lockDisplaySession } from './displaySessions.ts';
import { INTEGER_KEY, type Page, type PageRequest, readPage } from './pages.ts';

/** `ordinal` is the place in the uploaded list, from 1. */
type RosterRow = RosterEntryView & { ordinal: number };

const COLUMNS = `bib, chips, first_name as "firstName", last_name as "lastName", sex, age, city, region, country,
  club, race, wave, division, note`;

/** Rows go as one JSON parameter: cheaper per row than an array per column, and chips keep their own array. */
const INSERT = `
  insert into roster_entries
    (tenant_id, display_session_id, ordinal, bib, chips, first_name, last_name, sex, age, city, region, country,
     club, race, wave, division, note, search_key)
  select $1, $2, ordinal, bib, chips, "firstName", "lastName", sex, age, city, region, country,
         club, race, wave, division, note, "searchKey"
  from json_to_recordset($3::json) as entry (
    ordinal integer, bib text, chips text[], "firstName" text, "lastName" text, sex text, age integer, city text,
    region text, country text, club text, race text, wave text, division text, note text, "searchKey" text)`;

const REPLACE_BY_BIB = `
  on conflict (tenant_id, display_session_id, bib) do update set
    chips = excluded.chips, first_name = excluded.first_name, last_name = excluded.last_name, sex = excluded.sex,
    age = excluded.age, city = excluded.city, region = excluded.region, country = excluded.country,
    club = excluded.club, race = excluded.race, wave = excluded.wave, division = excluded.division,
    note = excluded.note, search_key = excluded.search_key`;

/**
 * Write a roster in the scope's transaction: replace the whole list, or with `merge` add to it and replace by bib.
 * A bib may come once. Batches of about 1,000 rows are best. Answers how many entries the session has afterwards.
 * Throws `NOT_FOUND` when this tenant has no such session; when a batch throws, nothing is changed.
 */
export async function writeRoster(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  batches: AsyncIterable<RosterEntryView[]>,
  { merge }: { merge: boolean },
): Promise<number> {
  const displaySession = [scope.tenantId, displaySessionId] as const;
  await lockDisplaySession(scope, displaySessionId);
  if (!merge) {
    await scope.sql(
      'delete from roster_entries where tenant_id = $1 and display_session_id = $2',
      displaySession,
    );
  }
  let ordinal = merge ? await lastOrdinal(scope, displaySessionId) : 0;
  for await (const batch of batches) {
    const rows = JSON.stringify(
      batch.map((entry, index) => ({ ...entry, ordinal: ordinal + index + 1, searchKey: searchKey(entry) })),
    );
    await scope.sql(merge ? INSERT + REPLACE_BY_BIB : INSERT, [...displaySession, rows]);
    ordinal += batch.length;
  }
  return recount(scope, displaySessionId);
}

async function lastOrdinal(scope: TenantScope, displaySessionId: DisplaySessionId): Promise<number> {
  const [row] = await scope.sql<{ last: number | null }>(
    `select max(ordinal) as last from roster_entries where tenant_id = $1 and display_session_id = $2`,
    [scope.tenantId, displaySessionId],
  );
  return row?.last ?? 0;
}

async function recount(scope: TenantScope, displaySessionId: DisplaySessionId): Promise<number> {
  const [row] = await scope.sql<{ count: number }>(
    `update display_sessions
     set roster_rows = (select count(*) from roster_entries where tenant_id = $1 and display_session_id = $2)
     where tenant_id = $1 and id = $2
     returning roster_rows as count`,
    [scope.tenantId, displaySessionId],
  );
  return row?.count ?? 0;
}

/** In the order of the upload. */
export async function listRoster(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  request: PageRequest,
): Promise<Page<RosterEntryView>> {
  const page = await readPage<RosterRow>(request, {
    name: 'roster',
    keyPattern: INTEGER_KEY,
    keyOf: ({ ordinal }) => `${ordinal}`,
    fetch: (after, most) =>
      scope.sql<RosterRow>(
        `select ordinal, ${COLUMNS} from roster_entries
         where tenant_id = $1 and display_session_id = $2 and ordinal > $3
         order by ordinal limit $4`,
        [scope.tenantId, displaySessionId, after ?? 0, most],
      ),
  });
  return { ...page, items: page.items.map(({ ordinal: _, ...entry }) => entry) };
}

/** The whole roster, in the order of the upload: for the live displays, which look bibs and chips up in memory. */
export async function loadRoster(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
): Promise<RosterEntryView[]> {
  return scope.sql<RosterEntryView>(
    `select ${COLUMNS} from roster_entries where tenant_id = $1 and display_session_id = $2 order by ordinal`,
    [scope.tenantId, displaySessionId],
  );
}

/**
 * Entries of which every word of `text` begins a word, in the order of their bibs as people count them. None for a text
 * without words.
 */
export async function findEntries(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  { text, most }: { text: string; most: number },
): Promise<RosterEntryView[]> {
  const patterns = searchWords(text).map((word) => `% ${word}%`);
  if (patterns.length === 0) return [];
  return scope.sql<RosterEntryView>(
    `select ${COLUMNS} from roster_entries
     where tenant_id = $1 and display_session_id = $2 and search_key like all ($3::text[])
     order by length(bib), bib limit $4`,
    [scope.tenantId, displaySessionId, patterns, most],
  );
}

/** The entries with the longest names, by letters; the longest first. */
export async function findLongestNames(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  most: number,
): Promise<RosterEntryView[]> {
  return scope.sql<RosterEntryView>(
    `select ${COLUMNS} from roster_entries where tenant_id = $1 and display_session_id = $2
     order by length(first_name) + length(last_name) desc, ordinal limit $3`,
    [scope.tenantId, displaySessionId, most],
  );
}

/** The entries that any of these tags belongs to, by bib or chip; case does not matter for chips. */
export async function findEntriesByTags(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  tags: readonly string[],
): Promise<RosterEntryView[]> {
  return scope.sql<RosterEntryView>(
    `select ${COLUMNS} from roster_entries
     where tenant_id = $1 and display_session_id = $2
       and (bib = any ($3::text[]) or exists (select from unnest(chips) chip where upper(chip) = any ($4::text[])))`,
    [scope.tenantId, displaySessionId, tags, tags.map((tag) => tag.toUpperCase())],
  );
}

/** Copy a roster to another display session of the same partner that has none. */
export async function copyRoster(
  scope: TenantScope,
  from: DisplaySessionId,
  to: DisplaySessionId,
): Promise<void> {
  await scope.sql(
    `insert into roster_entries
       (tenant_id, display_session_id, ordinal, bib, chips, first_name, last_name, sex, age, city, region, country,
        club, race, wave, division, note, search_key)
     select tenant_id, $3, ordinal, bib, chips, first_name, last_name, sex, age, city, region, country,
       club, race, wave, division, note, search_key
     from roster_entries where tenant_id = $1 and display_session_id = $2`,
    [scope.tenantId, from, to],
  );
  await recount(scope, to);
}

/** 0 also when this tenant has no such session. */
export async function countRoster(scope: TenantScope, displaySessionId: DisplaySessionId): Promise<number> {
  const [row] = await scope.sql<{ count: number }>(
    `select roster_rows as count from display_sessions where tenant_id = $1 and id = $2`,
    [scope.tenantId, displaySessionId],
  );
  return row?.count ?? 0;
}

/** A chip that two entries of the roster carry, whatever its case, with their bibs; null when there is none. */
export async function findSharedChip(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
): Promise<{ chip: string; bibs: string[] } | null> {
  const [row] = await scope.sql<{ chip: string; bibs: string[] }>(
    `select upper(chip) as chip, array_agg(bib order by ordinal) as bibs
     from roster_entries, unnest(chips) as chip
     where tenant_id = $1 and display_session_id = $2
     group by upper(chip) having count(*) > 1
     limit 1`,
    [scope.tenantId, displaySessionId],
  );
  return row ?? null;
}
