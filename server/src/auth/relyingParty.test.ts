import { expect, test } from 'vitest';
import { relyingPartyOf } from './relyingParty.ts';

const timing = { id: 'timing.example', origin: 'https://timing.example' };
const local = { id: 'localhost', origin: 'http://localhost:8088' };

test.each([
  ['https://timing.example/', null, timing],
  ['https://timing.example', 'https://timing.example', timing],
  ['https://timing.example:8443', null, { id: 'timing.example', origin: 'https://timing.example:8443' }],
  // The page came another way than the public one: the browser would not let it use these passkeys.
  ['https://timing.example', 'http://localhost:8088', null],
  ['https://timing.example', 'https://elsewhere.example', null],
  // Without a public URL, our own addresses are those of the request.
  ['http://127.0.0.1:8088', 'http://localhost:8088', local],
  ['http://127.0.0.1:8088', 'https://timing.example', timing],
  ['http://localhost:8088', null, local],
  // No host name, or a page that browsers do not trust with passkeys.
  ['http://127.0.0.1:8088', null, null],
  ['http://127.0.0.1:8088', 'http://127.0.0.1:8088', null],
  ['http://127.0.0.1:8088', 'http://[::1]:8088', null],
  ['https://192.0.2.10', 'https://192.0.2.10', null],
  ['https://0xc0000201', 'https://3221225985', null],
  ['http://timing.example', 'http://timing.example', null],
  ['', 'nonsense', null],
])('public URL “%s”, page %s', (publicUrl, pageOrigin, party) => {
  expect(relyingPartyOf(publicUrl, pageOrigin)).toEqual(party);
});
