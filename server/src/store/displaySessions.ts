import type { DisplayMode } from '@project88/core/contract/displaySessions.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { TemplateId } from '@project88/core/contract/templates.ts';
import type { DisplaySessionId, TenantId, UserId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope, TenantScope } from '../tenancy/database.ts';
import { userIdOf } from '../tenancy/principal.ts';
import { newRowId } from './ids.ts';
import { timestamp, timestampOrNull } from './instants.ts';
import { type Page, type PageRequest, readPage, UUID_KEY } from './pages.ts';

/** An operator's isolated workspace. */
export interface DisplaySessionRecord {
  id: DisplaySessionId;
  name: string;
  mode: DisplayMode;
  eventId: string | null;
  templateId: TemplateId;
  createdBy: UserId | null;
  createdAtMs: InstantMs;
  lastUsedAtMs: InstantMs;
  expiresAtMs: InstantMs;
  /** The queue stands still until the operator lets it go on. */
  held: boolean;
  /** Reads from before this moment are not shown: the operator cleared the screens. */
  clearedAtMs: InstantMs | null;
  rosterRows: number;
  resultRows: number;
  archivedAtMs: InstantMs | null;
}

export interface NewDisplaySession {
  name: string;
  mode: DisplayMode;
  eventId: string | null;
  templateId: TemplateId;
  expiresAtMs: InstantMs;
}

export interface DisplaySessionChange {
  name?: string | undefined;
  templateId?: TemplateId | undefined;
  held?: boolean | undefined;
  clearedAtMs?: InstantMs | undefined;
  /** Null takes it out of the archive. */
  archivedAtMs?: InstantMs | null | undefined;
}

/** Limits of keeping display sessions. */
const LIMITS = {
  /** Sessions that one clean-up statement deletes: each may take a roster of 100,000 rows with it. */
  expiredAtOnce: 20,
} as const;

const COLUMNS = `id, name, mode, event_id as "eventId", template_id as "templateId", created_by as "createdBy",
  created_at as "createdAtMs", last_used_at as "lastUsedAtMs", expires_at as "expiresAtMs", held,
  cleared_at as "clearedAtMs", roster_rows as "rosterRows", result_rows as "resultRows",
  archived_at as "archivedAtMs"`;

/** The creator is the scope's user. */
export async function createDisplaySession(
  scope: TenantScope,
  wanted: NewDisplaySession,
): Promise<DisplaySessionRecord> {
  const [row] = await scope.sql<DisplaySessionRecord>(
    `insert into display_sessions
       (tenant_id, id, name, mode, event_id, template_id, created_by, created_at, last_used_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)
     returning ${COLUMNS}`,
    [
      scope.tenantId,
      newRowId<DisplaySessionId>(scope),
      wanted.name,
      wanted.mode,
      wanted.eventId,
      wanted.templateId,
      userIdOf(scope.principal),
      timestamp(scope.now()),
      timestamp(wanted.expiresAtMs),
    ],
  );
  if (row === undefined) throw new Error('insert returned no row');
  return row;
}

export async function getDisplaySession(
  scope: TenantScope,
  id: DisplaySessionId,
): Promise<DisplaySessionRecord | null> {
  const [row] = await scope.sql<DisplaySessionRecord>(
    `select ${COLUMNS} from display_sessions where tenant_id = $1 and id = $2`,
    [scope.tenantId, id],
  );
  return row ?? null;
}

/**
 * Hold the session's row until the transaction ends, so that two uploads to it come one after the other. Throws
 * `NOT_FOUND` when this tenant has no such session.
 */
export async function lockDisplaySession(scope: TenantScope, id: DisplaySessionId): Promise<void> {
  const rows = await scope.sql(
    `select id from display_sessions where tenant_id = $1 and id = $2 for update`,
    [scope.tenantId, id],
  );
  if (rows.length === 0) throw new ProblemError('NOT_FOUND', { what: 'display session' });
}

/** Which display sessions a list shows. */
export interface DisplaySessionFilter {
  /** Part of the name, in any case; empty: all. */
  search: string;
  mode: DisplayMode | null;
  archived: boolean;
}

/** Newest first. Expired ones stay in the list until the clean-up takes them. */
export async function listDisplaySessions(
  scope: TenantScope,
  request: PageRequest,
  { search, mode, archived }: DisplaySessionFilter = { search: '', mode: null, archived: false },
): Promise<Page<DisplaySessionRecord>> {
  return readPage(request, {
    name: 'display-sessions',
    keyPattern: UUID_KEY,
    keyOf: (row) => row.id,
    fetch: (before, most) =>
      scope.sql<DisplaySessionRecord>(
        `select ${COLUMNS} from display_sessions
         where tenant_id = $1 and ($2::uuid is null or id < $2) and (archived_at is not null) = $4
           and ($5::text is null or mode = $5) and strpos(lower(name), lower($6)) > 0
         order by id desc limit $3`,
        [scope.tenantId, before, most, archived, mode, search],
      ),
  });
}

/** Change what is given and keep the rest. Null when this tenant has no such session. */
export async function updateDisplaySession(
  scope: TenantScope,
  id: DisplaySessionId,
  change: DisplaySessionChange,
): Promise<DisplaySessionRecord | null> {
  const [row] = await scope.sql<DisplaySessionRecord>(
    `update display_sessions
     set name = coalesce($3, name), template_id = coalesce($4, template_id), held = coalesce($5, held),
         cleared_at = coalesce($6, cleared_at), archived_at = case when $7 then $8 else archived_at end,
         -- Another template is a change of what is on air, and ends the playlist.
         program_rev = program_rev + case when $4::text is null then 0 else 1 end,
         template_version = case when $4::text is null then template_version end,
         playlist_id = case when $4::text is null then playlist_id end
     where tenant_id = $1 and id = $2
     returning ${COLUMNS}`,
    [
      scope.tenantId,
      id,
      change.name ?? null,
      change.templateId ?? null,
      change.held ?? null,
      timestampOrNull(change.clearedAtMs ?? null),
      change.archivedAtMs !== undefined,
      timestampOrNull(change.archivedAtMs ?? null),
    ],
  );
  return row ?? null;
}

/** It was used at `atMs` and lives until `expiresAtMs`, never shorter than before. */
export async function touchDisplaySession(
  scope: TenantScope,
  id: DisplaySessionId,
  use: { atMs: InstantMs; expiresAtMs: InstantMs },
): Promise<void> {
  await scope.sql(
    `update display_sessions
     set last_used_at = greatest(last_used_at, $3), expires_at = greatest(expires_at, $4)
     where tenant_id = $1 and id = $2`,
    [scope.tenantId, id, timestamp(use.atMs), timestamp(use.expiresAtMs)],
  );
}

/** With its roster, results, streams and links. False when this tenant has no such session. */
export async function deleteDisplaySession(scope: TenantScope, id: DisplaySessionId): Promise<boolean> {
  const rows = await scope.sql(`delete from display_sessions where tenant_id = $1 and id = $2 returning id`, [
    scope.tenantId,
    id,
  ]);
  return rows.length > 0;
}

export interface DisplaySessionRef {
  tenantId: TenantId;
  id: DisplaySessionId;
}

/** The unexpired sessions of all tenants, for loading live state at start. */
export async function listActiveDisplaySessions(platform: PlatformScope): Promise<DisplaySessionRef[]> {
  return platform.sql<DisplaySessionRef>(
    `select tenant_id as "tenantId", id from platform_list_display_sessions($1)`,
    [timestamp(platform.now())],
  );
}

/** Delete sessions of all tenants that expired by `nowMs`, some at a time: call again until the answer is empty. */
export async function expireDisplaySessions(
  platform: PlatformScope,
  nowMs: InstantMs,
): Promise<DisplaySessionRef[]> {
  return platform.sql<DisplaySessionRef>(
    `select tenant_id as "tenantId", id from platform_expire_display_sessions($1, $2)`,
    [timestamp(nowMs), LIMITS.expiredAtOnce],
  );
}
