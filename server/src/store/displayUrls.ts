import type { DisplayLinkId, DisplaySessionId, TenantId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope, TenantScope } from '../tenancy/database.ts';
import { userIdOf } from '../tenancy/principal.ts';
import { timestamp } from './instants.ts';
import { type Page, type PageRequest, readPage } from './pages.ts';

/** A display link: eight characters that open a display session on a screen. */
export interface DisplayUrlRecord {
  id: DisplayLinkId;
  displaySessionId: DisplaySessionId;
  createdAtMs: InstantMs;
  expiresAtMs: InstantMs;
  revokedAtMs: InstantMs | null;
}

export type NewDisplayUrl = Pick<DisplayUrlRecord, 'id' | 'displaySessionId' | 'expiresAtMs'>;

/** A link with the tenant that it leads to, whatever its state. */
export type ResolvedDisplayUrl = Pick<
  DisplayUrlRecord,
  'displaySessionId' | 'expiresAtMs' | 'revokedAtMs'
> & {
  tenantId: TenantId;
  /** The partner is suspended or deleted. */
  suspended: boolean;
};

const COLUMNS = `id, display_session_id as "displaySessionId", created_at as "createdAtMs",
  expires_at as "expiresAtMs", revoked_at as "revokedAtMs"`;

/** Links are random, so their age is their order: the instant of making and, for links of the same instant, the id. */
const AGE_KEY = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [A-Z2-9]{8}$/;

/** Null when the id is taken, by any tenant: draw another one. The display session must exist (foreign key). */
export async function createDisplayUrl(
  scope: TenantScope,
  link: NewDisplayUrl,
): Promise<DisplayUrlRecord | null> {
  const [row] = await scope.sql<DisplayUrlRecord>(
    `insert into display_urls (tenant_id, id, display_session_id, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing
     returning ${COLUMNS}`,
    [
      scope.tenantId,
      link.id,
      link.displaySessionId,
      userIdOf(scope.principal),
      timestamp(scope.now()),
      timestamp(link.expiresAtMs),
    ],
  );
  return row ?? null;
}

export async function getDisplayUrl(scope: TenantScope, id: DisplayLinkId): Promise<DisplayUrlRecord | null> {
  const [row] = await scope.sql<DisplayUrlRecord>(
    `select ${COLUMNS} from display_urls where tenant_id = $1 and id = $2`,
    [scope.tenantId, id],
  );
  return row ?? null;
}

/** The links of one display session, or of all when null; newest first. */
export async function listDisplayUrls(
  scope: TenantScope,
  displaySessionId: DisplaySessionId | null,
  request: PageRequest,
): Promise<Page<DisplayUrlRecord>> {
  return readPage(request, {
    name: 'display-urls',
    keyPattern: AGE_KEY,
    keyOf: (row) => `${timestamp(row.createdAtMs)} ${row.id}`,
    fetch: (before, most) =>
      scope.sql<DisplayUrlRecord>(
        `select ${COLUMNS} from display_urls
         where tenant_id = $1 and ($2::uuid is null or display_session_id = $2)
           and ($3::text is null or (created_at, id) < ($3::timestamptz, $4::text))
         order by created_at desc, id desc limit $5`,
        [scope.tenantId, displaySessionId, ...(before?.split(' ') ?? [null, null]), most],
      ),
  });
}

/** False when this tenant has no such link, or when it was revoked before. */
export async function revokeDisplayUrl(
  scope: TenantScope,
  id: DisplayLinkId,
  atMs: InstantMs,
): Promise<boolean> {
  const rows = await scope.sql(
    `update display_urls set revoked_at = $3
     where tenant_id = $1 and id = $2 and revoked_at is null returning id`,
    [scope.tenantId, id, timestamp(atMs)],
  );
  return rows.length > 0;
}

/** Revoke all links of a display session that work; answers them. */
export async function revokeLinksOf(
  scope: TenantScope,
  displaySessionId: DisplaySessionId,
  atMs: InstantMs,
): Promise<DisplayLinkId[]> {
  const rows = await scope.sql<{ id: DisplayLinkId }>(
    `update display_urls set revoked_at = $3
     where tenant_id = $1 and display_session_id = $2 and revoked_at is null returning id`,
    [scope.tenantId, displaySessionId, timestamp(atMs)],
  );
  return rows.map(({ id }) => id);
}

/** Where a link leads, of whatever tenant; null when nobody has such a link. */
export async function resolveDisplayUrl(
  platform: PlatformScope,
  id: DisplayLinkId,
): Promise<ResolvedDisplayUrl | null> {
  const [row] = await platform.sql<ResolvedDisplayUrl>(
    `select tenant_id as "tenantId", display_session_id as "displaySessionId", expires_at as "expiresAtMs",
            revoked_at as "revokedAtMs", suspended
     from platform_resolve_display_url($1)`,
    [id],
  );
  return row ?? null;
}
