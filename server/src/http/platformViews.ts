import type { PlatformPartner, PlatformUser } from '@project88/core/contract/partners.ts';
import type { PartnerOverview } from '../store/partners.ts';
import type { PlatformUserRecord } from '../store/platformUsers.ts';
import { isoOf } from './views.ts';

export const PARTNER = 'partner';

/** A partner as platform administrators see it. */
export function viewPlatformPartner(partner: PartnerOverview): PlatformPartner {
  const { tenantId: id, name, slug, timeZone, users, quotas, suspendedReason } = partner;
  return {
    ...{ id, name, slug, timeZone, users, quotas, suspendedReason },
    createdAt: isoOf(partner.createdAtMs),
    state: stateOf(partner),
    suspendedAt: partner.suspendedAtMs === null ? null : isoOf(partner.suspendedAtMs),
    deleteAfter: partner.deleteAfterMs === null ? null : isoOf(partner.deleteAfterMs),
  };
}

function stateOf({ suspendedAtMs, deleteAfterMs }: PartnerOverview): PlatformPartner['state'] {
  if (deleteAfterMs !== null) return 'deleted';
  return suspendedAtMs === null ? 'active' : 'suspended';
}

/** A person of any partner as platform administrators see them. */
export function viewPlatformUser(user: PlatformUserRecord): PlatformUser {
  const { id, tenantId: partnerId, partner, email, name, role, customRole, disabled, secondFactors } = user;
  return {
    ...{ id, partnerId, partner, email, name, role, customRole, disabled, secondFactors },
    createdAt: isoOf(user.createdAtMs),
    lastLoginAt: user.lastLoginAtMs === null ? null : isoOf(user.lastLoginAtMs),
  };
}
