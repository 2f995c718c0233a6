import type { LoginSessionId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';

export interface NewRefreshToken {
  loginSessionId: LoginSessionId;
  /** SHA-256 of the token; the token itself is kept nowhere. */
  tokenHash: Uint8Array;
  expiresAtMs: InstantMs;
}

export async function createRefreshToken(scope: TenantScope, token: NewRefreshToken): Promise<void> {
  await scope.sql(
    `insert into refresh_tokens (tenant_id, id, login_session_id, token_hash, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      scope.tenantId,
      newRowId(scope),
      token.loginSessionId,
      token.tokenHash,
      timestamp(scope.now()),
      timestamp(token.expiresAtMs),
    ],
  );
}

/**
 * Use a token up, in one statement: of two who send the same one at the same moment, the second waits for the first and
 * then finds it used. `gone`: it is expired or was never there.
 */
export async function takeRefreshToken(
  scope: TenantScope,
  tokenHash: Uint8Array,
): Promise<'taken' | 'used-before' | 'gone'> {
  const now = timestamp(scope.now());
  const taken = await scope.sql(
    `update refresh_tokens set used_at = $3
     where tenant_id = $1 and token_hash = $2 and used_at is null and expires_at > $3 returning id`,
    [scope.tenantId, tokenHash, now],
  );
  if (taken.length > 0) return 'taken';
  const used = await scope.sql(
    'select id from refresh_tokens where tenant_id = $1 and token_hash = $2 and used_at is not null',
    [scope.tenantId, tokenHash],
  );
  return used.length > 0 ? 'used-before' : 'gone';
}
