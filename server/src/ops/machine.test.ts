import { expect, it } from 'vitest';
import { isLocal, urlFromHere } from './machine.ts';

it.each([
  'localhost',
  'LOCALHOST',
  '127.0.0.1',
  '127.9.9.9',
  '[::1]',
  '::1',
  '::ffff:127.0.0.1',
  '/run/postgresql',
])('%s is local', (host) => expect(isLocal(host)).toBe(true));

it.each(['db.example', '10.0.0.1', '127.0.0.1.example', 'localhost.example', '127.1', '::2', '0.0.0.0', ''])(
  '%s is not',
  (host) => expect(isLocal(host)).toBe(false),
);

it.each([
  ['127.0.0.1', 'http://127.0.0.1:8088'],
  ['localhost', 'http://localhost:8088'],
  ['0.0.0.0', 'http://127.0.0.1:8088'],
  ['::', 'http://127.0.0.1:8088'],
  ['::1', 'http://[::1]:8088'],
  ['192.0.2.7', 'http://192.0.2.7:8088'],
])('what listens on %s is reached at %s', (host, url) => expect(urlFromHere(host, 8088)).toBe(url));
