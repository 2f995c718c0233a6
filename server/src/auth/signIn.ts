import { ProblemError } from '@project88/core/contract/errors.ts';
import { permissionsOf } from '@project88/core/contract/permissions.ts';
import type { LoginSessionId, TenantId, UserId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import type { LiveSockets } from '../live/types.ts';
import type { Clock } from '../ops/clock.ts';
import { appendAudit } from '../store/audit.ts';
import { newUuidV7 } from '../store/ids.ts';
import { createLoginSession, endLogin, type SecondFactorGiven } from '../store/loginSessions.ts';
import { getOwnAccount, noteLogin, type OwnAccount } from '../store/ownAccount.ts';
import { findUserByEmail, type UserCredentials } from '../store/users.ts';
import type { Database, TenantScope } from '../tenancy/database.ts';
import { type Principal, systemPrincipal } from '../tenancy/principal.ts';
import { AUTH_LIMITS } from './limits.ts';
import { LoginThrottle } from './loginThrottle.ts';
import { printOfPassword, verifyPassword } from './passwords.ts';
import { issueRefreshToken } from './refreshTokens.ts';
import type { LoginWishes, SecondFactors } from './secondFactors.ts';
import { freshToken, hashToken } from './tokens.ts';

const HOUR_MS = 3_600_000;

/** A person, wherever they belong. */
export interface PersonKey {
  tenantId: TenantId;
  userId: UserId;
}

/** Where a request to sign in comes from: for the throttle, the list of logins and the audit log. */
export interface LoginOrigin {
  address: string;
  userAgent: string;
  requestId: string;
}

/** How a login came about. */
export interface OpenOptions {
  /** For a program that keeps no cookies. */
  refreshToken?: boolean;
  secondFactor?: SecondFactorGiven;
  /** Print of the hash that the password was checked against: when it was replaced since, the login is refused. */
  passwordPrint?: string;
}

export interface OpenedLogin {
  id: LoginSessionId;
  /** For the cookie; we keep only its SHA-256. */
  token: string;
  /** Null unless it was asked for. */
  refreshToken: string | null;
}

export interface SignInOptions {
  database: Database;
  clock: Clock;
  random: (length: number) => Uint8Array;
  secondFactors: Pick<SecondFactors, 'begin'>;
  sockets: Pick<LiveSockets, 'endLogin'>;
}

/** Signing people in and out. */
export class SignIn {
  readonly #options: SignInOptions;
  readonly #throttle: LoginThrottle;

  constructor(options: SignInOptions) {
    this.#options = options;
    this.#throttle = new LoginThrottle(options.clock);
  }

  /**
   * Sign in with a password. Throws `LOGIN_FAILED` for a wrong address, a wrong password and a disabled user alike, after
   * the same work; `RATE_LIMITED` when this network address has guessed too often; and, for whoever knows the password,
   * `PARTNER_SUSPENDED`, or `SECOND_FACTOR_REQUIRED` with the ticket for the second step as its details.
   */
  async login(
    email: string,
    password: string,
    origin: LoginOrigin,
    options: LoginWishes = {},
  ): Promise<OpenedLogin> {
    const user = await this.#provePassword(email, password, origin);
    const person = { tenantId: user.tenantId, userId: user.id };
    if (user.suspended) throw new ProblemError('PARTNER_SUSPENDED');
    if (user.secondFactors > 0) await this.#askSecondFactor(user, options);
    const { refreshToken = false } = options;
    return this.open(person, origin, { refreshToken, passwordPrint: printOfPassword(user.passwordHash) });
  }

  /**
   * Check the password of somebody who is signed in already, before changes that would let a thief of the login stay.
   * Throws `PASSWORD_WRONG`, and `RATE_LIMITED` like a sign-in: a stolen login must not help to guess the password.
   */
  async confirm(person: PersonKey, password: string, address: string): Promise<OwnAccount> {
    const account = await this.#ownAccount(person);
    await this.#throttle.inTurn(account.email, address, async () => {
      if (await verifyPassword(account.passwordHash, password)) {
        this.#throttle.succeeded(account.email, address);
        return;
      }
      this.#throttle.failed(account.email, address);
      throw new ProblemError('PASSWORD_WRONG');
    });
    return account;
  }

  /**
   * Make the login of a person who has proven who they are. Throws `LOGIN_FAILED` when they were disabled, or their
   * password replaced, since; and `PARTNER_SUSPENDED`.
   */
  async open(person: PersonKey, origin: LoginOrigin, options: OpenOptions = {}): Promise<OpenedLogin> {
    const account = await this.#ownAccount(person);
    if (account.suspended) throw new ProblemError('PARTNER_SUSPENDED');
    const { passwordPrint } = options;
    if (passwordPrint !== undefined && passwordPrint !== printOfPassword(account.passwordHash))
      throw new ProblemError('LOGIN_FAILED');
    const nowMs = this.#options.clock();
    const id = newUuidV7(nowMs, this.#options.random(10)) as LoginSessionId;
    const token = freshToken(this.#options.random);
    const expiresAtMs = instantMs(nowMs + account.loginAbsoluteHours * HOUR_MS);
    const refreshToken = await this.#options.database.withTenant(
      personPrincipal(person, account, id, origin),
      async (scope) => {
        if (!(await noteLogin(scope, person.userId, account.passwordHash)))
          throw new ProblemError('LOGIN_FAILED');
        await createLoginSession(scope, {
          id,
          userId: person.userId,
          tokenHash: hashToken(token),
          expiresAtMs,
          userAgent: origin.userAgent.slice(0, AUTH_LIMITS.userAgentLength),
          address: origin.address,
          secondFactor: options.secondFactor ?? '',
        });
        const refresh =
          options.refreshToken === true ? await issueRefreshToken(scope, id, expiresAtMs) : null;
        await this.#auditLogin(scope, id, options);
        return refresh;
      },
    );
    return { id, token, refreshToken };
  }

  /** End a login: its cookie, its access tokens, its refresh tokens and its live sockets, at once. */
  async logout(principal: Principal, { id, userId }: { id: LoginSessionId; userId: UserId }): Promise<void> {
    await this.#options.database.withTenant(principal, async (scope) => {
      const ended = await endLogin(scope, userId, { id, reason: 'signed-out' });
      if (ended) await appendAudit(scope, { action: 'login.ended', object: { kind: 'login', id } });
    });
    this.#options.sockets.endLogin(id);
  }

  async #provePassword(email: string, password: string, { address }: LoginOrigin): Promise<UserCredentials> {
    return this.#throttle.inTurn(email, address, async () => {
      const user = await this.#checkPassword(email, password);
      if (user === null) {
        this.#throttle.failed(email, address);
        throw new ProblemError('LOGIN_FAILED');
      }
      this.#throttle.succeeded(email, address);
      return user;
    });
  }

  async #checkPassword(email: string, password: string): Promise<UserCredentials | null> {
    const user = await this.#options.database.withPlatform((platform) => findUserByEmail(platform, email));
    const right = await verifyPassword(user?.passwordHash ?? null, password);
    return right && user !== null && !user.disabled ? user : null;
  }

  /** Throws `SECOND_FACTOR_REQUIRED`, unless the last factor was removed in this moment. */
  async #askSecondFactor(user: UserCredentials, options: LoginWishes): Promise<void> {
    const ticket = await this.#options.secondFactors.begin(user, options);
    if (ticket === null) return;
    // A change of the password ends the tickets that it finds. This one might have come just after.
    const { passwordHash } = await this.#ownAccount({ tenantId: user.tenantId, userId: user.id });
    if (passwordHash !== user.passwordHash) throw new ProblemError('LOGIN_FAILED');
    throw new ProblemError('SECOND_FACTOR_REQUIRED', {}, ticket);
  }

  async #ownAccount({ tenantId, userId }: PersonKey): Promise<OwnAccount> {
    const account = await this.#options.database.withTenant(systemPrincipal(tenantId, 'sign-in'), (scope) =>
      getOwnAccount(scope, userId),
    );
    if (account === null) throw new ProblemError('LOGIN_FAILED');
    return account;
  }

  async #auditLogin(scope: TenantScope, id: LoginSessionId, options: OpenOptions): Promise<void> {
    const { secondFactor = '', refreshToken = false } = options;
    const after = { secondFactor, refreshToken };
    await appendAudit(scope, { action: 'login.succeeded', object: { kind: 'login', id }, after });
  }
}

function personPrincipal(
  { tenantId, userId }: PersonKey,
  { name, role }: Pick<OwnAccount, 'name' | 'role'>,
  loginSessionId: LoginSessionId,
  { address, requestId }: LoginOrigin,
): Principal {
  return {
    tenantId,
    actor: { kind: 'user', userId, name, role, loginSessionId, secondFactorMissing: false },
    permissions: permissionsOf(role),
    request: { id: requestId, address },
  };
}
