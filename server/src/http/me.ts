import type { MeReply } from '@project88/core/contract/auth.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Permission } from '@project88/core/contract/permissions.ts';
import type { Recognised } from '../auth/recognition.ts';
import { getMember } from '../store/members.ts';
import { getPartner } from '../store/partners.ts';
import { type Principal, systemPrincipal } from '../tenancy/principal.ts';
import type { HttpParts } from './types.ts';
import { isoOf, viewUser } from './views.ts';

/** Who is signed in, for which partner, and what they may do. Throws `NOT_SIGNED_IN` when they were removed. */
export async function describeMe(
  { principal, login }: Recognised,
  { database, timingPort }: Pick<HttpParts, 'database' | 'timingPort'>,
): Promise<MeReply> {
  const home = systemPrincipal(login.tenantId, 'sign-in');
  const [user, homePartner] = await database.withTenant(home, (scope) =>
    Promise.all([getMember(scope, login.userId), getPartner(scope)]),
  );
  const partner = isVisiting(principal) ? await database.withTenant(principal, getPartner) : homePartner;
  if (user === null || homePartner === null || partner === null) throw new ProblemError('NOT_SIGNED_IN');
  const { tenantId, name, slug, timeZone } = partner;
  const port = timingPort();
  return {
    user: viewUser(user),
    partner: { id: tenantId, name, slug, timeZone },
    permissions: [...principal.permissions] as Permission[],
    visit: visitOf({ principal, login }, homePartner.name),
    secondFactorMissing: principal.actor.kind === 'user' && principal.actor.secondFactorMissing,
    idleMinutes: login.loginIdleMinutes,
    loginEndsAt: isoOf(login.expiresAtMs),
    ...(port !== null && { timingPort: port }),
  };
}

function isVisiting(principal: Principal): boolean {
  return principal.actor.kind === 'visitor';
}

function visitOf({ principal, login }: Recognised, home: string): MeReply['visit'] {
  if (!isVisiting(principal)) return null;
  return { reason: login.visitReason ?? '', endsAt: isoOf(login.visitEndsAtMs ?? login.expiresAtMs), home };
}
