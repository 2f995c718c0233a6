import { createHash } from 'node:crypto';
import { LINK_ALPHABET, type TenantId, type UserId } from '@project88/core/ids/ids.ts';
import { FACTOR_LIMITS } from './limits.ts';
import { randomLetters } from './tokens.ts';

/** For reading aloud and typing: four groups with dashes between them. */
const GROUP_LENGTH = 5;

/** New codes for a person who loses the second factor. `random` answers secure random bytes. */
export function makeRecoveryCodes(random: (length: number) => Uint8Array): string[] {
  return Array.from({ length: FACTOR_LIMITS.recoveryCodes }, () => makeCode(random));
}

function makeCode(random: (length: number) => Uint8Array): string {
  const letters = randomLetters(random, FACTOR_LIMITS.recoveryCodeLength, LINK_ALPHABET);
  return letters.match(new RegExp(`.{${GROUP_LENGTH}}`, 'g'))?.join('-') ?? letters;
}

/**
 * The hash under which the database keeps a code, as it was typed: case, dashes and spaces do not matter. A code has
 * 100 random bits, so one round is enough; with the person in it, a row copied to somebody else fits nothing.
 */
export function hashRecoveryCode(code: string, tenantId: TenantId, userId: UserId): Uint8Array {
  const letters = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(`recovery-code:${tenantId}:${userId}:${letters}`).digest();
}
