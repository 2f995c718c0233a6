import { once } from 'node:events';
import { SOCKET_ENDED } from '@project88/core/contract/live.ts';
import type { PlatformPartner } from '@project88/core/contract/partners.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ApiClient } from '../../server/src/demo/apiClient.ts';
import { entryOf } from '../support/fixtures.ts';
import { type Stand, Venue } from '../support/venue.ts';
import { Screen } from './support/screen.ts';

/** A suspension takes hold within so many milliseconds, from the request on. */
const ENDS_WITHIN_MS = 1_000;
const SHOWN_WITHIN_MS = 20_000;

let venue: Venue;
let meltemi: Stand;
let fjordlap: Stand;
let administrator: ApiClient;
let partner: string;

beforeAll(async () => {
  venue = await Venue.open();
  const entries = ['1', '2'].map((bib) => entryOf(bib, { lastName: `Runner${bib}` }));
  meltemi = await venue.setUp(0, 'To be suspended', entries, 'announcer-list');
  fjordlap = await venue.setUp(1, 'Not concerned', entries, 'announcer-list');
  administrator = new ApiClient(venue.product.url);
  await administrator.login(venue.demo.administrator?.email ?? '', venue.demo.administrator?.password ?? '');
  const { items } = await administrator.call<{ items: PlatformPartner[] }>('GET', '/api/platform/partners');
  partner = `/api/platform/partners/${items.find(({ slug }) => slug === 'meltemi')?.id}`;
});
afterAll(() => venue?.close());

/** A live socket of a person, with the moment and the code of its end. */
async function openSocket(path: string, cookie = '') {
  const socket = new WebSocket(`${venue.product.url.replace('http', 'ws')}${path}`, { headers: { cookie } });
  const closed = once(socket, 'close').then(([code]) => ({ code, atMs: performance.now() }));
  await once(socket, 'open');
  return { socket, closed };
}

async function login(index: number): Promise<Response> {
  const { email, password } = venue.demo.users.filter(({ role }) => role === 'operator')[index] ?? {};
  return fetch(`${venue.product.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
}

/** The live sockets of a screen, a console and a preview. */
async function openAll(stand: Stand, index: number) {
  const cookie = ((await login(index)).headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  return Promise.all([
    openSocket(`/live/display/${stand.link.id}`),
    openSocket('/live/console', cookie),
    openSocket(`/api/chronotrack/sessions/${stand.timingSessionId}/preview`, cookie),
  ]);
}

it('a suspended partner’s screens, consoles, previews, streams, links and logins end within a second', async () => {
  const [theirs, others] = [await openAll(meltemi, 0), await openAll(fjordlap, 1)];
  meltemi.read('1');
  const shown = await Screen.open(venue.product.url, meltemi.link.id);
  if (shown.state.recent.length === 0) await shown.isShown('Runner1', SHOWN_WITHIN_MS);
  const attempts = meltemi.client.attempts;
  const down = meltemi.client.whenDown().then(() => performance.now());

  const beganMs = performance.now();
  await administrator.call('POST', `${partner}/suspend`, { reason: 'The contract has ended' });
  const ends = await Promise.all(theirs.map(({ closed }) => closed));
  expect(ends.map(({ code }) => code)).toEqual(ends.map(() => SOCKET_ENDED.refused));
  for (const endMs of [...ends.map(({ atMs }) => atMs), await down]) {
    expect(endMs - beganMs).toBeLessThan(ENDS_WITHIN_MS);
  }

  expect((await fetch(`${venue.product.url}/api/display/${meltemi.link.id}`)).status).toBe(410);
  expect((await fetch(meltemi.link.url)).status).toBe(410);
  expect((await login(0)).status).toBe(403);
  await expect(meltemi.api.call('GET', '/api/sessions')).rejects.toThrow('PARTNER_SUSPENDED');
  // Timing software dials again and again, and is refused.
  while (meltemi.client.attempts < attempts + 2) await meltemi.client.whenDown();
  expect(meltemi.client.isReady).toBe(false);
  for (const { socket } of others) expect(socket.readyState).toBe(WebSocket.OPEN);
  expect((await login(1)).status).toBe(200);
});

it('when the suspension ends, streams come back by themselves and screens show what came before', async () => {
  await administrator.call('POST', `${partner}/resume`);
  await meltemi.client.whenReady();
  const screen = await Screen.open(venue.product.url, meltemi.link.id);
  expect(screen.state.recent.map(({ lastName }) => lastName)).toEqual(['Runner1']);
  meltemi.read('2');
  await screen.isShown('Runner2', SHOWN_WITHIN_MS);
  screen.close();
  expect((await login(0)).status).toBe(200);
});

it('a person who signs out takes their console along', async () => {
  const [, consoleOfOperator, preview] = await openAll(fjordlap, 1);
  const [, other] = await openAll(fjordlap, 1);
  const cookie = ((await login(1)).headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  const third = await openSocket('/live/console', cookie);
  const out = await fetch(`${venue.product.url}/api/auth/logout`, { method: 'POST', headers: { cookie } });
  expect(out.status).toBe(204);
  expect((await third.closed).code).toBe(SOCKET_ENDED.signedOut);
  for (const { socket } of [consoleOfOperator, preview, other]) {
    expect(socket.readyState).toBe(WebSocket.OPEN);
  }
});
