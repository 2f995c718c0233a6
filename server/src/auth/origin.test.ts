import { expect, test } from 'vitest';
import { comesFromOtherSite } from './origin.ts';

const host = 'timing.example:8088';
test.each([
  ['a program: no word about a site', {}, false],
  ['our own page', { 'sec-fetch-site': 'same-origin', origin: `http://${host}` }, false],
  ['typed into the address bar', { 'sec-fetch-site': 'none' }, false],
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, true],
  ['another sub-domain', { 'sec-fetch-site': 'same-site', origin: 'http://www.timing.example' }, true],
  ['older browser, our page', { origin: `http://${host}` }, false],
  ['older browser, other site', { origin: 'https://evil.example' }, true],
  ['older browser, other port', { origin: 'http://timing.example:9999' }, true],
  ['a sandboxed frame', { origin: 'null' }, true],
  ['behind a proxy that changes the host', { origin: 'https://public.example' }, false],
])('%s', (_, headers, refused) => {
  expect(comesFromOtherSite({ host, ...headers }, 'https://public.example')).toBe(refused);
});
