/** Ways in which the client can prove a password. Others that circulate do not exist: the client leaves. */
export const AUTHENTICATION_MODES = [
  'none',
  'plaintext',
  'hmac-sha1',
  'hmac-md5',
  'seed-sha1',
  'seed-md5',
] as const;
export type AuthenticationMode = (typeof AUTHENTICATION_MODES)[number];

export type DigestName = 'sha1' | 'md5';

/** The cryptography that this folder needs and may not import. Both answer lower-case hex. */
export interface Digests {
  hmac(name: DigestName, key: Uint8Array, message: string): string;
  hash(name: DigestName, text: string): string;
}

/**
 * What the client must answer in `authorize~user~response`. The caller compares, in constant time. As the vendor's
 * client does it: HMAC of the password under the seed, in lower-case hex; or hash of password and seed, in upper case.
 */
export function expectedResponse(
  mode: Exclude<AuthenticationMode, 'none'>,
  password: string,
  seed: string,
  digests: Digests,
): string {
  switch (mode) {
    case 'plaintext':
      return password;
    case 'hmac-sha1':
      return digests.hmac('sha1', seedBytes(seed), password);
    case 'hmac-md5':
      return digests.hmac('md5', seedBytes(seed), password);
    case 'seed-sha1':
      return digests.hash('sha1', password + seed).toUpperCase();
    case 'seed-md5':
      return digests.hash('md5', password + seed).toUpperCase();
  }
}

/** The seed as a key: hex is decoded (an odd last digit is cut), anything else is taken letter by letter. */
function seedBytes(seed: string): Uint8Array {
  if (!/^[0-9a-f]+$/i.test(seed)) return Uint8Array.from(seed, (letter) => letter.charCodeAt(0));
  const pairs = seed.match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}
