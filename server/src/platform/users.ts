import { ProblemError } from '@project88/core/contract/errors.ts';
import type { TenantId, UserId } from '@project88/core/ids/ids.ts';
import { shutOut } from '../auth/team.ts';
import type { LiveSockets } from '../live/types.ts';
import { appendAudit } from '../store/audit.ts';
import { countOthers, getMember, setMember } from '../store/members.ts';
import type { Page, PageRequest } from '../store/pages.ts';
import { getPartner, lockPartner } from '../store/partners.ts';
import { findPartner } from '../store/platformPartners.ts';
import { listPlatformUsers, type PlatformUserRecord } from '../store/platformUsers.ts';
import { lockUser } from '../store/users.ts';
import type { Database, PlatformScope, TenantScope } from '../tenancy/database.ts';
import type { Principal } from '../tenancy/principal.ts';
import { auditInBoth, inPartner } from './administrator.ts';

export interface PlatformUsersParts {
  database: Database;
  sockets: Pick<LiveSockets, 'endUser'>;
}

/** The people of all partners, for platform administrators. */
export class PlatformUsers {
  readonly #parts: PlatformUsersParts;

  constructor(parts: PlatformUsersParts) {
    this.#parts = parts;
  }

  list(search: string, request: PageRequest): Promise<Page<PlatformUserRecord>> {
    return this.#parts.database.withPlatform((platform) => listPlatformUsers(platform, search, request));
  }

  /**
   * Block or unblock; a block ends all logins at once. Throws `NOT_FOUND`, `CONFLICT` for the administrator's own account,
   * and `LAST_OWNER` when nobody could run the installation any more.
   */
  async setDisabled(
    principal: Principal,
    { partnerId, userId, disabled }: { partnerId: TenantId; userId: UserId; disabled: boolean },
  ): Promise<PlatformUserRecord> {
    const changed = await this.#parts.database.withPlatform(async (platform) => {
      const isOurs = partnerId === principal.tenantId;
      if (!isOurs && (await findPartner(platform, partnerId)) === null) throw notFound();
      const inside = isOurs ? principal : inPartner(principal, partnerId);
      const email = await platform.inTenant(inside, (scope) => change(scope, principal, userId, disabled));
      if (email !== null) await note(platform, inside, principal, { userId, email, disabled });
      return platform.inTenant(inside, (scope) => view(scope, userId));
    });
    if (disabled) this.#parts.sockets.endUser(userId);
    return changed;
  }
}

/**
 * The address of the person; null when nothing had to be changed. The locks are those of `changeMember`. An administrator
 * may unblock beyond the partner's quota and block a partner's last owner: they decide about both anyway.
 */
async function change(
  scope: TenantScope,
  { actor }: Principal,
  id: UserId,
  disabled: boolean,
): Promise<string | null> {
  await lockPartner(scope);
  await lockUser(scope, id);
  const user = await getMember(scope, id);
  if (user === null) throw notFound();
  if (actor.kind === 'user' && actor.userId === id) {
    throw new ProblemError('CONFLICT', { reason: 'You cannot block or unblock yourself.' });
  }
  if (user.disabled === disabled) return null;
  if (disabled && user.role === 'platform-admin' && (await countOthers(scope, user.role, id)) === 0)
    throw new ProblemError('LAST_OWNER');
  const { name, role, customRole } = user;
  const disabledAtMs = disabled ? scope.now() : null;
  await setMember(scope, id, { name, role, customRoleId: customRole?.id ?? null, disabledAtMs });
  if (disabled) await shutOut(scope, id);
  return user.email;
}

async function note(
  platform: PlatformScope,
  inside: Principal,
  principal: Principal,
  { userId, email, disabled }: { userId: UserId; email: string; disabled: boolean },
): Promise<void> {
  const object = { kind: 'user', id: userId };
  const before = { email, disabled: !disabled };
  const fact = { action: 'platform-user.changed', object, before, after: { email, disabled } } as const;
  if (inside === principal) await platform.inTenant(principal, (scope) => appendAudit(scope, fact));
  else await auditInBoth(platform, inside, principal, fact);
}

/** The person as the list shows them. */
async function view(scope: TenantScope, id: UserId): Promise<PlatformUserRecord> {
  const [member, partner] = await Promise.all([getMember(scope, id), getPartner(scope)]);
  if (member === null || partner === null) throw notFound();
  const { customPermissions: _, customRole, ...facts } = member;
  return { ...facts, tenantId: scope.tenantId, partner: partner.name, customRole: customRole?.name ?? null };
}

function notFound(): ProblemError {
  return new ProblemError('NOT_FOUND', { what: 'person' });
}
