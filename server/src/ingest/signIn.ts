import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { TenantId } from '@project88/core/ids/ids.ts';
import {
  type AuthenticationMode,
  type Digests,
  expectedResponse,
} from '@project88/core/wire/ctp01/authentication.ts';
import type { StreamAuthority, TimingKeyRecord } from './types.ts';

/** Bytes of a fresh seed: 16 hex digits, an even number as clients need it. */
const SEED_BYTES = 8;

/** How a new connection has to prove whose it is. */
export interface Admission {
  /** The owner when it is known without a sign-in. */
  tenantId: TenantId | null;
  authentication: AuthenticationMode;
  seed: string;
  /** Without a sign-in the stream goes to the quarantine instead of being refused. */
  quarantineUnsigned: boolean;
}

/** Apply the listener's policy to a connection from `address`. */
export function admissionFor(
  authority: StreamAuthority,
  address: string,
  mode: Exclude<AuthenticationMode, 'none'>,
  random: (length: number) => Uint8Array,
): Admission {
  const policy = authority.policy();
  const tenantId = policy.mode === 'open' ? policy.tenantId : null;
  const known = policy.mode === 'mixed' ? authority.tenantForAddress(address) : tenantId;
  const isBlocked = known !== null && authority.isBlocked(known);
  if (known !== null && !isBlocked)
    return { tenantId: known, authentication: 'none', seed: '', quarantineUnsigned: false };
  const seed = Buffer.from(random(SEED_BYTES)).toString('hex');
  // What a suspended partner's devices send is refused and not set aside: it is known whose it is.
  return {
    tenantId: null,
    authentication: mode,
    seed,
    quarantineUnsigned: policy.mode === 'mixed' && !isBlocked,
  };
}

/** The timing key that an answer proves, or null. */
export function checkSignIn(
  authority: StreamAuthority,
  { authentication, seed }: Admission,
  user: string,
  response: string,
): TimingKeyRecord | null {
  if (authentication === 'none') return null;
  const key = authority.findKey(user);
  // The same work for an unknown user, so that the time of the answer tells nothing.
  const expected = expectedResponse(authentication, key?.secret ?? '', seed, digests);
  const equal = sameText(response, expected);
  return key !== null && equal ? key : null;
}

/** Compare hashes: equal lengths, and no early end that could be measured. */
function sameText(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}

const digests: Digests = {
  hmac: (name, key, message) => createHmac(name, key).update(message).digest('hex'),
  hash: (name, text) => createHash(name).update(text).digest('hex'),
};
