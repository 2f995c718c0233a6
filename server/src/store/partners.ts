import type { TenantId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope, TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';

/** A timing partner: the tenant itself. `slug` is its short name in options and addresses, unique. */
export interface PartnerRecord {
  tenantId: TenantId;
  name: string;
  slug: string;
  /** IANA name of the zone in which the partner's clocks run. */
  timeZone: string;
  createdAtMs: InstantMs;
}

export type NewPartner = Pick<PartnerRecord, 'name' | 'slug' | 'timeZone'>;

/** Make a tenant. Throws a unique violation of `partners_slug_unique` when the slug is taken. */
export async function createPartner(platform: PlatformScope, partner: NewPartner): Promise<PartnerRecord> {
  const record = { ...partner, tenantId: newRowId<TenantId>(platform), createdAtMs: platform.now() };
  await platform.sql('select platform_create_partner($1, $2, $3, $4, $5)', [
    record.tenantId,
    record.name,
    record.slug,
    record.timeZone,
    timestamp(record.createdAtMs),
  ]);
  return record;
}

/** All partners, oldest first. */
export async function listPartners(platform: PlatformScope): Promise<PartnerRecord[]> {
  return platform.sql<PartnerRecord>(
    `select tenant_id as "tenantId", name, slug, time_zone as "timeZone", created_at as "createdAtMs"
     from platform_list_partners()`,
  );
}

/** The scope's own partner; null when it has been removed in the meantime. */
export async function getPartner(scope: TenantScope): Promise<PartnerRecord | null> {
  const [row] = await scope.sql<PartnerRecord>(
    `select tenant_id as "tenantId", name, slug, time_zone as "timeZone", created_at as "createdAtMs"
     from partners where tenant_id = $1`,
    [scope.tenantId],
  );
  return row ?? null;
}
