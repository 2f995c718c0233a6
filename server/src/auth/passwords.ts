import { createHash } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { PASSWORD_COST } from './limits.ts';

/** Hash a password with argon2id. The result names its own cost, so that old hashes stay valid when we raise it. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), PASSWORD_COST);
}

let nobodysHash: Promise<string> | undefined;

/**
 * Check a password. With `null` (no such account) the same work is done and the answer is always false, so that the
 * time of the answer does not tell whether an account exists.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword('nobody has this password');
  const right = await verify(passwordHash ?? (await nobodysHash), normal(password));
  return right && passwordHash !== null;
}

/** Tells one stored password from the next, for places that must not hold the hash itself. */
export function printOfPassword(passwordHash: string): string {
  return createHash('sha256').update(passwordHash).digest('base64url');
}

/** The same letters in the same form: keyboards and systems differ in how they write an é. */
function normal(password: string): string {
  return password.normalize('NFKC');
}
