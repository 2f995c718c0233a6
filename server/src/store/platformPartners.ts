import type { Quotas } from '@project88/core/contract/partners.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';
import { listPartners, type PartnerOverview } from './partners.ts';

/** What platform administrators decide about partners. Nothing here reaches the tenant of the installation itself. */

/** Null when there is no such partner. */
export async function findPartner(platform: PlatformScope, id: TenantId): Promise<PartnerOverview | null> {
  return (await listPartners(platform)).find(({ tenantId }) => tenantId === id) ?? null;
}

/** Change the name or the quotas; false when there is no such partner. */
export function changePartner(
  platform: PlatformScope,
  id: TenantId,
  { name, quotas }: { name?: string | undefined; quotas?: Quotas | undefined },
): Promise<boolean> {
  return answered(platform, 'select tenant_id from platform_change_partner($1, $2, $3::jsonb)', [
    id,
    name ?? null,
    quotas === undefined ? null : JSON.stringify(quotas),
  ]);
}

/** False when there is no such partner, or when it is suspended already. */
export function suspendPartner(platform: PlatformScope, id: TenantId, reason: string): Promise<boolean> {
  return answered(platform, SUSPEND, [id, timestamp(platform.now()), reason]);
}

/** Lift the suspension; false when there is none. */
export function resumePartner(platform: PlatformScope, id: TenantId): Promise<boolean> {
  return answered(platform, SUSPEND, [id, null, '']);
}

const SUSPEND = 'select tenant_id from platform_suspend_partner($1, $2, $3)';

/** Delete with time to restore; false when there is no such partner, or when it is deleted already. */
export function deletePartnerLater(
  platform: PlatformScope,
  id: TenantId,
  until: InstantMs,
): Promise<boolean> {
  return answered(platform, DELETE_LATER, [id, timestamp(until), timestamp(platform.now())]);
}

/** Undo the deletion; false when there is none, or when its time is over. */
export function restorePartner(platform: PlatformScope, id: TenantId): Promise<boolean> {
  return answered(platform, DELETE_LATER, [id, null, timestamp(platform.now())]);
}

const DELETE_LATER = 'select tenant_id from platform_delete_partner_later($1, $2, $3)';

/**
 * Remove what a partner may have millions of (reads, rejected lines, roster entries and results), at most `most` rows of
 * each. Answers how many, so call again until it is none; null when the partner is not to be removed now.
 */
export async function emptyPartner(
  platform: PlatformScope,
  id: TenantId,
  most: number,
): Promise<number | null> {
  const text = 'select platform_empty_partner($1, $2, $3) as removed';
  const [row] = await platform.sql<{ removed: number | null }>(text, [id, timestamp(platform.now()), most]);
  return row?.removed ?? null;
}

/** Remove with everything that still belongs to it; false while its time has not come. */
export function removePartner(platform: PlatformScope, id: TenantId): Promise<boolean> {
  const text = 'select tenant_id from platform_delete_partner($1, $2)';
  return answered(platform, text, [id, timestamp(platform.now())]);
}

async function answered(platform: PlatformScope, text: string, params: (string | null)[]): Promise<boolean> {
  return (await platform.sql(text, params)).length > 0;
}
