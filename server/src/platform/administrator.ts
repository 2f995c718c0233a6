import { ProblemError } from '@project88/core/contract/errors.ts';
import type { TenantId, VisitId } from '@project88/core/ids/ids.ts';
import { type AuditFact, appendAudit } from '../store/audit.ts';
import type { PlatformScope } from '../tenancy/database.ts';
import type { Principal } from '../tenancy/principal.ts';

/** A platform administrator as a partner sees them: somebody of another tenant, named so, with no right of their own. */
export function inPartner(
  principal: Principal,
  tenantId: TenantId,
  visitId: VisitId | null = null,
): Principal {
  const { actor, request } = principal;
  if (actor.kind !== 'user') throw new ProblemError('PEOPLE_ONLY');
  const { userId, loginSessionId } = actor;
  const name = `${actor.name} (platform)`;
  return {
    tenantId,
    actor: { kind: 'visitor', userId, name, loginSessionId, visitId },
    permissions: new Set(),
    ...(request && { request }),
  };
}

/**
 * Write what an administrator decided about a partner into the partner's log and into that of the installation. Always in
 * this order, so that two of them cannot wait for each other.
 */
export async function auditInBoth(
  platform: PlatformScope,
  partner: Principal,
  installation: Principal,
  fact: AuditFact,
): Promise<void> {
  await platform.inTenant(partner, (scope) => appendAudit(scope, fact));
  await platform.inTenant(installation, (scope) => appendAudit(scope, fact));
}
