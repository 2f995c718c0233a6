import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../test/support/httpServer.ts';
import { LiveServer, type TestScreen } from '../../../test/support/liveServer.ts';

let live: LiveServer;
let id: string;
let link: string;
beforeAll(async () => {
  live = await LiveServer.start();
});
afterAll(() => live.close());
beforeEach(async () => {
  ({ id, link } = await live.display());
});

const owner = (...args: Parameters<Caller>) => live.t.a.owner(...args);
const take = (body: object) => owner('POST', `/api/sessions/${id}/program`, body);
const HERO = { templateId: 'finish-hero', dwellMs: 1_000 };
const LIST = { templateId: 'announcer-list', dwellMs: 3_600_000 };
const make = async (items: object[]) =>
  (await owner('POST', '/api/playlists', { name: 'Race day', items })).json;
const shows = (screen: TestScreen, templateId: string) =>
  screen.until(() => screen.state?.template.id === templateId);
const running = () => live.hub.operatorState(live.t.a.tenantId, id as DisplaySessionId)?.playlist;

describe('playlists', () => {
  test('are made, read, listed, replaced and deleted', async () => {
    const made = await make([HERO, { ...LIST, from: '09:30' }]);
    expect(made).toMatchObject({ name: 'Race day', items: [HERO, { ...LIST, from: '09:30' }] });
    expect((await owner('GET', `/api/playlists/${made.id}`)).json).toEqual(made);
    const changed = await owner('PUT', `/api/playlists/${made.id}`, { name: 'Evening', items: [LIST] });
    expect(changed.json).toMatchObject({ id: made.id, name: 'Evening', items: [LIST] });
    expect((await owner('GET', '/api/playlists')).json.items).toEqual([changed.json]);
    expect((await owner('DELETE', `/api/playlists/${made.id}`)).status).toBe(204);
    expect((await owner('GET', `/api/playlists/${made.id}`)).status).toBe(404);
  });

  test('refuse templates that are not there, times that are none and nothing at all', async () => {
    const status = async (items: object[]) =>
      (await owner('POST', '/api/playlists', { name: 'x', items })).status;
    expect(await status([{ ...HERO, templateId: '01900000-0000-7000-8000-00000000dead' }])).toBe(404);
    expect(await status([{ ...HERO, from: '24:00' }])).toBe(400);
    expect(await status([{ ...HERO, dwellMs: 10 }])).toBe(400);
    expect(await status([])).toBe(400);
  });

  test('of one partner are not there for another', async () => {
    const made = await make([HERO]);
    expect((await live.t.b.owner('GET', `/api/playlists/${made.id}`)).status).toBe(404);
    const theirs = await live.display(live.t.b.owner);
    const body = { programRev: 0, playlistId: made.id };
    expect((await live.t.b.owner('POST', `/api/sessions/${theirs.id}/program`, body)).status).toBe(404);
    expect((await live.t.b.owner('GET', '/api/playlists')).json.items).toEqual([]);
  });
});

describe('a playlist that runs', () => {
  test('turns on the screens by itself, and operators see where it stands', async () => {
    const screen = await live.screen(link);
    const { id: playlistId } = await make([HERO, LIST]);
    const sinceMs = live.t.now();
    await take({ programRev: 0, playlistId });
    expect(running()).toMatchObject({
      id: playlistId,
      name: 'Race day',
      index: 0,
      nextAtMs: sinceMs + 1_000,
    });
    // The server's clock stands still in tests, and the timer runs by it.
    live.t.pass(1_000);
    await shows(screen, 'announcer-list');
    expect(running()).toMatchObject({ index: 1, nextAtMs: sinceMs + 1_000 + LIST.dwellMs });
  });

  test('ends with a take of a template, and with its own end; then the session’s template shows', async () => {
    const screen = await live.screen(link);
    const { id: playlistId } = await make([LIST]);
    await take({ programRev: 0, playlistId });
    await shows(screen, 'announcer-list');
    expect((await take({ programRev: 1, playlistId: null })).json).toMatchObject({ playlistId: null });
    await shows(screen, 'finish-hero');
    await take({ programRev: 2, playlistId });
    await shows(screen, 'announcer-list');
    await take({ programRev: 3, template: { id: 'finish-hero', version: null } });
    await shows(screen, 'finish-hero');
    expect(running()).toBeNull();
  });

  test('goes on under a message and through the panic key', async () => {
    const { id: playlistId } = await make([LIST]);
    await take({ programRev: 0, playlistId });
    await take({ programRev: 1, message: 'Hello' });
    expect((await take({ programRev: 0, resting: true })).json.playlistId).toBe(playlistId);
  });

  test('stands after a restart where the clock says', async () => {
    const { id: playlistId } = await make([HERO, LIST]);
    await take({ programRev: 0, playlistId });
    live.t.pass(5_000);
    const { hub } = await live.restarted();
    expect(hub.operatorState(live.t.a.tenantId, id as DisplaySessionId)?.playlist).toMatchObject({
      id: playlistId,
      index: 1,
    });
  });

  test('follows a change of its items, and its deletion', async () => {
    const screen = await live.screen(link);
    const { id: playlistId } = await make([LIST]);
    await take({ programRev: 0, playlistId });
    await shows(screen, 'announcer-list');
    await owner('PUT', `/api/playlists/${playlistId}`, { name: 'Race day', items: [HERO] });
    await shows(screen, 'finish-hero');
    await owner('PUT', `/api/playlists/${playlistId}`, { name: 'Race day', items: [LIST] });
    await shows(screen, 'announcer-list');
    await owner('DELETE', `/api/playlists/${playlistId}`);
    await shows(screen, 'finish-hero');
    expect(running()).toBeNull();
    expect((await owner('GET', `/api/sessions/${id}/program`)).json.playlistId).toBeNull();
  });
});
