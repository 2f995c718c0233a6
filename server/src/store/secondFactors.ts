import type { SecondFactorId, UserId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';

/** An authenticator app or a passkey, as its owner sees it. */
export interface FactorRecord {
  id: SecondFactorId;
  kind: 'totp' | 'passkey';
  label: string;
  createdAtMs: InstantMs;
  lastUsedAtMs: InstantMs | null;
}

/** An authenticator app with what checking a code needs. */
export interface TotpRecord {
  id: SecondFactorId;
  secretSealed: Uint8Array;
}

/** A passkey with what checking an assertion needs. */
export interface PasskeyRecord {
  id: SecondFactorId;
  /** As the authenticator names it, in base64url. */
  credentialId: string;
  /** In COSE form. */
  publicKey: Uint8Array;
  /** How often the authenticator says it was used; 0 when it does not count. */
  signCount: number;
  transports: string[];
}

const VIEW = `id, kind, label, created_at as "createdAtMs", last_used_at as "lastUsedAtMs"`;
const PASSKEY = `id, credential_id as "credentialId", public_key as "publicKey", sign_count as "signCount",
  coalesce(transports, '{}') as transports`;

/** The person's confirmed factors, in the order in which they were added. */
export function listFactors(scope: TenantScope, userId: UserId): Promise<FactorRecord[]> {
  return scope.sql<FactorRecord>(
    `select ${VIEW} from second_factors
     where tenant_id = $1 and user_id = $2 and confirmed_at is not null order by id`,
    [scope.tenantId, userId],
  );
}

/** An authenticator app whose first code is not in yet. Earlier ones of the person that never got there are removed. */
export async function createTotp(
  scope: TenantScope,
  totp: { userId: UserId; label: string; seal: (id: SecondFactorId) => Uint8Array },
): Promise<SecondFactorId> {
  const id = newRowId<SecondFactorId>(scope);
  await scope.sql(
    'delete from second_factors where tenant_id = $1 and user_id = $2 and confirmed_at is null',
    [scope.tenantId, totp.userId],
  );
  await scope.sql(
    `insert into second_factors (tenant_id, id, user_id, kind, label, secret_sealed, created_at)
     values ($1, $2, $3, 'totp', $4, $5, $6)`,
    [scope.tenantId, id, totp.userId, totp.label, totp.seal(id), timestamp(scope.now())],
  );
  return id;
}

/** The person's authenticator app that waits for its first code and was made after `sinceMs`. */
export async function getUnconfirmedTotp(
  scope: TenantScope,
  userId: UserId,
  id: SecondFactorId,
  sinceMs: InstantMs,
): Promise<TotpRecord | null> {
  const [row] = await scope.sql<TotpRecord>(
    `select id, secret_sealed as "secretSealed" from second_factors
     where tenant_id = $1 and user_id = $2 and id = $3 and confirmed_at is null and created_at > $4`,
    [scope.tenantId, userId, id, timestamp(sinceMs)],
  );
  return row ?? null;
}

/** From now on it counts; the step of its first code is used. Null when it was confirmed or removed meanwhile. */
export async function confirmTotp(
  scope: TenantScope,
  id: SecondFactorId,
  step: number,
): Promise<FactorRecord | null> {
  const [row] = await scope.sql<FactorRecord>(
    `update second_factors set confirmed_at = $3, last_step = $4
     where tenant_id = $1 and id = $2 and confirmed_at is null returning ${VIEW}`,
    [scope.tenantId, id, timestamp(scope.now()), step],
  );
  return row ?? null;
}

/** The person's confirmed authenticator apps. */
export function listTotps(scope: TenantScope, userId: UserId): Promise<TotpRecord[]> {
  return scope.sql<TotpRecord>(
    `select id, secret_sealed as "secretSealed" from second_factors
     where tenant_id = $1 and user_id = $2 and kind = 'totp' and confirmed_at is not null order by id`,
    [scope.tenantId, userId],
  );
}

/** Use a time step up. False when this one or a later one was used before. */
export async function takeTotpStep(scope: TenantScope, id: SecondFactorId, step: number): Promise<boolean> {
  const rows = await scope.sql(
    `update second_factors set last_step = $3, last_used_at = $4
     where tenant_id = $1 and id = $2 and confirmed_at is not null and coalesce(last_step < $3, true)
     returning id`,
    [scope.tenantId, id, step, timestamp(scope.now())],
  );
  return rows.length > 0;
}

export interface NewPasskey extends Omit<PasskeyRecord, 'id'> {
  userId: UserId;
  label: string;
}

/** Throws a unique violation of `second_factors_by_credential` when somebody of the partner has this passkey. */
export async function createPasskey(scope: TenantScope, passkey: NewPasskey): Promise<FactorRecord> {
  const id = newRowId<SecondFactorId>(scope);
  const createdAtMs = scope.now();
  await scope.sql(
    `insert into second_factors
       (tenant_id, id, user_id, kind, label, credential_id, public_key, sign_count, transports, created_at, confirmed_at)
     values ($1, $2, $3, 'passkey', $4, $5, $6, $7, $8, $9, $9)`,
    [
      scope.tenantId,
      id,
      passkey.userId,
      passkey.label,
      passkey.credentialId,
      passkey.publicKey,
      passkey.signCount,
      passkey.transports,
      timestamp(createdAtMs),
    ],
  );
  return { id, kind: 'passkey', label: passkey.label, createdAtMs, lastUsedAtMs: null };
}

/** The person's passkeys. */
export function listPasskeys(scope: TenantScope, userId: UserId): Promise<PasskeyRecord[]> {
  return scope.sql<PasskeyRecord>(
    `select ${PASSKEY} from second_factors
     where tenant_id = $1 and user_id = $2 and kind = 'passkey' and confirmed_at is not null order by id`,
    [scope.tenantId, userId],
  );
}

/**
 * Note a use with the authenticator's new count. False when the count has not grown: then two authenticators hold the
 * same key, and one is a copy. One that does not count always says 0.
 */
export async function takePasskeyCount(
  scope: TenantScope,
  id: SecondFactorId,
  signCount: number,
): Promise<boolean> {
  const rows = await scope.sql(
    `update second_factors set sign_count = $3, last_used_at = $4
     where tenant_id = $1 and id = $2 and (sign_count < $3 or (sign_count = 0 and $3 = 0)) returning id`,
    [scope.tenantId, id, signCount, timestamp(scope.now())],
  );
  return rows.length > 0;
}

/** Remove one confirmed factor of a person. Null when they have no such one. */
export async function removeFactor(
  scope: TenantScope,
  userId: UserId,
  id: SecondFactorId,
): Promise<FactorRecord | null> {
  const [row] = await scope.sql<FactorRecord>(
    `delete from second_factors
     where tenant_id = $1 and user_id = $2 and id = $3 and confirmed_at is not null returning ${VIEW}`,
    [scope.tenantId, userId, id],
  );
  return row ?? null;
}

/** Remove all factors of a person. Answers how many of them counted. */
export async function removeAllFactors(scope: TenantScope, userId: UserId): Promise<number> {
  const rows = await scope.sql<{ counted: boolean }>(
    `delete from second_factors where tenant_id = $1 and user_id = $2
     returning confirmed_at is not null as counted`,
    [scope.tenantId, userId],
  );
  return rows.filter(({ counted }) => counted).length;
}
