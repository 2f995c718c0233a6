import { ProblemError } from '@project88/core/contract/errors.ts';
import type { OneTimeLink } from '@project88/core/contract/team.ts';
import type { UserId } from '@project88/core/ids/ids.ts';
import type { Logger } from 'pino';
import type { LiveSockets } from '../live/types.ts';
import { resetLetter } from '../mail/letters.ts';
import type { Clock } from '../ops/clock.ts';
import { appendAudit } from '../store/audit.ts';
import { endLogins } from '../store/loginSessions.ts';
import { getPartnerState } from '../store/partners.ts';
import {
  createPasswordReset,
  endPasswordResets,
  getPasswordReset,
  type PasswordResetRecord,
  takePasswordReset,
} from '../store/passwordResets.ts';
import { findSecretOwner } from '../store/tokenOwners.ts';
import { findUserByEmail, lockUser, setPassword } from '../store/users.ts';
import type { Database, TenantScope } from '../tenancy/database.ts';
import type { Principal } from '../tenancy/principal.ts';
import { Allowance } from './allowance.ts';
import { LINK_LIMITS } from './linkLimits.ts';
import { type Draft, nobodyAt, type OneTimeLinks, type RequestOrigin } from './oneTimeLinks.ts';
import { checkPassword } from './passwordRules.ts';
import { hashPassword } from './passwords.ts';
import { hashToken } from './tokens.ts';

const MINUTE_MS = 60_000;

export interface PasswordResetsOptions {
  database: Database;
  clock: Clock;
  links: OneTimeLinks;
  sockets: Pick<LiveSockets, 'endUser'>;
  log: Logger;
}

/** New passwords by one-time link, for those who forgot theirs. */
export class PasswordResets {
  readonly #options: PasswordResetsOptions;
  readonly #underWay = new Set<Promise<void>>();
  readonly #letters = new Allowance({
    burst: LINK_LIMITS.lettersPerAddress,
    refillMs: LINK_LIMITS.letterRefillMs,
    rememberedKeys: LINK_LIMITS.rememberedAddresses,
  });

  constructor(options: PasswordResetsOptions) {
    this.#options = options;
  }

  /**
   * Send a link to whoever has this address, after the answer is given: it looks the same and comes as fast for addresses
   * that nobody has. Answers whether this installation sends mail at all. Throws `RATE_LIMITED` when too many ask at the
   * same time.
   */
  forgot(email: string, from: RequestOrigin): { mailed: boolean } {
    if (!this.#options.links.sendsMail) return { mailed: false };
    if (this.#underWay.size >= LINK_LIMITS.resetsAtOnce)
      throw new ProblemError('RATE_LIMITED', { retryAfterS: 5 });
    const address = email.trim().toLowerCase();
    const nowMs = this.#options.clock();
    if (this.#letters.waitMs(address, nowMs) > 0) return { mailed: true };
    this.#letters.spend(address, nowMs);
    const work = this.#sendTo(address, from)
      .catch((error: Error) => this.#options.log.warn({ reason: error.message }, 'no link was sent'))
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
    return { mailed: true };
  }

  /** Wait for letters that are under way. */
  async close(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #sendTo(email: string, from: RequestOrigin): Promise<void> {
    const { database, links } = this.#options;
    const user = await database.withPlatform((platform) => findUserByEmail(platform, email));
    if (user === null || user.disabled || user.suspended) return;
    const draft = await database.withTenant(nobodyAt(user.tenantId, from), async (scope) => {
      const made = await this.draft(scope, user);
      await appendAudit(scope, { action: 'password.reset-asked', object: { kind: 'user', id: user.id } });
      return made;
    });
    await links.deliver(draft);
  }

  /** Write a link for this person down, in the scope's transaction; `deliver` it after the commit. */
  async draft(scope: TenantScope, user: { id: UserId; email: string; name: string }): Promise<Draft> {
    const minutes = LINK_LIMITS.resetMinutes;
    const { url, tokenHash, expiresAtMs } = this.#options.links.draw('reset', minutes * MINUTE_MS);
    await createPasswordReset(scope, { userId: user.id, tokenHash, expiresAtMs });
    const partner = (await getPartnerState(scope))?.name ?? '';
    const letter = resetLetter({ to: user.email, name: user.name, partner, url, minutes });
    return { url, expiresAtMs, letter };
  }

  deliver(draft: Draft): Promise<OneTimeLink> {
    return this.#options.links.deliver(draft);
  }

  /**
   * Set a new password. All logins of the person end, with their refresh tokens and sockets; second factors stay. Throws
   * `ONE_TIME_LINK_GONE`, `PASSWORD_WEAK` (the link still works then) and `PARTNER_SUSPENDED`.
   */
  async reset(token: string, password: string, from: RequestOrigin): Promise<void> {
    const { database, sockets } = this.#options;
    const { principal, reset } = await this.#open(token, from);
    await checkPassword(password, reset);
    const passwordHash = await hashPassword(password);
    await database.withTenant(principal, (scope) => setThroughLink(scope, reset, passwordHash));
    sockets.endUser(reset.userId);
  }

  async #open(
    token: string,
    from: RequestOrigin,
  ): Promise<{ principal: Principal; reset: PasswordResetRecord }> {
    const { database } = this.#options;
    const owner = await database.withPlatform((platform) =>
      findSecretOwner(platform, 'password-reset', hashToken(token)),
    );
    if (owner === null) throw new ProblemError('ONE_TIME_LINK_GONE');
    const principal = nobodyAt(owner.tenantId, from);
    const [partner, reset] = await database.withTenant(principal, (scope) =>
      Promise.all([getPartnerState(scope), getPasswordReset(scope, owner.id)]),
    );
    if (partner === null || reset === null || reset.disabled) throw new ProblemError('ONE_TIME_LINK_GONE');
    if (partner.suspended) throw new ProblemError('PARTNER_SUSPENDED');
    return { principal, reset };
  }
}

/** The lock on the person makes sign-ins with the old password come before, where they are ended. */
async function setThroughLink(
  scope: TenantScope,
  { id, userId }: PasswordResetRecord,
  passwordHash: string,
): Promise<void> {
  await lockUser(scope, userId);
  if (!(await takePasswordReset(scope, id))) throw new ProblemError('ONE_TIME_LINK_GONE');
  await setPassword(scope, userId, passwordHash);
  await endPasswordResets(scope, userId);
  await endLogins(scope, userId, { reason: 'password-reset' });
  await appendAudit(scope, { action: 'password.reset', object: { kind: 'user', id: userId } });
}
