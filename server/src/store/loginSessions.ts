import type { Role } from '@project88/core/contract/permissions.ts';
import type { LoginSessionId, TenantId, UserId, VisitId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope, TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';

export interface NewLoginSession {
  userId: UserId;
  /** SHA-256 of the token; the token itself is kept nowhere. */
  tokenHash: Uint8Array;
  /** The absolute end, however often it is used. */
  expiresAtMs: InstantMs;
  userAgent: string;
  address: string;
}

/** A person signed in, with the person. Expired and revoked ones are found too: the caller decides. */
export interface LoginSessionRecord {
  tenantId: TenantId;
  id: LoginSessionId;
  userId: UserId;
  email: string;
  name: string;
  role: Role;
  /** Of the custom role; null for built-in ones. */
  customPermissions: string[] | null;
  userDisabled: boolean;
  /** The partner is suspended or deleted. */
  suspended: boolean;
  loginIdleMinutes: number;
  requireSecondFactor: boolean;
  /** How the second factor was given; '' when none was. */
  secondFactor: string;
  /** A visit of this platform administrator to a partner, if one is under way or has just run out. */
  visitId: VisitId | null;
  visitTenantId: TenantId | null;
  visitReason: string | null;
  visitEndsAtMs: InstantMs | null;
  createdAtMs: InstantMs;
  lastSeenAtMs: InstantMs;
  expiresAtMs: InstantMs;
  revokedAtMs: InstantMs | null;
}

export async function createLoginSession(
  scope: TenantScope,
  login: NewLoginSession,
): Promise<{ id: LoginSessionId; createdAtMs: InstantMs }> {
  const record = { id: newRowId<LoginSessionId>(scope), createdAtMs: scope.now() };
  await scope.sql(
    `insert into login_sessions
       (tenant_id, id, user_id, token_hash, created_at, last_seen_at, expires_at, user_agent, address)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
    [
      scope.tenantId,
      record.id,
      login.userId,
      login.tokenHash,
      timestamp(record.createdAtMs),
      timestamp(login.expiresAtMs),
      login.userAgent,
      login.address,
    ],
  );
  return record;
}

/** How a login session is found: by its cookie, or by what an access token proves. */
export type LoginKey = { tokenHash: Uint8Array } | { tenantId: TenantId; id: LoginSessionId };

export async function findLoginSession(
  platform: PlatformScope,
  key: LoginKey,
): Promise<LoginSessionRecord | null> {
  const params = 'tokenHash' in key ? [key.tokenHash, null, null] : [null, key.tenantId, key.id];
  const [row] = await platform.sql<LoginSessionRecord>(
    `select tenant_id as "tenantId", id, user_id as "userId", email, name, role,
            custom_permissions as "customPermissions", disabled_at is not null as "userDisabled", suspended,
            login_idle_minutes as "loginIdleMinutes", require_second_factor as "requireSecondFactor",
            second_factor as "secondFactor", created_at as "createdAtMs", last_seen_at as "lastSeenAtMs",
            expires_at as "expiresAtMs", revoked_at as "revokedAtMs", visit_id as "visitId",
            visit_tenant_id as "visitTenantId", visit_reason as "visitReason", visit_ends_at as "visitEndsAtMs"
     from platform_find_login_session($1, $2, $3)`,
    params,
  );
  return row ?? null;
}

/** Note that it was used at `atMs`: for the idle time-out. */
export async function touchLoginSession(
  scope: TenantScope,
  id: LoginSessionId,
  atMs: InstantMs,
): Promise<void> {
  await scope.sql(
    `update login_sessions set last_seen_at = greatest(last_seen_at, $3) where tenant_id = $1 and id = $2`,
    [scope.tenantId, id, timestamp(atMs)],
  );
}

/** False when there is none, or when it was revoked before. */
export async function revokeLoginSession(
  scope: TenantScope,
  id: LoginSessionId,
  atMs: InstantMs,
): Promise<boolean> {
  const rows = await scope.sql(
    `update login_sessions set revoked_at = $3
     where tenant_id = $1 and id = $2 and revoked_at is null returning id`,
    [scope.tenantId, id, timestamp(atMs)],
  );
  return rows.length > 0;
}
