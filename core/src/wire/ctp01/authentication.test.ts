import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Digests, expectedResponse } from './authentication.ts';

const digests: Digests = {
  hmac: (name, key, message) => createHmac(name, key).update(message, 'latin1').digest('hex'),
  hash: (name, text) => createHash(name).update(text, 'latin1').digest('hex'),
};
const answer = (mode: Parameters<typeof expectedResponse>[0], seed: string) =>
  expectedResponse(mode, 'probepass', seed, digests);

/** Check values that the vendor's own client answered for user `probeuser`, password `probepass`. */
describe('expectedResponse', () => {
  it.each([
    ['plaintext', 'probepass'],
    ['hmac-sha1', 'bdea9db6a1cf8f2fbe57d5d93aaf47f1f55054e4'],
    ['hmac-md5', 'ba91a04557b7c4b7aa3000c3cdce5158'],
    ['seed-sha1', 'E7DB742D2487DB6E0B3C81E9154C937A79578CE6'],
    ['seed-md5', '07ABF1571F57E52EF35CE3EE0C079494'],
  ] as const)('%s', (mode, response) => {
    expect(answer(mode, '0123456789abcdef')).toBe(response);
  });

  it('takes a seed that is not hex letter by letter', () => {
    expect(answer('hmac-sha1', 'hello-seed')).toBe('a05925ac543fc83c5443c83d5a2fc4d38ac62858');
  });

  it('cuts the last digit of an odd hex seed', () => {
    expect(answer('hmac-sha1', 'abc')).toBe('46756125fc9e840f6651e6cac4ad0c64dd197286');
    expect(answer('hmac-sha1', 'abc')).toBe(answer('hmac-sha1', 'ab'));
  });

  it('uses an empty key without a seed', () => {
    expect(answer('hmac-sha1', '')).toBe('9727619dd34f336866426f461b036026e145fbb8');
  });
});
