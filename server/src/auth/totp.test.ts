import { randomBytes } from 'node:crypto';
import { instantMs } from '@project88/core/time/units.ts';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { makeTotpSecret, totpStepOf, totpUrl } from './totp.ts';

/** The secret of RFC 6238, appendix B, for SHA-1. */
const RFC_SECRET = Secret.fromUTF8('12345678901234567890').base32;
/** Seconds and the last six digits of the RFC's eight. */
const RFC_VECTORS: [number, string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
];

test.each(RFC_VECTORS)('at %i s the code of RFC 6238 is %s', (seconds, code) => {
  const nowMs = instantMs(seconds * 1_000);
  expect(totpStepOf(RFC_SECRET, code, nowMs)).toBe(Math.floor(seconds / 30));
  expect(totpStepOf(RFC_SECRET, `${code.slice(0, 3)} ${code.slice(3)}`, nowMs)).not.toBeNull();
});

test('a code is good one step early and late, and no further', () => {
  const [, code] = RFC_VECTORS[2] as [number, string];
  const step = Math.floor(1_111_111_111 / 30);
  const at = (steps: number, offsetMs: number) =>
    totpStepOf(RFC_SECRET, code, instantMs((step + steps) * 30_000 + offsetMs));
  expect([at(-2, 29_999), at(-1, 0), at(0, 0), at(1, 29_999), at(2, 0)]).toEqual([
    null,
    step,
    step,
    step,
    null,
  ]);
});

test.each(['', '28708', '2870822', '28708a', '２８７０８２', '-28708', '287.82'])(
  '“%s” is no code',
  (code) => {
    expect(totpStepOf(RFC_SECRET, code, instantMs(59_000))).toBeNull();
  },
);

test('a new secret has 160 bits and goes into an address that apps understand', () => {
  const secret = makeTotpSecret(randomBytes);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(makeTotpSecret(randomBytes)).not.toBe(secret);
  const url = new URL(totpUrl(secret, 'robin+stone@acme-timing.example'));
  expect([url.protocol, url.host, url.searchParams.get('secret')]).toEqual(['otpauth:', 'totp', secret]);
  expect(decodeURIComponent(url.pathname)).toBe('/Project88:robin+stone@acme-timing.example');
  const code = new TOTP({ secret }).generate({ timestamp: 59_000 });
  expect(totpStepOf(secret, code, instantMs(59_000))).toBe(1);
});
