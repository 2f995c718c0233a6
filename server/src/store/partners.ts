import type { Quotas } from '@project88/core/contract/partners.ts';
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

/** How the platform sees a partner. */
export interface PartnerOverview extends PartnerRecord {
  suspendedAtMs: InstantMs | null;
  suspendedReason: string;
  /** When a deleted partner is removed for good. */
  deleteAfterMs: InstantMs | null;
  corsOrigins: string[];
  quotas: Quotas;
  users: number;
}

/** Neither suspended nor deleted. */
export function isActive({ suspendedAtMs, deleteAfterMs }: PartnerOverview): boolean {
  return suspendedAtMs === null && deleteAfterMs === null;
}

export interface NewPartner extends Pick<PartnerRecord, 'name' | 'slug' | 'timeZone'> {
  /** `platform`: the tenant of the installation itself, which exists once. */
  kind?: 'partner' | 'platform';
}

/** Make a tenant. Throws a unique violation of `partners_slug_unique` when the slug is taken. */
export async function createPartner(platform: PlatformScope, partner: NewPartner): Promise<PartnerRecord> {
  const { kind = 'partner', ...facts } = partner;
  const record = { ...facts, tenantId: newRowId<TenantId>(platform), createdAtMs: platform.now() };
  await platform.sql('select platform_create_partner($1, $2, $3, $4, $5, $6)', [
    record.tenantId,
    record.name,
    record.slug,
    record.timeZone,
    kind,
    timestamp(record.createdAtMs),
  ]);
  return record;
}

/** All partners, oldest first, suspended and deleted ones too; without the tenant of the installation itself. */
export async function listPartners(platform: PlatformScope): Promise<PartnerOverview[]> {
  return platform.sql<PartnerOverview>(
    `select tenant_id as "tenantId", name, slug, time_zone as "timeZone", created_at as "createdAtMs",
            suspended_at as "suspendedAtMs", suspended_reason as "suspendedReason",
            delete_after as "deleteAfterMs", cors_origins as "corsOrigins", quotas, users
     from platform_list_partners()`,
  );
}

/** The tenant of the installation itself; null before the first start has made it. */
export async function findInstallation(platform: PlatformScope): Promise<TenantId | null> {
  const [row] = await platform.sql<{ tenantId: TenantId }>(
    'select tenant_id as "tenantId" from platform_find_installation()',
  );
  return row?.tenantId ?? null;
}

/** Everybody who has rows here: all partners, and last the installation itself, whose `slug` is null. */
export async function listTenants(
  platform: PlatformScope,
): Promise<{ tenantId: TenantId; slug: string | null }[]> {
  const [partners, installation] = await Promise.all([listPartners(platform), findInstallation(platform)]);
  return installation === null ? partners : [...partners, { tenantId: installation, slug: null }];
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

/**
 * Wait for other changes of the same partner's people, roles and numbers, until the transaction ends: for what depends
 * on how many there are. Does not hold up rows that merely name the partner.
 */
export async function lockPartner(scope: TenantScope): Promise<void> {
  await scope.sql('select tenant_id from partners where tenant_id = $1 for no key update', [scope.tenantId]);
}

/** What a partner decides about itself. */
export interface PartnerSettings {
  name: string;
  timeZone: string;
  /** A login ends after so many minutes without use … */
  loginIdleMinutes: number;
  /** … and in any case after so many hours. */
  loginAbsoluteHours: number;
  requireSecondFactor: boolean;
  /** Web origins whose pages may call the API. */
  corsOrigins: string[];
}

export interface PartnerState extends PartnerSettings {
  slug: string;
  kind: 'partner' | 'platform';
  /** Suspended or deleted. */
  suspended: boolean;
}

/** The scope's own partner with its settings; null when it has been removed in the meantime. */
export async function getPartnerState(scope: TenantScope): Promise<PartnerState | null> {
  const [row] = await scope.sql<PartnerState>(
    `select name, slug, kind, time_zone as "timeZone", login_idle_minutes as "loginIdleMinutes",
            login_absolute_hours as "loginAbsoluteHours", require_second_factor as "requireSecondFactor",
            cors_origins as "corsOrigins", suspended_at is not null or delete_after is not null as suspended
     from partners where tenant_id = $1`,
    [scope.tenantId],
  );
  return row ?? null;
}

export async function setPartnerSettings(scope: TenantScope, settings: PartnerSettings): Promise<void> {
  await scope.sql(
    `update partners set name = $2, time_zone = $3, login_idle_minutes = $4, login_absolute_hours = $5,
       require_second_factor = $6, cors_origins = $7
     where tenant_id = $1`,
    [
      scope.tenantId,
      settings.name,
      settings.timeZone,
      settings.loginIdleMinutes,
      settings.loginAbsoluteHours,
      settings.requireSecondFactor,
      settings.corsOrigins,
    ],
  );
}
