import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Quotas } from '@project88/core/contract/partners.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';
import { QUOTA_DEFAULTS } from './limits.ts';
import { lockPartner } from './partners.ts';

/** What is counted in rows and limited per partner. */
export type Counted = keyof typeof QUOTA_DEFAULTS;

/** What is there now of one kind, and how much there may be. */
export interface Usage {
  what: Counted;
  /** As people read it. */
  words: string;
  used: number;
  limit: number;
}

const WORDS: Readonly<Record<Counted, string>> = {
  users: 'people',
  displaySessions: 'display sessions',
  displayLinks: 'display links',
  apiKeys: 'API keys',
  timingKeys: 'timing keys',
  customRoles: 'custom roles',
  playlists: 'playlists',
  presets: 'presets',
  templates: 'templates',
  templateVersions: 'published versions of templates',
  assets: 'pictures',
  assetMegabytes: 'megabytes of pictures',
};

/** People who may sign in, with those who are invited; and of the rest what works today. `$2` is now. */
const COUNTS: Readonly<Record<Counted, string>> = {
  users: `(select count(*) from users where tenant_id = $1 and disabled_at is null)
    + (select count(*) from invitations
       where tenant_id = $1 and accepted_at is null and revoked_at is null and expires_at > $2)`,
  displaySessions: '(select count(*) from display_sessions where tenant_id = $1 and expires_at > $2)',
  displayLinks: `(select count(*) from display_urls
    where tenant_id = $1 and revoked_at is null and expires_at > $2)`,
  apiKeys: `(select count(*) from api_keys
    where tenant_id = $1 and revoked_at is null and rotated_to is null
      and (expires_at is null or expires_at > $2))`,
  timingKeys: `(select count(*) from timing_keys
    where tenant_id = $1 and revoked_at is null and $2::timestamptz is not null)`,
  customRoles: '(select count(*) from custom_roles where tenant_id = $1 and $2::timestamptz is not null)',
  presets: '(select count(*) from session_presets where tenant_id = $1 and $2::timestamptz is not null)',
  playlists: '(select count(*) from playlists where tenant_id = $1 and $2::timestamptz is not null)',
  templates: '(select count(*) from templates where tenant_id = $1 and $2::timestamptz is not null)',
  templateVersions: `(select count(*) from template_versions
    where tenant_id = $1 and $2::timestamptz is not null)`,
  assets: '(select count(*) from assets where tenant_id = $1 and $2::timestamptz is not null)',
  assetMegabytes: `(select ceil(coalesce(sum(bytes), 0) / 1e6) from assets
    where tenant_id = $1 and $2::timestamptz is not null)`,
};

/**
 * Call it before one more (or `more`) is made, in the same transaction. Throws `QUOTA_REACHED`. The lock on the partner
 * makes those wait who want one more at the same time, so that two cannot both take the last place.
 */
export async function checkQuota(scope: TenantScope, what: Counted, more = 1): Promise<void> {
  await lockPartner(scope);
  const [usage] = await readUsage(scope, [what]);
  if (usage !== undefined && usage.used + more > usage.limit) {
    throw new ProblemError('QUOTA_REACHED', { what: usage.words, limit: usage.limit });
  }
}

/** What the partner uses and may use. */
export async function readUsage(
  scope: TenantScope,
  kinds: readonly Counted[] = Object.keys(COUNTS) as Counted[],
): Promise<Usage[]> {
  const columns = kinds.map((kind) => `(${COUNTS[kind]})::integer as "${kind}"`).join(', ');
  const [row] = await scope.sql<Record<Counted, number> & { quotas: Quotas }>(
    `select ${columns}, quotas from partners where tenant_id = $1`,
    [scope.tenantId, timestamp(scope.now())],
  );
  if (row === undefined) return [];
  return kinds.map((what) => ({
    what,
    words: WORDS[what],
    used: row[what],
    limit: limitOf(what, row.quotas),
  }));
}

function limitOf(what: Counted, quotas: Quotas): number {
  return quotas[what] ?? QUOTA_DEFAULTS[what];
}
