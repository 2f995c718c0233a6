import type { Role } from '@project88/core/contract/permissions.ts';
import type { LoginSessionId, TenantId, UserId, VisitId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope, TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';
import { type Page, type PageRequest, readPage, UUID_KEY } from './pages.ts';

/** How the second factor was given at a login; '' when none was. */
export type SecondFactorGiven = '' | 'totp' | 'passkey' | 'recovery-code';

export interface NewLoginSession {
  /** Made by the store unless it is given. */
  id?: LoginSessionId;
  userId: UserId;
  /** SHA-256 of the token; the token itself is kept nowhere. */
  tokenHash: Uint8Array;
  /** The absolute end, however often it is used. */
  expiresAtMs: InstantMs;
  userAgent: string;
  address: string;
  secondFactor?: SecondFactorGiven;
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
  secondFactor: SecondFactorGiven;
  /** A visit of this platform administrator to a partner, if one is under way or has just run out. */
  visitId: VisitId | null;
  visitTenantId: TenantId | null;
  visitReason: string | null;
  visitEndsAtMs: InstantMs | null;
  createdAtMs: InstantMs;
  lastSeenAtMs: InstantMs;
  /** The absolute end, or an earlier one when the partner has shortened its rule since. */
  expiresAtMs: InstantMs;
  revokedAtMs: InstantMs | null;
}

export async function createLoginSession(
  scope: TenantScope,
  login: NewLoginSession,
): Promise<{ id: LoginSessionId; createdAtMs: InstantMs }> {
  const record = { id: login.id ?? newRowId<LoginSessionId>(scope), createdAtMs: scope.now() };
  await scope.sql(
    `insert into login_sessions
       (tenant_id, id, user_id, token_hash, created_at, last_seen_at, expires_at, user_agent, address, second_factor)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9)`,
    [
      scope.tenantId,
      record.id,
      login.userId,
      login.tokenHash,
      timestamp(record.createdAtMs),
      timestamp(login.expiresAtMs),
      login.userAgent,
      login.address,
      login.secondFactor ?? '',
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

/**
 * End all logins of a person, or all but one, and with them their refresh tokens; also a sign-in that waits for its
 * second factor. Answers which logins ended, for closing their sockets.
 */
export async function endLogins(
  scope: TenantScope,
  userId: UserId,
  { reason, except = null }: { reason: string; except?: LoginSessionId | null },
): Promise<LoginSessionId[]> {
  const now = timestamp(scope.now());
  await scope.sql(
    `update login_tickets set used_at = $3
     where tenant_id = $1 and user_id = $2 and purpose = 'second-factor' and used_at is null`,
    [scope.tenantId, userId, now],
  );
  const rows = await scope.sql<{ id: LoginSessionId }>(
    `update login_sessions set revoked_at = $3, ended_reason = $4
     where tenant_id = $1 and user_id = $2 and revoked_at is null and ($5::uuid is null or id <> $5)
     returning id`,
    [scope.tenantId, userId, now, reason, except],
  );
  return rows.map(({ id }) => id);
}

/** End one login of a person; `reason` is kept with it. False when they have none with this id, or it was ended before. */
export async function endLogin(
  scope: TenantScope,
  userId: UserId,
  { id, reason }: { id: LoginSessionId; reason: string },
): Promise<boolean> {
  const rows = await scope.sql(
    `update login_sessions set revoked_at = $4, ended_reason = $5
     where tenant_id = $1 and user_id = $2 and id = $3 and revoked_at is null returning id`,
    [scope.tenantId, userId, id, timestamp(scope.now()), reason],
  );
  return rows.length > 0;
}

/** A login in the list of a person's logins. */
export interface LoginSummary
  extends Pick<LoginSessionRecord, 'id' | 'secondFactor' | 'createdAtMs' | 'lastSeenAtMs' | 'expiresAtMs'> {
  userAgent: string;
  address: string;
}

/** As `platform_find_login_session` answers it. */
const END = 'least(s.expires_at, s.created_at + make_interval(hours => p.login_absolute_hours))';

/** The living logins of a person, newest first: neither ended, nor idle for too long, nor too old. */
export function listLogins(
  scope: TenantScope,
  userId: UserId,
  request: PageRequest,
): Promise<Page<LoginSummary>> {
  return readPage(request, {
    name: 'logins',
    keyPattern: UUID_KEY,
    keyOf: ({ id }) => id,
    fetch: (before, most) =>
      scope.sql<LoginSummary>(
        `select s.id, s.second_factor as "secondFactor", s.user_agent as "userAgent", s.address,
                s.created_at as "createdAtMs", s.last_seen_at as "lastSeenAtMs", ${END} as "expiresAtMs"
         from login_sessions s join partners p on p.tenant_id = s.tenant_id
         where s.tenant_id = $1 and s.user_id = $2 and s.revoked_at is null and ${END} > $3
           and s.last_seen_at > $3::timestamptz - make_interval(mins => p.login_idle_minutes)
           and ($4::uuid is null or s.id < $4)
         order by s.id desc limit $5`,
        [scope.tenantId, userId, timestamp(scope.now()), before, most],
      ),
  });
}

/** The person has given a second factor in this login after all, by adding one. */
export async function noteSecondFactor(
  scope: TenantScope,
  id: LoginSessionId,
  kind: 'totp' | 'passkey',
): Promise<void> {
  await scope.sql(
    `update login_sessions set second_factor = $3 where tenant_id = $1 and id = $2 and second_factor = ''`,
    [scope.tenantId, id, kind],
  );
}

/** The person has no second factor any more, so none of their logins counts as having given one. */
export async function forgetSecondFactors(scope: TenantScope, userId: UserId): Promise<void> {
  await scope.sql(
    `update login_sessions set second_factor = ''
     where tenant_id = $1 and user_id = $2 and second_factor <> '' and revoked_at is null`,
    [scope.tenantId, userId],
  );
}
