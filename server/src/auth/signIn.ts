import { createHash } from 'node:crypto';
import type { PartnerView, UserView } from '@project88/core/contract/auth.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import type { Clock } from '../ops/clock.ts';
import {
  createLoginSession,
  findLoginSession,
  type LoginSessionRecord,
  revokeLoginSession,
  touchLoginSession,
} from '../store/loginSessions.ts';
import { getPartner } from '../store/partners.ts';
import { findUserByEmail, getUser, type UserCredentials } from '../store/users.ts';
import type { Database } from '../tenancy/database.ts';
import type { Principal } from '../tenancy/principal.ts';
import { AUTH_LIMITS } from './limits.ts';
import { LoginThrottle } from './loginThrottle.ts';
import { verifyPassword } from './passwords.ts';

/** Random bytes of a login token: 256 bits, beyond all guessing. */
const TOKEN_BYTES = 32;

/** Where a request to sign in comes from, for the throttle and the list of login sessions. */
export interface LoginOrigin {
  address: string;
  userAgent: string;
}

export interface SignedIn {
  principal: Principal;
  /** For the cookie; we keep only its SHA-256. */
  token: string;
}

export interface SignInOptions {
  database: Database;
  clock: Clock;
  random: (length: number) => Uint8Array;
}

/** Signing people in and out, and knowing them again by the token of their cookie. */
export class SignIn {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #random: (length: number) => Uint8Array;
  readonly #throttle: LoginThrottle;

  constructor({ database, clock, random }: SignInOptions) {
    this.#database = database;
    this.#clock = clock;
    this.#random = random;
    this.#throttle = new LoginThrottle(clock);
  }

  /**
   * Throws `LOGIN_FAILED` for a wrong address, a wrong password and a disabled user alike, after the same work; and
   * `RATE_LIMITED` when this network address has guessed too often.
   */
  login(email: string, password: string, origin: LoginOrigin): Promise<SignedIn> {
    return this.#throttle.inTurn(origin.address, async () => {
      this.#throttle.check(email, origin.address);
      const user = await this.#checkPassword(email, password);
      if (user === null) {
        this.#throttle.failed(email, origin.address);
        throw new ProblemError('LOGIN_FAILED');
      }
      this.#throttle.succeeded(email, origin.address);
      return this.#open(user, origin);
    });
  }

  async #checkPassword(email: string, password: string): Promise<UserCredentials | null> {
    const user = await this.#database.withPlatform((platform) => findUserByEmail(platform, email));
    const right = await verifyPassword(user?.passwordHash ?? null, password);
    return right && user !== null && !user.disabled ? user : null;
  }

  async #open(user: UserCredentials, origin: LoginOrigin): Promise<SignedIn> {
    const token = Buffer.from(this.#random(TOKEN_BYTES)).toString('base64url');
    const tenant: Principal = { tenantId: user.tenantId, actor: { kind: 'system', name: 'sign-in' } };
    const login = await this.#database.withTenant(tenant, (scope) =>
      createLoginSession(scope, {
        userId: user.id,
        tokenHash: hashToken(token),
        expiresAtMs: instantMs(this.#clock() + AUTH_LIMITS.loginAbsoluteMs),
        userAgent: origin.userAgent.slice(0, AUTH_LIMITS.userAgentLength),
        address: origin.address,
      }),
    );
    const actor = { kind: 'user', userId: user.id, role: user.role, loginSessionId: login.id } as const;
    return { principal: { tenantId: user.tenantId, actor }, token };
  }

  /** Who holds this login token, or null when it is unknown, expired, idle too long, revoked or of a disabled user. */
  async recognise(token: string): Promise<Principal | null> {
    const login = await this.#database.withPlatform((platform) =>
      findLoginSession(platform, hashToken(token)),
    );
    const nowMs = this.#clock();
    if (login === null || !isAlive(login, nowMs)) return null;
    const { tenantId, id, userId, role } = login;
    const principal: Principal = { tenantId, actor: { kind: 'user', userId, role, loginSessionId: id } };
    if (nowMs - login.lastSeenAtMs >= AUTH_LIMITS.touchEveryMs) {
      await this.#database.withTenant(principal, (scope) => touchLoginSession(scope, id, nowMs));
    }
    return principal;
  }

  /** End a person's login session. Access tokens that it gave out live on for their few minutes. */
  async logout(principal: Principal): Promise<void> {
    const { actor } = principal;
    if (actor.kind !== 'user') return;
    await this.#database.withTenant(principal, (scope) =>
      revokeLoginSession(scope, actor.loginSessionId, this.#clock()),
    );
  }

  /** The person and the partner behind a principal. Throws `NOT_SIGNED_IN` when they were removed or disabled. */
  async whoIs(principal: Principal): Promise<{ user: UserView; partner: PartnerView }> {
    const { actor } = principal;
    if (actor.kind !== 'user') throw new ProblemError('NOT_SIGNED_IN');
    const [user, partner] = await this.#database.withTenant(principal, (scope) =>
      Promise.all([getUser(scope, actor.userId), getPartner(scope)]),
    );
    if (user === null || user.disabled || partner === null) throw new ProblemError('NOT_SIGNED_IN');
    const { tenantId, name, slug, timeZone } = partner;
    return {
      user: { id: user.id, email: user.email, name: user.name, role: user.role },
      partner: { id: tenantId, name, slug, timeZone },
    };
  }
}

function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

function isAlive(login: LoginSessionRecord, nowMs: InstantMs): boolean {
  return (
    login.revokedAtMs === null &&
    !login.userDisabled &&
    nowMs < login.expiresAtMs &&
    nowMs - login.lastSeenAtMs < AUTH_LIMITS.loginIdleMs
  );
}
