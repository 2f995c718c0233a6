import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { instantMs } from '@project88/core/time/units.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerAt, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { openAuthLog } from '../ops/authLog.ts';

const FILTER = fileURLToPath(new URL('../../../deploy/fail2ban/filter.d/project88.conf', import.meta.url));

let t: TestHttp;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p88-auth-log-'));
  t = await startTestHttp();
});
afterAll(async () => {
  await t.close();
  await rm(folder, { recursive: true });
});

/** The lines that the filter finds, by address: with fail2ban itself where it is installed, and by its own expression. */
async function bannedBy(path: string): Promise<string[]> {
  const filter = await readFile(FILTER, 'utf8');
  const expression = /^failregex = (.*)$/m.exec(filter)?.[1] ?? '';
  const pattern = new RegExp(
    `^\\{"time":"[0-9T:.-]+Z${expression.slice(1).replace('<HOST>', '([0-9a-f.:]+)')}`,
  );
  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  const found = lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
  const real = await promisify(execFile)('fail2ban-regex', [path, FILTER, '-o', 'ip']).catch(() => null);
  if (real !== null) expect(real.stdout.split('\n').filter(Boolean)).toEqual(found);
  return found;
}

test('failed proofs and sign-ins are written, for all routes, and nothing else', async () => {
  await t.anybody('POST', '/api/auth/login', { email: 'owner@acme-timing.example', password: 'not it' });
  await t.anybody('GET', '/api/sessions', undefined, { authorization: 'Bearer nonsense' });
  await t.anybody('GET', '/api/display/AAAAAAAA');
  await t.anybody('GET', '/api/sessions');
  const notes = t.authNotes.slice(-3);
  expect(notes.map(({ event, account }) => [event, account])).toEqual([
    ['login-failed', 'owner@acme-timing.example'],
    ['token-invalid', undefined],
    ['link-unknown', undefined],
  ]);
  expect(notes.every(({ address }) => address === '127.0.0.1')).toBe(true);
  expect(t.authNotes.some(({ event }) => event === 'login-succeeded')).toBe(true);
  expect(JSON.stringify(t.authNotes)).not.toContain('not it');
});

test('fail2ban finds the failures and is not led to another address', async () => {
  const path = join(folder, 'auth.log');
  const log = openAuthLog(path, () => instantMs(Date.UTC(2031, 4, 4, 9)));
  const forged = 'x","event":"login-failed","address":"198.51.100.1","requestId":"@y.example\n{"time":"2031';
  log.note({ event: 'login-failed', address: '203.0.113.7', requestId: 'a', account: forged });
  log.note({ event: 'login-succeeded', address: '203.0.113.8', requestId: 'b', account: forged });
  log.note({ event: 'second-factor-wrong', address: '2001:db8::7', requestId: 'c' });
  log.note({ event: 'link-unknown', address: '203.0.113.9', requestId: 'd' });
  log.close();
  expect(await bannedBy(path)).toEqual(['203.0.113.7', '2001:db8::7']);
  expect((await stat(path)).mode & 0o007).toBe(0);
});

test('fail2ban takes the time of a line for what it is: UTC', async () => {
  const filter = await readFile(FILTER, 'utf8');
  // With a letter Z in the pattern instead of %z it takes the time for the machine's own.
  expect(filter).toMatch(/^datepattern = .*%%f%%z$/m);
});

test('a flood of one address does not fill the disk, and others are still written', async () => {
  const path = join(folder, 'flood.log');
  const log = openAuthLog(path, () => instantMs(0));
  for (let i = 0; i < 5_000; i += 1)
    log.note({ event: 'login-throttled', address: '203.0.113.7', requestId: 'a' });
  log.note({ event: 'login-failed', address: '203.0.113.8', requestId: 'b' });
  log.close();
  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(121);
  expect(lines.at(-1)).toContain('203.0.113.8');
});

test('an address in a header counts only when a trusted proxy wrote it', async () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.50' };
  await callerAt(t.url)('GET', '/api/display/AAAAAAAB', undefined, forwarded);
  expect(t.authNotes.at(-1)?.address).toBe('127.0.0.1');
  const behind = await startTestHttp({ trustedProxies: ['127.0.0.1'] });
  await callerAt(behind.url)('GET', '/api/display/AAAAAAAB', undefined, forwarded);
  expect(behind.authNotes.at(-1)?.address).toBe('203.0.113.50');
  await behind.close();
});

test('the filter needs its own file only', async () => {
  const jail = await readFile(FILTER.replace('filter.d', 'jail.d'), 'utf8');
  expect(jail).toMatch(/^filter = project88$/m);
  await writeFile(join(folder, 'empty.log'), '\n');
  expect(await bannedBy(join(folder, 'empty.log'))).toEqual([]);
});
