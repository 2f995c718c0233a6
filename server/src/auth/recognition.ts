import { ProblemError } from '@project88/core/contract/errors.ts';
import { permissionsOf, VISITOR_PERMISSIONS } from '@project88/core/contract/permissions.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { LiveSockets } from '../live/types.ts';
import type { Clock } from '../ops/clock.ts';
import {
  findLoginSession,
  type LoginKey,
  type LoginSessionRecord,
  touchLoginSession,
} from '../store/loginSessions.ts';
import type { Database } from '../tenancy/database.ts';
import { type Principal, systemPrincipal } from '../tenancy/principal.ts';
import type { TokenProof } from './accessTokens.ts';
import { AUTH_LIMITS } from './limits.ts';
import { LoginMemory } from './loginMemory.ts';
import { hashToken } from './tokens.ts';

/** A login that is alive, with what the page of the console wants to know about it. */
export interface Recognised {
  principal: Principal;
  login: LoginSessionRecord;
}

export interface RecognitionOptions {
  database: Database;
  clock: Clock;
  sockets: Pick<LiveSockets, 'endings'>;
}

/**
 * Knows people again by the token of their cookie or by what their access token proves. Both lead to the login session
 * in the database, so that a role that changed, a login that was ended and a partner that was suspended count at once.
 */
export class Recognition {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #memory: LoginMemory;

  constructor({ database, clock, sockets }: RecognitionOptions) {
    this.#database = database;
    this.#clock = clock;
    this.#memory = new LoginMemory(sockets);
  }

  /**
   * Who holds this cookie, or null when it is unknown, or its login is over for whatever reason. `isUse` is false for what
   * a page does by itself: a console that nobody looks at must not keep a login alive.
   */
  byCookie(token: string, isUse = true): Promise<Recognised | null> {
    return this.#find({ tokenHash: hashToken(token) }, isUse);
  }

  /** Whose access token this is, or null when its login is over. */
  byToken({ tenantId, loginSessionId }: TokenProof, isUse = true): Promise<Recognised | null> {
    return this.#find({ tenantId, id: loginSessionId }, isUse);
  }

  /** The same login later, for sockets that stay open: no use of it. Null when it is over. */
  again({ tenantId, id }: Pick<LoginSessionRecord, 'tenantId' | 'id'>): Promise<Recognised | null> {
    return this.#find({ tenantId, id }, false);
  }

  async #find(key: LoginKey, isUse: boolean): Promise<Recognised | null> {
    const { login, isFresh } = await this.#lookUp(key);
    const nowMs = this.#clock();
    if (login === null || !isAlive(login, nowMs)) return null;
    if (isUse && isFresh && nowMs - login.lastSeenAtMs >= AUTH_LIMITS.touchEveryMs) {
      await this.#database.withTenant(systemPrincipal(login.tenantId, 'sign-in'), (scope) =>
        touchLoginSession(scope, login.id, nowMs),
      );
    }
    return { principal: principalOf(login, nowMs), login };
  }

  /** From the database; while it is away, what it said lately, or else its `DATABASE_UNAVAILABLE`. */
  async #lookUp(key: LoginKey): Promise<{ login: LoginSessionRecord | null; isFresh: boolean }> {
    const since = { atMs: this.#clock(), endings: this.#memory.endings };
    try {
      const login = await this.#database.withPlatform((platform) => findLoginSession(platform, key));
      this.#memory.keep(key, login, since);
      return { login, isFresh: true };
    } catch (error) {
      const isAway = error instanceof ProblemError && error.code === 'DATABASE_UNAVAILABLE';
      const login = isAway ? this.#memory.recall(key, this.#clock()) : null;
      if (login === null) throw error;
      return { login, isFresh: false };
    }
  }
}

/**
 * A person in their own tenant, also while they visit another one: for what they do to their own account and logins. It
 * carries no permission.
 */
export function homePrincipal({ login }: Recognised): Principal {
  const { tenantId, userId, name, role, id } = login;
  const actor = { kind: 'user', userId, name, role, loginSessionId: id, secondFactorMissing: false } as const;
  return { tenantId, actor, permissions: new Set() };
}

function isAlive(login: LoginSessionRecord, nowMs: InstantMs): boolean {
  return (
    login.revokedAtMs === null &&
    !login.userDisabled &&
    !login.suspended &&
    nowMs < login.expiresAtMs &&
    nowMs - login.lastSeenAtMs < login.loginIdleMinutes * 60_000
  );
}

function principalOf(login: LoginSessionRecord, nowMs: InstantMs): Principal {
  const { tenantId, userId, name, role, id } = login;
  const { visitId, visitTenantId, visitEndsAtMs } = login;
  if (visitId !== null && visitTenantId !== null && nowMs < (visitEndsAtMs ?? 0)) {
    const actor = { kind: 'visitor', userId, name, loginSessionId: id, visitId } as const;
    return { tenantId: visitTenantId, actor, permissions: new Set(VISITOR_PERMISSIONS) };
  }
  const secondFactorMissing = login.requireSecondFactor && login.secondFactor === '';
  return {
    tenantId,
    actor: { kind: 'user', userId, name, role, loginSessionId: id, secondFactorMissing },
    permissions: permissionsOf(role, login.customPermissions ?? []),
  };
}
