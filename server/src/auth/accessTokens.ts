import { ProblemError } from '@project88/core/contract/errors.ts';
import type { LoginSessionId, TenantId, UserId } from '@project88/core/ids/ids.ts';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
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
  };
}

function sign(secrets: Secrets, { tenantId, id, userId }: SignedLogin, nowMs: number): Promise<string> {
  const issuedAtS = Math.floor(nowMs / 1_000);
  return new SignJWT({ tenant: tenantId, login: id })
    .setProtectedHeader({ alg: ALGORITHM, kid: secrets.signingKey.kid })
    .setSubject(userId)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + AUTH_LIMITS.accessTokenS)
    .sign(secrets.signingKey.privateKey);
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
