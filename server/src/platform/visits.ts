import { ProblemError } from '@project88/core/contract/errors.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import type { LiveSockets } from '../live/types.ts';
import { findLoginSession, type LoginSessionRecord } from '../store/loginSessions.ts';
import { listPartners } from '../store/partners.ts';
import { findPartner } from '../store/platformPartners.ts';
import { createVisit, endVisit, listOpenVisits, type VisitRecord } from '../store/visits.ts';
import type { Database, PlatformScope } from '../tenancy/database.ts';
import { isUniqueViolation } from '../tenancy/failures.ts';
import { type Principal, systemPrincipal } from '../tenancy/principal.ts';
import { auditInBoth, inPartner } from './administrator.ts';

export interface VisitParts {
  database: Database;
  sockets: Pick<LiveSockets, 'moveLogin'>;
}

/** What an administrator says before looking into a partner's data. */
export interface VisitWish {
  partnerId: TenantId;
  reason: string;
  minutes: number;
}

/** Looks of platform administrators into the data of one partner: with a reason, for a time, and seen by the partner. */
export class Visits {
  readonly #parts: VisitParts;

  constructor(parts: VisitParts) {
    this.#parts = parts;
  }

  /**
   * From here on the login sees the partner's data and nothing of the platform. A visit of the same login that has run out
   * is ended. Throws `NOT_FOUND`, or `CONFLICT` for a deleted partner or when another visit began meanwhile.
   */
  async start(
    principal: Principal,
    login: LoginSessionRecord,
    { partnerId, reason, minutes }: VisitWish,
  ): Promise<VisitRecord> {
    const { database, sockets } = this.#parts;
    // In a transaction of its own: one that writes into the logs of two partners could wait for another one in a circle.
    await database.withPlatform((platform) => endBefore(platform, principal, login));
    const visit = await database
      .withPlatform((platform) => begin(platform, principal, login, { partnerId, reason, minutes }))
      .catch(anotherBegan);
    sockets.moveLogin(login.id);
    return visit;
  }

  /** End the visit of this login. Throws `CONFLICT` when there is none. `home` is the administrator in their own tenant. */
  async end(home: Principal, login: LoginSessionRecord): Promise<void> {
    const ended = await this.#parts.database.withPlatform((platform) => endBefore(platform, home, login));
    if (!ended) throw new ProblemError('CONFLICT', { reason: 'No visit is under way.' });
    this.#parts.sockets.moveLogin(login.id);
  }

  /**
   * Note the end of visits whose time, or whose login, is over; the right itself ended with it. `installation` is the
   * tenant that administrators belong to.
   */
  async sweep(installation: TenantId): Promise<void> {
    const { database } = this.#parts;
    const home = systemPrincipal(installation, 'clean-up');
    for (const { tenantId } of await database.withPlatform(listPartners)) {
      const inside = systemPrincipal(tenantId, 'clean-up');
      for (const visit of await database.withTenant(inside, listOpenVisits)) {
        await database.withPlatform(async (platform) => {
          if (!(await isUnderWay(platform, installation, visit))) await note(platform, inside, home, visit);
        });
      }
    }
  }
}

async function begin(
  platform: PlatformScope,
  principal: Principal,
  login: LoginSessionRecord,
  { partnerId, reason, minutes }: VisitWish,
): Promise<VisitRecord> {
  const partner = await findPartner(platform, partnerId);
  if (partner === null) throw new ProblemError('NOT_FOUND', { what: 'partner' });
  if (partner.deleteAfterMs !== null) {
    throw new ProblemError('CONFLICT', { reason: 'The partner is deleted. Restore it first.' });
  }
  const visit = {
    adminUserId: login.userId,
    adminName: login.name,
    loginSessionId: login.id,
    reason,
    endsAtMs: instantMs(platform.now() + minutes * 60_000),
  };
  const made = await platform.inTenant(inPartner(principal, partnerId), (scope) => createVisit(scope, visit));
  const object = { kind: 'visit', id: made.id };
  const fact = {
    action: 'visit.started',
    object,
    after: { partner: partner.name, reason, minutes },
  } as const;
  await auditInBoth(platform, inPartner(principal, partnerId, made.id), principal, fact);
  return made;
}

async function isUnderWay(
  platform: PlatformScope,
  installation: TenantId,
  { endsAtMs, loginSessionId }: VisitRecord,
): Promise<boolean> {
  if (endsAtMs <= platform.now()) return false;
  const login = await findLoginSession(platform, { tenantId: installation, id: loginSessionId });
  return login !== null && login.revokedAtMs === null && platform.now() < login.expiresAtMs;
}

/** The visit that the login had when the request came. */
async function endBefore(
  platform: PlatformScope,
  home: Principal,
  { visitId, visitTenantId }: LoginSessionRecord,
): Promise<boolean> {
  if (visitId === null || visitTenantId === null) return false;
  return note(platform, inPartner(home, visitTenantId, visitId), home, { id: visitId });
}

/** False when somebody else has noted it. */
async function note(
  platform: PlatformScope,
  inside: Principal,
  home: Principal,
  { id }: Pick<VisitRecord, 'id'>,
): Promise<boolean> {
  const ended = await platform.inTenant(inside, (scope) => endVisit(scope, id));
  if (ended === null) return false;
  await auditInBoth(platform, inside, home, { action: 'visit.ended', object: { kind: 'visit', id } });
  return true;
}

function anotherBegan(error: unknown): never {
  if (!isUniqueViolation(error, 'visits_one_per_login')) throw error;
  throw new ProblemError('CONFLICT', { reason: 'Another visit has just begun. End it first.' });
}
