import type { KeyObject } from 'node:crypto';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { LoginSessionId, TenantId, UserId } from '@project88/core/ids/ids.ts';
import { decodeProtectedHeader, exportJWK, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../ops/clock.ts';
import { AUTH_LIMITS } from './limits.ts';
import type { Secrets } from './secrets.ts';

const ISSUER = 'project88';
const AUDIENCE = 'project88-api';
const ALGORITHM = 'EdDSA';

const claims = z.object({
  tenant: z.uuid().transform((id) => id as TenantId),
  login: z.uuid().transform((id) => id as LoginSessionId),
});

/** What a token proves: somebody signed in to this. Whether that login still lives is for the caller to ask. */
export interface TokenProof {
  tenantId: TenantId;
  loginSessionId: LoginSessionId;
}

/** The login session that a token is made for; its home tenant, also during a visit. */
export interface SignedLogin {
  tenantId: TenantId;
  id: LoginSessionId;
  userId: UserId;
}

/** Makes and checks the signed tokens that machines send as `Authorization: Bearer`. */
export interface AccessTokens {
  sign(login: SignedLogin): Promise<string>;
  /** Throws `TOKEN_INVALID` for anything that we did not sign, that is too old, or that is meant for someone else. */
  verify(token: string): Promise<TokenProof>;
  /** All keys that our tokens may be signed with, for others: their public parts alone (RFC 7517). */
  publicKeys(): Promise<PublicKey[]>;
}

/** A public key in the form of RFC 8037. */
export interface PublicKey {
  kid: string;
  kty: string;
  crv: string;
  x: string;
  alg: string;
  use: string;
}

/** Access tokens signed with Ed25519, valid for `AUTH_LIMITS.accessTokenS` seconds of the given clock. */
export function accessTokens(secrets: Secrets, clock: Clock): AccessTokens {
  return {
    sign: (login) => sign(secrets, login, clock()),
    verify: async (token) => {
      try {
        return await verify(secrets, token, new Date(clock()));
      } catch {
        throw new ProblemError('TOKEN_INVALID');
      }
    },
    publicKeys: () => Promise.all([...secrets.verifyingKeys].map(([kid, key]) => publicKeyOf(kid, key))),
  };
}

/** Names each part, so that a private one can never come along. */
async function publicKeyOf(kid: string, key: KeyObject): Promise<PublicKey> {
  const { kty = '', crv = '', x = '' } = await exportJWK(key);
  return { kid, kty, crv, x, alg: ALGORITHM, use: 'sig' };
}

function sign(secrets: Secrets, { tenantId, id, userId }: SignedLogin, nowMs: number): Promise<string> {
  const issuedAtS = Math.floor(nowMs / 1_000);
  const { kid, privateKey } = secrets.signingKey;
  return new SignJWT({ tenant: tenantId, login: id })
    .setProtectedHeader({ alg: ALGORITHM, kid })
    .setSubject(userId)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + AUTH_LIMITS.accessTokenS)
    .sign(privateKey);
}

async function verify(secrets: Secrets, token: string, currentDate: Date): Promise<TokenProof> {
  const key = secrets.verifyingKeys.get(decodeProtectedHeader(token).kid ?? '');
  if (key === undefined) throw new Error('unknown key');
  const { payload } = await jwtVerify(token, key, {
    issuer: ISSUER,
    audience: AUDIENCE,
    algorithms: [ALGORITHM],
    requiredClaims: ['exp', 'sub'],
    clockTolerance: AUTH_LIMITS.clockToleranceS,
    currentDate,
  });
  const { tenant, login } = claims.parse(payload);
  return { tenantId: tenant, loginSessionId: login };
}
