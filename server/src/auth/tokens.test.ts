import { randomBytes } from 'node:crypto';
import { LINK_ALPHABET } from '@project88/core/ids/ids.ts';
import { expect, test } from 'vitest';
import { freshToken, hashToken, randomLetters } from './tokens.ts';

/** Every byte once, then from the beginning again. */
function everyByte(): (length: number) => Uint8Array {
  let next = 0;
  return (length) => Uint8Array.from({ length }, () => next++ % 256);
}

test.each([
  ['32 letters', LINK_ALPHABET, 256],
  ['31 letters', LINK_ALPHABET.slice(1), 248],
  ['ten digits', '0123456789', 250],
])('of %s each is as likely as any other', (_, alphabet, length) => {
  const counts = new Map<string, number>();
  for (const letter of randomLetters(everyByte(), length, alphabet))
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(alphabet.length);
  expect(new Set(counts.values())).toEqual(new Set([length / alphabet.length]));
});

test('letters come in the length that was asked for', () => {
  for (const length of [0, 1, 7, 1_000])
    expect(randomLetters(randomBytes, length, 'abc')).toHaveLength(length);
});

test('a token is 256 bits in 43 letters, and its hash 32 bytes', () => {
  const token = freshToken(randomBytes);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(freshToken(randomBytes)).not.toBe(token);
  expect(Buffer.from(hashToken('token')).toString('hex')).toBe(
    '3c469e9d6c5875d37a43f353d4f88e61fcf812c66eee3457465a40b0da4153e0',
  );
});
