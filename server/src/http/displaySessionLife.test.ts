import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { storedAnalytics } from '../store/sessionAnalytics.ts';

/** What becomes of display sessions: found again, copied, put away; and what people know of their runners. */

let t: TestHttp;
let id: string;

const ROSTER = [
  { bib: '7', chips: ['A4F1C2'], firstName: 'Siobhán', lastName: 'O’Hara', club: 'Shannon Harriers' },
  { bib: '71', chips: [], firstName: 'Łukasz', lastName: 'Wiśniewski', club: '' },
  { bib: '12', chips: [], firstName: 'Harald', lastName: 'Groß', club: 'TSV Hafen' },
];

beforeAll(async () => {
  t = await startTestHttp();
  id = (await t.a.owner('POST', '/api/sessions/create', { name: 'City Marathon', mode: 'results' })).json.id;
  await t.a.owner('PUT', `/api/sessions/${id}/roster`, { entries: ROSTER });
  await t.a.owner('POST', `/api/chronotrack/sessions/${t.a.timingSessionId}/select`, {
    displaySessionId: id,
  });
});
afterAll(() => t.close());

const names = async (query: string) =>
  (await t.a.operator('GET', `/api/sessions?${query}`)).json.items.map(({ name }: { name: string }) => name);

describe('the list of display sessions', () => {
  it('finds part of a name in any case, and a mode', async () => {
    await t.a.owner('POST', '/api/sessions/create', { name: 'Expo 100%', mode: 'pre-race' });
    expect(await names('search=marathon')).toEqual(['City Marathon']);
    expect(await names('search=100%25')).toEqual(['Expo 100%']);
    expect(await names('search=%25')).toEqual(['Expo 100%']);
    expect(await names('mode=pre-race')).toEqual(['Expo 100%']);
    expect(await names('search=nothing')).toEqual([]);
  });

  it('pages what it filters', async () => {
    for (const number of [1, 2, 3]) {
      t.pass(1_000);
      await t.a.owner('POST', '/api/sessions/create', { name: `Heat ${number}`, mode: 'results' });
    }
    const first = (await t.a.operator('GET', '/api/sessions?search=heat&limit=2')).json;
    expect(first.items.map(({ name }: { name: string }) => name)).toEqual(['Heat 3', 'Heat 2']);
    expect(await names(`search=heat&limit=2&cursor=${first.nextCursor}`)).toEqual(['Heat 1']);
  });
});

describe('the archive', () => {
  it('ends the links for good and closes the room, and gives the display session back', async () => {
    const made = (await t.a.owner('POST', '/api/sessions/create', { name: 'Last year', mode: 'results' }))
      .json;
    const link = (await t.a.owner('POST', '/api/display/generate-url', { sessionId: made.id })).json;
    t.hub.calls.length = 0;
    const archived = await t.a.operator('PATCH', `/api/sessions/${made.id}`, { archived: true });
    expect(archived.json).toMatchObject({ archived: true });
    expect(t.hub.calls).toContainEqual(['remove', t.a.tenantId, made.id]);
    expect((await t.anybody('GET', `/api/display/${link.id}`)).status).toBe(410);
    expect(await names('search=last')).toEqual([]);
    expect(await names('search=last&archived=true')).toEqual(['Last year']);

    t.hub.calls.length = 0;
    const back = await t.a.operator('PATCH', `/api/sessions/${made.id}`, { archived: false });
    expect(back.json).toMatchObject({ archived: false });
    expect(t.hub.calls).toContainEqual(['refresh', t.a.tenantId, made.id, 'session']);
    expect(await names('search=last')).toEqual(['Last year']);
    expect((await t.anybody('GET', `/api/display/${link.id}`)).status).toBe(410);
  });

  it('is written down once', async () => {
    const made = (await t.a.owner('POST', '/api/sessions/create', { name: 'Twice', mode: 'results' })).json;
    for (const archived of [true, true, false]) {
      await t.a.operator('PATCH', `/api/sessions/${made.id}`, { archived });
    }
    const entries = (await t.a.owner('GET', `/api/audit?limit=50`)).json.items as {
      action: string;
      object: { id: string };
    }[];
    const actions = entries.filter(({ object }) => object.id === made.id).map(({ action }) => action);
    expect(actions).toEqual(['display.unarchived', 'display.archived', 'display.made']);
  });
});

describe('a copy', () => {
  it('has roster, streams, notes and template, and no results and links', async () => {
    await t.a.owner('PATCH', `/api/sessions/${id}`, { templateId: 'announcer-list' });
    await t.a.owner('PUT', `/api/sessions/${id}/results`, { entries: [{ bib: '7', gunTimeMs: 1_000 }] });
    const note = { vip: true, note: 'First marathon', pronunciation: 'shi-VAWN' };
    await t.a.operator('PUT', `/api/sessions/${id}/notes/7`, note);
    const copy = await t.a.operator('POST', `/api/sessions/${id}/duplicate`, { name: 'City Marathon 2' });
    expect(copy.status).toBe(201);
    expect(copy.json).toMatchObject({
      name: 'City Marathon 2',
      templateId: 'announcer-list',
      rosterRows: 3,
      resultRows: 0,
      streams: [{ timingSessionId: t.a.timingSessionId }],
    });
    const notes = await t.a.operator('GET', `/api/sessions/${copy.json.id}/notes`);
    expect(notes.json.items).toEqual([{ bib: '7', ...note }]);
    expect((await t.a.operator('GET', `/api/sessions/${copy.json.id}/links`)).json.items).toEqual([]);
    expect(
      (await t.a.operator('GET', `/api/sessions/${copy.json.id}/entries?search=hara%20siob`)).json.items,
    ).toHaveLength(1);
  });

  it('of another partner’s is not made', async () => {
    const answer = await t.b.operator('POST', `/api/sessions/${id}/duplicate`, { name: 'Mine' });
    expect(answer.status).toBe(404);
  });
});

describe('notes about runners', () => {
  it('are written, changed and taken away, and reach the screens', async () => {
    t.hub.calls.length = 0;
    const note = { vip: false, note: 'Birthday today', pronunciation: '' };
    expect((await t.a.operator('PUT', `/api/sessions/${id}/notes/71`, note)).json).toEqual({
      bib: '71',
      ...note,
    });
    await t.a.operator('PUT', `/api/sessions/${id}/notes/71`, { ...note, vip: true });
    expect((await t.a.operator('DELETE', `/api/sessions/${id}/notes/71`)).status).toBe(204);
    expect((await t.a.operator('DELETE', `/api/sessions/${id}/notes/71`)).status).toBe(404);
    expect(t.hub.calls).toEqual(Array(3).fill(['refresh', t.a.tenantId, id, 'notes']));
  });

  it('are nobody’s of another partner', async () => {
    const note = { vip: true, note: '', pronunciation: '' };
    for (const [method, path, body] of [
      ['GET', `/api/sessions/${id}/notes`, undefined],
      ['PUT', `/api/sessions/${id}/notes/7`, note],
      ['DELETE', `/api/sessions/${id}/notes/7`, undefined],
    ] as const) {
      expect((await t.b.operator(method, path, body)).status, path).toBe(404);
    }
  });
});

describe('what announcers look up', () => {
  const bibs = async (search: string) =>
    (
      await t.a.operator('GET', `/api/sessions/${id}/entries?search=${encodeURIComponent(search)}`)
    ).json.items.map(({ bib }: { bib: string }) => bib);

  it('is found by bib, by any beginning of a name or club, with and without accents', async () => {
    expect(await bibs('7')).toEqual(['7', '71']);
    expect(await bibs('siob')).toEqual(['7']);
    expect(await bibs('WISN')).toEqual(['71']);
    expect(await bibs('Gross haf')).toEqual(['12']);
    expect(await bibs('aws')).toEqual([]);
    expect(await bibs('%')).toEqual([]);
  });

  it('are the longest names when these are asked for, of this start list alone', async () => {
    const path = `/api/sessions/${id}/entries?longest=true&limit=2`;
    const { items } = (await t.a.operator('GET', path)).json;
    const lengths = items.map(
      ({ firstName, lastName }: Record<string, string>) => `${firstName}${lastName}`.length,
    );
    expect(lengths).toEqual([...lengths].sort((one, other) => other - one));
    const all = (await t.a.operator('GET', `/api/sessions/${id}/roster?limit=100`)).json.items;
    const most = Math.max(
      ...all.map(({ firstName, lastName }: Record<string, string>) => `${firstName}${lastName}`.length),
    );
    expect(lengths[0]).toBe(most);
    expect((await t.b.operator('GET', path)).status).toBe(404);
  });

  it('crossings go back beyond the screens, newest first, with whom they belong to', async () => {
    await runAsAdmin(
      t.db.adminUrl,
      `insert into timing_sessions
         (tenant_id, id, program, program_version, remote_address, event_name, first_seen_at, last_seen_at)
       values ($1, $2, 'Simulator', '1', '127.0.0.1', 'Harbour Run', now(), now()) on conflict do nothing`,
      [t.a.tenantId, t.a.timingSessionId],
    );
    const read = (seq: number, tag: string, second: number) =>
      runAsAdmin(
        t.db.adminUrl,
        `insert into reads
           (tenant_id, timing_session_id, location_key, seq, content_key, stream_id, line_number, kind, location, tag,
            time_text, time_of_day_ms, reader, antenna, received_at)
         values ($1, $2, 'finish', $3::integer, $3::integer, $2, $3::integer, 'chip', 'FINISH', $4, '', 36000000, '0', '1', $5)`,
        [
          t.a.tenantId,
          t.a.timingSessionId,
          seq,
          tag,
          new Date(Date.UTC(2031, 4, 4, 8, 0, second)).toISOString(),
        ],
      );
    await read(1, 'a4f1c2', 1);
    await read(2, 'a4f1c2', 2);
    await read(3, '71', 3);
    await read(4, '999', 4);
    type Row = { tag: string; receivedAt: string; entry: { bib: string } | null };
    const page = async (query: string): Promise<{ items: Row[]; nextCursor: string | null }> =>
      (await t.a.operator('GET', `/api/sessions/${id}/crossings?${query}`)).json;
    const rows = (items: Row[]) => items.map(({ tag, entry }) => [tag, entry?.bib ?? null]);
    const first = await page('limit=2');
    expect(rows(first.items)).toEqual([
      ['999', null],
      ['71', '71'],
    ]);
    const second = await page(`limit=2&cursor=${first.nextCursor}`);
    expect(rows(second.items)).toEqual([['a4f1c2', '7']]);
    expect(second.items[0]?.receivedAt).toBe('2031-05-04T08:00:01.000Z');
    expect(rows((await page('search=wisn')).items)).toEqual([['71', '71']]);
    expect(rows((await page('search=999')).items)).toEqual([['999', null]]);
    expect((await t.b.operator('GET', `/api/sessions/${id}/crossings`)).status).toBe(404);
  });
});

describe('presets', () => {
  it('are kept, changed and deleted; a playlist of somebody else’s is none', async () => {
    const body = { name: 'Finish', mode: 'results', templateId: 'finish-hero', playlistId: null };
    const made = await t.a.operator('POST', '/api/presets', body);
    expect([made.status, made.json]).toEqual([
      201,
      { ...body, id: made.json.id, changedAt: expect.any(String) },
    ]);
    const changed = await t.a.operator('PUT', `/api/presets/${made.json.id}`, {
      ...body,
      name: 'Finish gate',
    });
    expect(changed.json.name).toBe('Finish gate');
    const playlist = await t.b.operator('POST', '/api/playlists', {
      name: 'Theirs',
      items: [{ templateId: 'finish-hero', dwellMs: 5_000 }],
    });
    expect(
      (await t.a.operator('POST', '/api/presets', { ...body, playlistId: playlist.json.id })).status,
    ).toBe(404);
    expect((await t.b.operator('DELETE', `/api/presets/${made.json.id}`)).status).toBe(404);
    expect((await t.a.operator('DELETE', `/api/presets/${made.json.id}`)).status).toBe(204);
    expect((await t.a.operator('GET', '/api/presets')).json.items).toEqual([]);
  });
});

describe('analytics', () => {
  it('are what was written by the minute, with the sponsors, and nobody’s of another partner', async () => {
    const at = (minute: number) => instantMs(Date.UTC(2031, 4, 4, 8, minute));
    const minute = (number: number, given: object) => ({
      minuteMs: at(number),
      reads: 100,
      namesShown: 12,
      dwellMs: 40_000,
      backlogMost: 3,
      screens: 2,
      latencyP50Ms: 10 + number,
      latencyP99Ms: 40 + number,
      ...given,
    });
    const write = storedAnalytics(t.db.database);
    const displaySessionId = id as DisplaySessionId;
    const sponsors = [{ name: 'Harbour Bakery', plays: 3, shownMs: 24_000 }];
    const minutes = [
      minute(0, {}),
      minute(1, { backlogMost: 9 }),
      minute(2, { latencyP50Ms: null, latencyP99Ms: null }),
    ];
    await write(t.a.tenantId, [{ displaySessionId, minutes, sponsors }]);
    await write(t.a.tenantId, [{ displaySessionId, minutes: [minute(0, { reads: 999 })], sponsors }]);
    await write(t.b.tenantId, [{ displaySessionId, minutes: [minute(5, {})], sponsors }]);

    const { json } = await t.a.operator('GET', `/api/sessions/${id}/analytics`);
    expect(json).toMatchObject({
      reads: 300,
      namesShown: 36,
      backlogMost: 9,
      latencyP50Ms: 11,
      latencyP99Ms: 41,
      sponsors: [{ name: 'Harbour Bakery', plays: 6, shownMs: 48_000 }],
    });
    expect(json.minutes).toHaveLength(3);
    expect(json.minutes[0]).toMatchObject({ at: '2031-05-04T08:00:00.000Z', reads: 100, dwellMs: 40_000 });
    expect((await t.b.operator('GET', `/api/sessions/${id}/analytics`)).status).toBe(404);
  });
});
