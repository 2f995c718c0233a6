import { createHash } from 'node:crypto';

/** Answers so many secure random bytes. */
type Random = (length: number) => Uint8Array;

/** Random bytes of a token and of what a passkey signs: 256 bits, beyond all guessing. */
export const TOKEN_BYTES = 32;

/** A token that nobody has yet, in base64url. */
export function freshToken(random: Random): string {
  return Buffer.from(random(TOKEN_BYTES)).toString('base64url');
}

/** The hash under which the database keeps a token; a token is random, so one round is enough. */
export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/**
 * So many letters of the alphabet (at most 256), each as likely as any other: bytes beyond the largest multiple of its
 * length are drawn again. With 32 letters there are none.
 */
export function randomLetters(random: Random, length: number, alphabet: string): string {
  const fair = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    const bytes = random(length - text.length).filter((byte) => byte < fair);
    text += Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
  }
  return text;
}
