import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../../../test/support/httpServer.ts';
import { LiveServer } from '../../../test/support/liveServer.ts';
import { HTTP_LIMITS } from './limits.ts';

let live: LiveServer;
let id: string;
beforeAll(async () => {
  live = await LiveServer.start();
});
afterAll(() => live.close());
beforeEach(async () => {
  // Counters of guesses are full again; logins that are used now do not end by it.
  live.t.pass(600_000);
  for (const call of [live.t.a.owner, live.t.b.owner]) await call('GET', '/api/auth/me');
  ({ id } = await live.display());
});

const owner = (...args: Parameters<Caller>) => live.t.a.owner(...args);
const begin = async (body?: object) => (await live.t.anybody('POST', '/api/pairing', body)).json;
const ask = (secret: string) => live.t.anybody('GET', `/api/pairing/${secret}`);
const pair = (code: string, name = '') => owner('POST', `/api/sessions/${id}/pair`, { code, name });

test('a TV shows a code, somebody types it in any case, and the TV learns where to go', async () => {
  const tv = await begin();
  expect(tv).toMatchObject({ code: expect.stringMatching(/^[A-HJ-NP-Z2-9]{6}$/), expiresInS: 600 });
  expect((await ask(tv.secret)).json).toEqual({ displayUrl: null });
  const made = await pair(` ${tv.code.toLowerCase()} `);
  expect(made.status).toBe(201);
  expect((await ask(tv.secret)).json).toEqual({ displayUrl: made.json.url });
  const links = await owner('GET', `/api/sessions/${id}/links`);
  expect(links.json.items.map((each: { id: string }) => each.id)).toContain(made.json.id);
  const screen = await live.screen(made.json.id);
  expect(screen.state?.session.name).toBe('Finish');
});

test('a TV that told its key has the name that it got', async () => {
  const tv = await begin({ key: 'paired-tv-1' });
  const { json } = await pair(tv.code, 'Tower left');
  const screen = await live.screen(json.id, 'paired-tv-1');
  expect(screen.got('settings')[0]?.settings.name).toBe('Tower left');
  const screens = live.hub.operatorState(live.t.a.tenantId, id as DisplaySessionId)?.screens;
  expect(screens).toMatchObject([{ key: 'paired-tv-1', name: 'Tower left', number: 1 }]);
});

test('a code serves once and for ten minutes', async () => {
  const used = await begin();
  await pair(used.code);
  expect((await pair(used.code)).status).toBe(404);
  const old = await begin();
  live.t.pass(HTTP_LIMITS.pairingMs);
  expect((await pair(old.code)).status).toBe(404);
  expect((await ask(old.secret)).status).toBe(404);
  expect((await ask('no such secret')).status).toBe(404);
});

test('guessing codes is slowed, also for a hit, and the other partner goes on', async () => {
  const tv = await begin();
  for (let n = 0; n < HTTP_LIMITS.pairingMisses; n += 1) expect((await pair('AAAAAA')).status).toBe(404);
  expect((await pair('AAAAAA')).status).toBe(429);
  expect((await pair(tv.code)).status).toBe(429);
  const theirs = await live.display(live.t.b.owner);
  const answer = await live.t.b.owner('POST', `/api/sessions/${theirs.id}/pair`, { code: tv.code });
  expect(answer.status).toBe(201);
});

test('one address gets no more codes than a wall of TVs needs', async () => {
  for (let n = 0; n < HTTP_LIMITS.pairingBurst; n += 1) await begin();
  expect((await live.t.anybody('POST', '/api/pairing')).status).toBe(429);
  live.t.pass(HTTP_LIMITS.pairingRefillMs);
  expect((await live.t.anybody('POST', '/api/pairing')).status).toBe(201);
});

test('only with the right to make links, and only to an own display session', async () => {
  const { code } = await begin();
  const foreign = await live.t.b.owner('POST', `/api/sessions/${id}/pair`, { code });
  expect(foreign.status).toBe(404);
  expect((await live.t.anybody('POST', `/api/sessions/${id}/pair`, { code })).status).toBe(401);
  expect((await pair(code)).status).toBe(201);
});
