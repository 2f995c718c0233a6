import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Quotas } from '@project88/core/contract/partners.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import type { Logger } from 'pino';
import { type AuditFact, appendAudit } from '../store/audit.ts';
import {
  createPartner,
  isActive,
  listPartners,
  type NewPartner,
  type PartnerOverview,
} from '../store/partners.ts';
import {
  changePartner,
  deletePartnerLater,
  emptyPartner,
  findPartner,
  removePartner,
  restorePartner,
  resumePartner,
  suspendPartner,
} from '../store/platformPartners.ts';
import { findUserByEmail } from '../store/users.ts';
import type { Database, PlatformScope, TenantScope } from '../tenancy/database.ts';
import { isUniqueViolation } from '../tenancy/failures.ts';
import { type Principal, systemPrincipal } from '../tenancy/principal.ts';
import { auditInBoth, inPartner } from './administrator.ts';
import { PLATFORM_LIMITS } from './limits.ts';
import type { RunningPartners } from './runningPartners.ts';

export interface PlatformPartnersParts {
  database: Database;
  running: RunningPartners;
  log: Logger;
}

interface Decision {
  id: TenantId;
  /** False when it is so already. */
  decide: (platform: PlatformScope, before: PartnerOverview) => Promise<boolean>;
  /** The entry for the audit logs. */
  fact: (before: PartnerOverview, after: PartnerOverview) => Pick<AuditFact, 'action' | 'before' | 'after'>;
  /** What follows for that which runs, also when it was so already: the last time may have been interrupted. */
  follow?: (partner: PartnerOverview) => void | Promise<void>;
}

/**
 * What platform administrators decide about partners. Each decision is written into the partner's log and into that of the
 * installation in the same transaction; what runs for the partner follows at once.
 */
export class PlatformPartners {
  readonly #parts: PlatformPartnersParts;
  #turn: Promise<unknown> = Promise.resolve();
  #sweeping: Promise<void> | null = null;

  constructor(parts: PlatformPartnersParts) {
    this.#parts = parts;
  }

  list(): Promise<PartnerOverview[]> {
    return this.#parts.database.withPlatform(listPartners);
  }

  /** Throws `NOT_FOUND`. */
  get(id: TenantId): Promise<PartnerOverview> {
    return this.#parts.database.withPlatform((platform) => existing(platform, id));
  }

  /**
   * Make a partner; `invite` invites its first owner inside of it. Throws `NAME_TAKEN` when another one has the short name,
   * and `ADDRESS_TAKEN` when somebody has an account with the address.
   */
  async create<Invitation>(
    principal: Principal,
    wanted: NewPartner & { owner: { email: string } },
    invite: (scope: TenantScope) => Promise<Invitation>,
  ): Promise<{ partner: PartnerOverview; invitation: Invitation }> {
    const { owner, ...facts } = wanted;
    const made = await this.#parts.database
      .withPlatform(async (platform) => {
        await refuseTaken(platform, owner.email);
        const { tenantId, name, slug } = await createPartner(platform, facts);
        const inside = inPartner(principal, tenantId);
        const invitation = await platform.inTenant(inside, invite);
        const after = { name, slug, owner: owner.email };
        const fact = { action: 'partner.made', object: objectOf(tenantId), after } as const;
        await auditInBoth(platform, inside, principal, fact);
        return { partner: await existing(platform, tenantId), invitation };
      })
      .catch(slugTaken);
    await this.#parts.running.learn();
    return made;
  }

  /** Invite another owner, for a partner that has none who can sign in. Throws like `create`, or `NOT_FOUND`. */
  inviteOwner<Invitation>(
    principal: Principal,
    id: TenantId,
    { owner, invite }: { owner: { email: string }; invite: (scope: TenantScope) => Promise<Invitation> },
  ): Promise<Invitation> {
    return this.#parts.database.withPlatform(async (platform) => {
      await existing(platform, id);
      await refuseTaken(platform, owner.email);
      const inside = inPartner(principal, id);
      const invitation = await platform.inTenant(inside, invite);
      const after = { email: owner.email, role: 'owner' };
      const fact = { action: 'member.invited', object: objectOf(id), after } as const;
      // The partner's own log tells it already, as of any invitation.
      await platform.inTenant(principal, (scope) => appendAudit(scope, fact));
      return invitation;
    });
  }

  async change(
    principal: Principal,
    id: TenantId,
    wanted: { name?: string | undefined; quotas?: Quotas | undefined },
  ): Promise<PartnerOverview> {
    const { partner } = await this.#decide(principal, {
      id,
      decide: (platform) => changePartner(platform, id, wanted),
      fact: (before, after) => ({ action: 'partner.changed', before: agreed(before), after: agreed(after) }),
    });
    return partner;
  }

  /** Everything of the partner ends at once. Throws `CONFLICT` when it is suspended already. */
  async suspend(principal: Principal, id: TenantId, reason: string): Promise<PartnerOverview> {
    const { isNew, partner } = await this.#decide(principal, {
      id,
      decide: (platform) => suspendPartner(platform, id, reason),
      fact: (_before, after) => ({ action: 'partner.suspended', after: { name: after.name, reason } }),
      follow: () => this.#parts.running.stop(id),
    });
    if (!isNew) throw new ProblemError('CONFLICT', { reason: 'The partner is suspended already.' });
    return partner;
  }

  /** Repeating it does no harm: it also finishes what a database that went away left half-done. */
  async resume(principal: Principal, id: TenantId): Promise<PartnerOverview> {
    const { partner } = await this.#decide(principal, {
      id,
      decide: (platform) => resumePartner(platform, id),
      fact: ({ name, suspendedReason: reason }) => ({ action: 'partner.resumed', before: { name, reason } }),
      follow: (after) => this.#startActive(after),
    });
    return partner;
  }

  /** Everything ends at once and is removed later. Throws `CONFLICT` for a slug that does not match or when it is deleted. */
  async delete(principal: Principal, id: TenantId, slug: string): Promise<PartnerOverview> {
    const { isNew, partner } = await this.#decide(principal, {
      id,
      decide: (platform, before) => {
        if (before.slug !== slug)
          throw new ProblemError('CONFLICT', { reason: 'The short name does not match.' });
        const until = instantMs(platform.now() + PLATFORM_LIMITS.restoreWithinMs);
        return deletePartnerLater(platform, id, until);
      },
      fact: (_before, { name, deleteAfterMs }) => ({
        action: 'partner.deleted',
        after: { name, deleteAfter: deleteAfterMs && new Date(deleteAfterMs).toISOString() },
      }),
      follow: () => this.#parts.running.stop(id),
    });
    if (!isNew) throw new ProblemError('CONFLICT', { reason: 'The partner is deleted already.' });
    return partner;
  }

  /** Throws `CONFLICT` when the time to restore is over. Repeating it does no harm. */
  async restore(principal: Principal, id: TenantId): Promise<PartnerOverview> {
    const { partner } = await this.#decide(principal, {
      id,
      decide: (platform) => restorePartner(platform, id),
      fact: (_before, { name }) => ({ action: 'partner.restored', after: { name } }),
      follow: (after) => this.#startActive(after),
    });
    if (partner.deleteAfterMs !== null) {
      throw new ProblemError('CONFLICT', { reason: 'The time to restore this partner is over.' });
    }
    return partner;
  }

  /**
   * Remove the partners whose time to restore is over, at most `most` rows of each kind at a time. One that cannot be
   * removed is said and tried again in the next round. `installation` gets the entry in its log. Called while it is under
   * way, it waits for that round. No decision about other partners waits for it.
   */
  sweep(installation: TenantId, most: number = PLATFORM_LIMITS.removedOfPartnerAtOnce): Promise<void> {
    this.#sweeping ??= this.#removeOver(installation, most).finally(() => {
      this.#sweeping = null;
    });
    return this.#sweeping;
  }

  async #removeOver(installation: TenantId, most: number): Promise<void> {
    const nowMs = await this.#parts.database.withPlatform(async (platform) => platform.now());
    const over = (await this.list()).filter(({ deleteAfterMs }) => (deleteAfterMs ?? nowMs + 1) <= nowMs);
    for (const partner of over) {
      await this.#remove(installation, partner, most).catch((error: unknown) => {
        this.#parts.log.warn({ err: error, tenant: partner.tenantId }, 'a deleted partner was not removed');
      });
    }
  }

  /**
   * First the rows in batches, then the recording, then the partner: whatever interrupts it, the partner's row still tells
   * the next round what to finish.
   */
  async #remove(
    installation: TenantId,
    { tenantId, name, slug }: PartnerOverview,
    most: number,
  ): Promise<void> {
    const { database, running } = this.#parts;
    for (;;) {
      const removed = await database.withPlatform((platform) => emptyPartner(platform, tenantId, most));
      // Restored in the last moment.
      if (removed === null) return;
      if (removed === 0) break;
    }
    await running.remove(tenantId);
    await database.withPlatform(async (platform) => {
      if (!(await removePartner(platform, tenantId))) return;
      const fact = { action: 'partner.removed', object: objectOf(tenantId), before: { name, slug } } as const;
      const server = systemPrincipal(installation, 'clean-up');
      await platform.inTenant(server, (scope) => appendAudit(scope, fact));
    });
    await running.learn();
  }

  async #startActive(partner: PartnerOverview): Promise<void> {
    if (isActive(partner)) await this.#parts.running.start(partner.tenantId);
  }

  /** One after the other, each with what follows from it: a suspension and its end must not overtake each other. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #decide(
    principal: Principal,
    { id, decide, fact, follow }: Decision,
  ): Promise<{ isNew: boolean; partner: PartnerOverview }> {
    return this.#inTurn(async () => {
      const decided = await this.#parts.database.withPlatform(async (platform) => {
        const before = await existing(platform, id);
        const isNew = await decide(platform, before);
        if (!isNew) return { isNew, partner: before };
        const partner = await existing(platform, id);
        const entry = { ...fact(before, partner), object: objectOf(id) };
        await auditInBoth(platform, inPartner(principal, id), principal, entry);
        return { isNew, partner };
      });
      await follow?.(decided.partner);
      return decided;
    });
  }
}

async function existing(platform: PlatformScope, id: TenantId): Promise<PartnerOverview> {
  const partner = await findPartner(platform, id);
  if (partner === null) throw new ProblemError('NOT_FOUND', { what: 'partner' });
  return partner;
}

/** Told to administrators only; a person signs in to one partner. */
async function refuseTaken(platform: PlatformScope, email: string): Promise<void> {
  if ((await findUserByEmail(platform, email)) !== null) throw new ProblemError('ADDRESS_TAKEN');
}

function slugTaken(error: unknown): never {
  if (!isUniqueViolation(error, 'partners_slug_unique')) throw error;
  throw new ProblemError('NAME_TAKEN', { what: 'partner' });
}

function objectOf(id: TenantId) {
  return { kind: 'partner', id };
}

function agreed({ name, quotas }: PartnerOverview) {
  return { name, quotas };
}
