import type { InvitationOffer } from '@project88/core/contract/auth.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import { ROLE_WORDS, type Role } from '@project88/core/contract/permissions.ts';
import type { InvitationMade } from '@project88/core/contract/team.ts';
import type { CustomRoleId, InvitationId, UserId } from '@project88/core/ids/ids.ts';
import { invitationLetter } from '../mail/letters.ts';
import { appendAudit } from '../store/audit.ts';
import {
  createInvitation,
  getInvitation,
  type InvitationRecord,
  revokeInvitationsTo,
  takeInvitation,
} from '../store/invitations.ts';
import { hasMember } from '../store/members.ts';
import { getPartnerState, lockPartner, type PartnerState } from '../store/partners.ts';
import { checkQuota } from '../store/quotas.ts';
import { findSecretOwner } from '../store/tokenOwners.ts';
import { createUser } from '../store/users.ts';
import type { Database, TenantScope } from '../tenancy/database.ts';
import { isUniqueViolation } from '../tenancy/failures.ts';
import type { Principal } from '../tenancy/principal.ts';
import { LINK_LIMITS } from './linkLimits.ts';
import { type Draft, nobodyAt, type OneTimeLinks, type RequestOrigin } from './oneTimeLinks.ts';
import { checkPassword } from './passwordRules.ts';
import { hashPassword } from './passwords.ts';
import type { PersonKey } from './signIn.ts';
import { hashToken } from './tokens.ts';

const DAY_MS = 86_400_000;

/** Whom to invite as what. Whether the inviter may give this role is checked before (`chooseRole`). */
export interface Invitee {
  email: string;
  name: string;
  role: Role;
  /** With `role: 'custom'`, and only then. */
  customRoleId?: CustomRoleId | null;
}

export interface DraftInvitation extends Draft {
  id: InvitationId;
}

interface OpenInvitation {
  principal: Principal;
  partner: PartnerState;
  invitation: InvitationRecord;
}

export interface InvitationsOptions {
  database: Database;
  links: OneTimeLinks;
}

/** Invitations to a partner's team, by one-time link. */
export class Invitations {
  readonly #database: Database;
  readonly #links: OneTimeLinks;

  constructor({ database, links }: InvitationsOptions) {
    this.#database = database;
    this.#links = links;
  }

  /** Invite a person and bring them the link. Throws what `draft` throws. */
  async invite(principal: Principal, invitee: Invitee): Promise<InvitationMade> {
    return this.deliver(await this.#database.withTenant(principal, (scope) => this.draft(scope, invitee)));
  }

  /**
   * Write an invitation down in the scope's transaction; `deliver` it after the commit. Throws `QUOTA_REACHED`, and
   * `ADDRESS_TAKEN` when the address has an account with this partner. Whether it has one with another partner is not
   * said here: competitors share an installation, and who works for whom is nobody's business. The invited person learns
   * it when they accept.
   */
  async draft(scope: TenantScope, invitee: Invitee): Promise<DraftInvitation> {
    const { name, role, customRoleId = null } = invitee;
    const email = invitee.email.trim().toLowerCase();
    await lockPartner(scope);
    if (await hasMember(scope, email)) throw new ProblemError('ADDRESS_TAKEN');
    await revokeInvitationsTo(scope, email);
    await checkQuota(scope, 'users');
    const { url, tokenHash, expiresAtMs } = this.#links.draw(
      'invitation',
      LINK_LIMITS.invitationDays * DAY_MS,
    );
    const wanted = { email, name, role, customRoleId, tokenHash, expiresAtMs };
    const id = await createInvitation(scope, wanted);
    const partner = (await getPartnerState(scope))?.name ?? '';
    const after = { email, name, role, ...(customRoleId !== null && { customRoleId }) };
    await appendAudit(scope, { action: 'member.invited', object: { kind: 'invitation', id }, after });
    const inviter = inviterOf(scope.principal);
    const days = LINK_LIMITS.invitationDays;
    return {
      id,
      url,
      expiresAtMs,
      letter: invitationLetter({ to: email, name, partner, inviter, url, days }),
    };
  }

  /** Send the letter, or answer the link when that is not possible. */
  async deliver(draft: DraftInvitation): Promise<InvitationMade> {
    return { id: draft.id, ...(await this.#links.deliver(draft)) };
  }

  /** What the holder of a token is offered. Throws `ONE_TIME_LINK_GONE` and `PARTNER_SUSPENDED`. */
  async offer(token: string, from: RequestOrigin): Promise<InvitationOffer> {
    const { partner, invitation } = await this.#open(token, from);
    const { email, name, role, customRole, expiresAtMs } = invitation;
    return {
      email,
      name,
      partner: partner.name,
      role: role === 'custom' ? (customRole?.name ?? '') : ROLE_WORDS[role].name,
      expiresAt: new Date(expiresAtMs).toISOString(),
    };
  }

  /**
   * Make the account of the invited person; the caller signs them in. Throws like `offer`, `PASSWORD_WEAK`, and
   * `ADDRESS_TAKEN` when the address has an account with whatever partner; the invitation stays open then.
   */
  async accept(
    { token, name, password }: { token: string; name: string; password: string },
    from: RequestOrigin,
  ): Promise<PersonKey> {
    const { principal, partner, invitation } = await this.#open(token, from);
    await checkPassword(password, { email: invitation.email, name, partner: partner.name });
    const passwordHash = await hashPassword(password);
    try {
      const userId = await this.#database.withTenant(principal, (scope) =>
        join(scope, invitation, { name, passwordHash }),
      );
      return { tenantId: principal.tenantId, userId };
    } catch (error) {
      if (isUniqueViolation(error, 'users_email_unique')) throw new ProblemError('ADDRESS_TAKEN');
      throw error;
    }
  }

  async #open(token: string, from: RequestOrigin): Promise<OpenInvitation> {
    const owner = await this.#database.withPlatform((platform) =>
      findSecretOwner<InvitationId>(platform, 'invitation', hashToken(token)),
    );
    if (owner === null) throw new ProblemError('ONE_TIME_LINK_GONE');
    const principal = nobodyAt(owner.tenantId, from);
    const [partner, invitation] = await this.#database.withTenant(principal, (scope) =>
      Promise.all([getPartnerState(scope), getInvitation(scope, owner.id)]),
    );
    if (partner === null || invitation === null) throw new ProblemError('ONE_TIME_LINK_GONE');
    if (partner.suspended) throw new ProblemError('PARTNER_SUSPENDED');
    return { principal, partner, invitation };
  }
}

/** Use the invitation up and make the account, both or none. The lock keeps the custom role from being deleted. */
async function join(
  scope: TenantScope,
  { id, email, role, customRole }: InvitationRecord,
  { name, passwordHash }: { name: string; passwordHash: string },
): Promise<UserId> {
  await lockPartner(scope);
  if (!(await takeInvitation(scope, id))) throw new ProblemError('ONE_TIME_LINK_GONE');
  const customRoleId = customRole?.id ?? null;
  const userId = await createUser(scope, { email, name, role, customRoleId, passwordHash });
  const after = { email, name, role: customRole?.name ?? role, invitation: id };
  await appendAudit(scope, { action: 'member.joined', object: { kind: 'user', id: userId }, after });
  return userId;
}

function inviterOf({ actor }: Principal): string {
  return actor.kind === 'user' || actor.kind === 'visitor' ? actor.name : '';
}
