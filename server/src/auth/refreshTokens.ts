import { ProblemError } from '@project88/core/contract/errors.ts';
import type { LoginSessionId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { LiveSockets } from '../live/types.ts';
import { appendAudit } from '../store/audit.ts';
import { endLogin } from '../store/loginSessions.ts';
import { createRefreshToken, takeRefreshToken } from '../store/refreshTokens.ts';
import { findSecretOwner } from '../store/tokenOwners.ts';
import type { Database, TenantScope } from '../tenancy/database.ts';
import { homePrincipal, type Recognised, type Recognition } from './recognition.ts';
import { freshToken, hashToken } from './tokens.ts';

export interface Refreshed {
  recognised: Recognised;
  /** The next one; the one that was sent is used up. */
  refreshToken: string;
}

export interface RefreshTokenOptions {
  database: Database;
  recognition: Recognition;
  sockets: Pick<LiveSockets, 'endLogin'>;
}

/** A refresh token for a login, which lives as long as the login may. */
export async function issueRefreshToken(
  scope: TenantScope,
  loginSessionId: LoginSessionId,
  expiresAtMs: InstantMs,
): Promise<string> {
  const token = freshToken((length) => scope.randomBytes(length));
  await createRefreshToken(scope, { loginSessionId, tokenHash: hashToken(token), expiresAtMs });
  return token;
}

/**
 * Refresh tokens of programs. Each is used once and brings the next. One that comes a second time was copied: by a thief
 * who was faster or slower than its holder, and nobody can tell which. So the whole login ends with it, whoever sent it.
 * The same holds for two uses at the same moment: one gets an answer, and the login ends all the same. A program must
 * therefore refresh one request at a time, and sign in again when an answer was lost on the way.
 */
export class RefreshTokens {
  readonly #options: RefreshTokenOptions;

  constructor(options: RefreshTokenOptions) {
    this.#options = options;
  }

  /** Use a token for the next one. Throws `REFRESH_TOKEN_INVALID`. */
  async rotate(token: string, request: { id: string; address: string }): Promise<Refreshed> {
    const { database, recognition } = this.#options;
    const tokenHash = hashToken(token);
    const owner = await database.withPlatform((platform) =>
      findSecretOwner<LoginSessionId>(platform, 'refresh-token', tokenHash),
    );
    const recognised =
      owner === null
        ? null
        : await recognition.byToken({ tenantId: owner.tenantId, loginSessionId: owner.id });
    if (recognised === null) throw new ProblemError('REFRESH_TOKEN_INVALID');
    const next = await database.withTenant({ ...homePrincipal(recognised), request }, (scope) =>
      this.#take(scope, recognised, tokenHash),
    );
    if (next === 'used-before') this.#options.sockets.endLogin(recognised.login.id);
    if (next === 'used-before' || next === 'gone') throw new ProblemError('REFRESH_TOKEN_INVALID');
    return { recognised, refreshToken: next.token };
  }

  /** Answers instead of throwing: the end of the login has to be committed. */
  async #take(
    scope: TenantScope,
    { login }: Recognised,
    tokenHash: Uint8Array,
  ): Promise<{ token: string } | 'used-before' | 'gone'> {
    const taken = await takeRefreshToken(scope, tokenHash);
    if (taken === 'taken') return { token: await issueRefreshToken(scope, login.id, login.expiresAtMs) };
    if (taken === 'used-before') await noteReuse(scope, login);
    return taken;
  }
}

async function noteReuse(scope: TenantScope, { id, userId }: Recognised['login']): Promise<void> {
  if (await endLogin(scope, userId, { id, reason: 'refresh-reused' }))
    await appendAudit(scope, { action: 'login.refresh-reused', object: { kind: 'login', id } });
}
