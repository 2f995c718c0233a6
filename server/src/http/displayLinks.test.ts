import { LINK_ALPHABET } from '@project88/core/ids/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { HTTP_LIMITS } from './limits.ts';

let t: TestHttp;
let sessionId: string;
beforeAll(async () => {
  t = await startTestHttp();
  sessionId = (await t.a.owner('POST', '/api/sessions/create', { name: 'Finish', mode: 'results' })).json.id;
});
afterAll(() => t.close());

const HTML = { accept: 'text/html' };
const makeLink = async (expiresInHours?: number) =>
  (await t.a.operator('POST', '/api/display/generate-url', { sessionId, expiresInHours })).json;
/** In steps, so that nobody's login falls idle. */
async function passAnHour(): Promise<void> {
  for (let step = 0; step < 3; step += 1) {
    t.pass(20 * 60_000);
    for (const person of [t.a.owner, t.a.operator]) {
      expect((await person('GET', '/api/auth/me')).status).toBe(200);
    }
  }
}

test('a link is eight letters, lives for a day, and opens page and data without a login', async () => {
  const link = await makeLink();
  expect(link.id).toMatch(new RegExp(`^[${LINK_ALPHABET}]{8}$`));
  expect(link.url).toBe(`${t.url}/display/${link.id}`);
  expect(Date.parse(link.expiresAt) - t.now()).toBe(24 * 3_600_000);

  const data = await t.anybody('GET', `/api/display/${link.id.toLowerCase()}`);
  expect(data.json).toMatchObject({
    id: link.id,
    sessionName: 'Finish',
    liveUrl: `/live/display/${link.id}`,
  });
  const page = await t.anybody('GET', `/display/${link.id}`, undefined, HTML);
  expect([page.status, page.text]).toEqual([200, '<!doctype html><title>display</title>']);
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`style-src 'self';`);
  expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:`);
  expect((await t.a.operator('GET', `/api/sessions/${sessionId}/links`)).json.items[0]).toMatchObject(link);
});

test('expired, revoked and mistyped links have plain pages and clear codes', async () => {
  const [short, revoked] = [await makeLink(1), await makeLink()];
  t.hub.calls.length = 0;
  expect((await t.a.operator('DELETE', `/api/display/${revoked.id}`)).status).toBe(204);
  expect(t.hub.calls).toEqual([['revokeLink', t.a.tenantId, revoked.id]]);
  await passAnHour();
  for (const [id, status, code] of [
    [short.id, 410, 'LINK_GONE'],
    [revoked.id, 410, 'LINK_GONE'],
    ['AAAAAAAA', 404, 'NOT_FOUND'],
    ['not a link', 404, 'NOT_FOUND'],
    ['%3Cscript%3E', 404, 'NOT_FOUND'],
  ]) {
    const data = await t.anybody('GET', `/api/display/${id}`);
    expect([data.status, data.json.error.code], id).toEqual([status, code]);
    const page = await t.anybody('GET', `/display/${id}`, undefined, HTML);
    expect(page.status, id).toBe(status);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).toContain('<h1>');
    expect(page.text).not.toContain('<script');
  }
});

test('the links of a deleted display session lead nowhere', async () => {
  const other = (await t.a.owner('POST', '/api/sessions/create', { name: 'Short', mode: 'pre-race' })).json
    .id;
  const link = await t.a.owner('POST', '/api/display/generate-url', { sessionId: other });
  await t.a.owner('DELETE', `/api/sessions/${other}`, undefined, { 'content-type': 'application/json' });
  expect((await t.anybody('GET', `/api/display/${link.json.id}`)).status).toBe(404);
});

test('1,000 guesses from one address are throttled; running screens and other addresses go on', async () => {
  const [running, fresh] = [await makeLink(), await makeLink()];
  await t.http.openLink(running.id, '10.0.0.1');
  const letters = [...LINK_ALPHABET];
  const guesses = Array.from(
    { length: 1_000 },
    (_, index) => `AAAAAA${letters[index >> 5]}${letters[index & 31]}`,
  );
  const codes = await Promise.all(
    guesses.map((guess) =>
      t.http.openLink(guess, '10.0.0.1').then(
        () => 'open',
        (error) => error.code,
      ),
    ),
  );
  expect(codes.filter((code) => code === 'NOT_FOUND')).toHaveLength(HTTP_LIMITS.linkMisses);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(1_000 - HTTP_LIMITS.linkMisses);

  await expect(t.http.openLink(fresh.id, '10.0.0.1')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect((await t.http.openLink(running.id, '10.0.0.1')).id).toBe(running.id);
  expect((await t.http.openLink(fresh.id, '10.0.0.2')).displaySessionId).toBe(sessionId);
  t.pass(HTTP_LIMITS.linkMissRefillMs);
  expect((await t.http.openLink(fresh.id, '10.0.0.1')).id).toBe(fresh.id);
});

test('over HTTP a throttled guess is a 429 with the time to wait, also as a page', async () => {
  const known = await makeLink();
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => t.anybody('GET', '/api/display/ZZZZZZZZ')),
  );
  const refused = answers.find((answer) => answer.status === 429);
  expect(refused?.json.error.code).toBe('RATE_LIMITED');
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await t.anybody('GET', '/display/ZZZZZZZZ', undefined, HTML)).status).toBe(429);
  expect((await t.anybody('GET', `/display/${known.id}`, undefined, HTML)).status).toBe(200);
});
