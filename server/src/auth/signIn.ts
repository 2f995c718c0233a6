import { ProblemError } from '@project88/core/contract/errors.ts';
import { instantMs } from '@project88/core/time/units.ts';
import type { Clock } from '../ops/clock.ts';
import { createLoginSession, type LoginSessionRecord, revokeLoginSession } from '../store/loginSessions.ts';
import { findUserByEmail, type UserCredentials } from '../store/users.ts';
import type { Database } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { AUTH_LIMITS } from './limits.ts';
import { LoginThrottle } from './loginThrottle.ts';
import { verifyPassword } from './passwords.ts';
import { hashToken } from './recognition.ts';

/** Random bytes of a login token: 256 bits, beyond all guessing. */
const TOKEN_BYTES = 32;

/** Where a request to sign in comes from, for the throttle and the list of login sessions. */
export interface LoginOrigin {
  address: string;
  userAgent: string;
}

export interface SignedIn {
  /** For the cookie; we keep only its SHA-256. */
  token: string;
}

export interface SignInOptions {
  database: Database;
  clock: Clock;
  random: (length: number) => Uint8Array;
}

/** Signing people in and out. */
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
    await this.#database.withTenant(systemPrincipal(user.tenantId, 'sign-in'), (scope) =>
      createLoginSession(scope, {
        userId: user.id,
        tokenHash: hashToken(token),
        expiresAtMs: instantMs(this.#clock() + AUTH_LIMITS.loginAbsoluteMs),
        userAgent: origin.userAgent.slice(0, AUTH_LIMITS.userAgentLength),
        address: origin.address,
      }),
    );
    return { token };
  }

  /** End a person's login session. Access tokens that it gave out live on for their few minutes. */
  async logout({ tenantId, id }: Pick<LoginSessionRecord, 'tenantId' | 'id'>): Promise<void> {
    await this.#database.withTenant(systemPrincipal(tenantId, 'sign-in'), (scope) =>
      revokeLoginSession(scope, id, this.#clock()),
    );
  }
}
