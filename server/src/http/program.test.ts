import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import type { Read } from '@project88/core/reads/read.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { readOf } from '../../../test/support/fixtures.ts';
import type { Caller } from '../../../test/support/httpServer.ts';
import { LiveServer } from '../../../test/support/liveServer.ts';

let live: LiveServer;
/** Reads of all tests, which share a stream. */
let nextSeq = 1;
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
const program = async () => (await owner('GET', `/api/sessions/${id}/program`)).json;

const EMPTY = {
  programRev: 0,
  template: { id: 'finish-hero', version: null },
  message: null,
  blackout: false,
  resting: false,
  playlistId: null,
};

describe('what is on air', () => {
  test('begins with the template alone, and every change counts up its number', async () => {
    expect(await program()).toEqual(EMPTY);
    const taken = await take({ programRev: 0, message: 'Awards at noon', blackout: true });
    expect(taken.status).toBe(200);
    expect(taken.json).toEqual({ ...EMPTY, programRev: 1, message: 'Awards at noon', blackout: true });
    await take({ programRev: 1, message: null, blackout: false });
    expect(await program()).toEqual({ ...EMPTY, programRev: 2 });
  });

  test('is on all screens and for all operators at once', async () => {
    const [one, other] = [await live.screen(link), await live.screen(link)];
    const console_ = await live.console();
    console_.say({ t: 'watch', displaySessionId: id, timing: false });
    await take({ programRev: 0, template: { id: 'announcer-list', version: null }, message: 'Hello' });
    for (const screen of [one, other]) {
      await screen.until(() => screen.state?.program.message?.text === 'Hello');
      expect(screen.state?.template).toEqual(
        JSON.parse(JSON.stringify(BUILT_IN_TEMPLATES['announcer-list'])),
      );
    }
    await console_.until(() => console_.state?.programRev === 1);
    expect(console_.state?.template).toMatchObject({ id: 'announcer-list', version: null });
    expect(console_.state?.program.message?.text).toBe('Hello');
  });

  test('of two who change it at once one does, and the other learns what is on air now', async () => {
    const answers = await Promise.all(
      ['One', 'Two', 'Three'].map((message) => take({ programRev: 0, message })),
    );
    const [won, ...others] = answers.toSorted((a, b) => a.status - b.status);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    for (const { json } of others) {
      expect(json.error).toMatchObject({ code: 'PROGRAM_CHANGED', details: won?.json });
    }
    expect(await program()).toEqual(won?.json);
  });

  test('also of two who take templates, which are looked up first', async () => {
    const ids = ['announcer-list', 'finish-hero', 'announcer-list'];
    const answers = await Promise.all(
      ids.map((each) => take({ programRev: 0, template: { id: each, version: null } })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await program()).programRev).toBe(1);
  });

  test('the panic key works with any number, alone; letting go needs the right one', async () => {
    await take({ programRev: 0, message: 'Hello' });
    expect((await take({ programRev: 0, resting: true, blackout: false })).status).toBe(409);
    const panic = await take({ programRev: 0, resting: true });
    expect(panic.json).toMatchObject({ programRev: 2, resting: true, message: 'Hello' });
    expect((await take({ programRev: 0, resting: false })).status).toBe(409);
    expect((await take({ programRev: 2, resting: false })).json.resting).toBe(false);
  });

  test('cannot be a template or a playlist that is not there', async () => {
    const nobodys = '01900000-0000-7000-8000-00000000dead';
    for (const body of [{ template: { id: nobodys, version: null } }, { playlistId: nobodys }]) {
      expect((await take({ programRev: 0, ...body })).status).toBe(404);
    }
    expect((await take({ programRev: 0, template: { id: 'no such', version: null } })).status).toBe(400);
    expect(await program()).toEqual(EMPTY);
  });

  test('is the same after a restart, with the screens', async () => {
    await take({ programRev: 0, template: { id: 'announcer-list', version: null }, message: 'Back at two' });
    await take({ programRev: 1, resting: true, blackout: true });
    await owner('POST', `/api/sessions/${id}/freeze`, { frozen: true });
    const before = await live.screen(link);
    const { hub, base } = await live.restarted();
    expect(hub.program(live.t.a.tenantId, id as DisplaySessionId)).toEqual(await program());
    const after = await live.screen(link, 'screen-one', base);
    expect(after.state?.program).toEqual(before.state?.program);
    expect(after.state?.template).toEqual(before.state?.template);
    expect(after.got('freeze')).toEqual([{ t: 'freeze', frozen: true }]);
  });

  test('another template by the session’s own page is a change of it', async () => {
    await owner('PATCH', `/api/sessions/${id}`, { templateId: 'announcer-list' });
    expect(await program()).toMatchObject({ programRev: 1, template: { id: 'announcer-list' } });
    expect((await take({ programRev: 0, message: 'Late' })).status).toBe(409);
  });

  test('a new name changes nothing of it', async () => {
    await take({ programRev: 0, message: 'Hello' });
    await owner('PATCH', `/api/sessions/${id}`, { name: 'Renamed' });
    expect(await program()).toMatchObject({ programRev: 1, message: 'Hello' });
  });

  test('stands in the audit log with before and after, also what the panic key did', async () => {
    await take({ programRev: 0, message: 'Hello' });
    await take({ programRev: 7, resting: true });
    const rows = () =>
      runAsAdmin(
        live.t.db.adminUrl,
        `select before, after from audit_log where object_id = $1 and action = 'on-air.changed' order by seq`,
        [id],
      );
    await expect.poll(rows, { timeout: 5_000 }).toEqual([
      { before: { programRev: 0, message: null }, after: { programRev: 1, message: 'Hello' } },
      { before: { programRev: 1, resting: false }, after: { programRev: 2, resting: true } },
    ]);
  });

  test('belongs to one partner', async () => {
    const theirs = await live.t.b.owner('POST', `/api/sessions/${id}/program`, {
      programRev: 0,
      resting: true,
    });
    expect(theirs.status).toBe(404);
    expect(await program()).toEqual(EMPTY);
  });
});

describe('announcers', () => {
  const call = (cardId: number, called: boolean) =>
    owner('POST', `/api/sessions/${id}/called`, { cardId, called });

  /** Runners come: the cards 1, 2 and so on. */
  async function come(...tags: string[]): Promise<Read[]> {
    const { tenantId, timingSessionId } = live.t.a;
    await owner('POST', `/api/chronotrack/sessions/${timingSessionId}/select`, { displaySessionId: id });
    const reads = tags.map((tag, index) =>
      readOf(tag, nextSeq + index, nextSeq + index, { tenantId, timingSessionId }),
    );
    nextSeq += tags.length;
    for (const read of reads) live.hub.accept(read, false);
    return reads;
  }

  test('see the ticks of each other', async () => {
    await come('A1', 'A2', 'A3');
    const [one, other] = [await live.console(), await live.console(live.t.a.operator)];
    for (const each of [one, other]) each.say({ t: 'watch', displaySessionId: id, timing: false });
    const [second, third] = [await cardOf('A2'), await cardOf('A3')];
    expect((await call(second, true)).status).toBe(204);
    await call(third, true);
    for (const each of [one, other]) await each.until(() => each.state?.called.length === 2);
    await call(second, false);
    for (const each of [one, other]) await each.until(() => each.state?.called.length === 1);
    expect(other.state?.called).toEqual([third]);
    expect((await call(4_000, true)).status).toBe(204);
  });

  test('keep their ticks over a restart, after which cards have other numbers', async () => {
    const reads = await come('B1', 'B2', 'B3', 'B4');
    for (const tag of ['B2', 'B3', 'B4']) await call(await cardOf(tag), true);
    await call(await cardOf('B3'), false);
    const { hub } = await live.restarted();
    // Without the first the others have other numbers.
    for (const read of reads.slice(1)) hub.accept(read, true);
    const state = hub.operatorState(live.t.a.tenantId, id as DisplaySessionId);
    const called = state?.recent.filter((card) => state.called.includes(card.id));
    expect(called?.map(({ bib }) => bib)).toEqual(['B4', 'B2']);
    expect(called?.map((card) => card.id)).not.toContain(4);
  });

  async function cardOf(tag: string): Promise<number> {
    const state = live.hub.operatorState(live.t.a.tenantId, id as DisplaySessionId);
    const card = state?.recent.find(({ bib }) => bib === tag);
    if (card === undefined) throw new Error(`no card of ${tag}`);
    return card.id;
  }

  test('see who else is here, and nobody of another partner', async () => {
    const [one, other, foreign] = [
      await live.console(),
      await live.console(live.t.a.operator),
      await live.console(live.t.b.owner),
    ];
    for (const each of [one, other, foreign]) each.say({ t: 'watch', displaySessionId: id, timing: false });
    await one.until(() => one.state?.present.length === 1);
    await other.until(() => other.state?.present.length === 1);
    expect(one.state?.present[0]?.edits).toBe(true);
    await foreign.until(() => foreign.got('operator-gone').length === 1);
    await other.close();
    await one.until(() => one.state?.present.length === 0);
  });
});

describe('how late reads are seen', () => {
  test('goes out with the read and comes back from the screens', async () => {
    const { tenantId, timingSessionId } = live.t.a;
    await owner('POST', `/api/chronotrack/sessions/${timingSessionId}/select`, { displaySessionId: id });
    const screen = await live.screen(link, 'screen-lat');
    const console_ = await live.console();
    console_.say({ t: 'watch', displaySessionId: id, timing: false });
    const read = readOf('7', 1, 5, { tenantId, timingSessionId });
    live.hub.accept(read, false);
    await screen.until(() => screen.got('delta').some(({ readAtMs }) => readAtMs === read.receivedAtMs));
    await console_.until(() => console_.state !== null);
    expect(console_.state?.latency).toBeNull();
    screen.say({ t: 'beat', rev: 2, fps: 60, lateMs: null, readMs: [12, 20, -1e9, 1e9] });
    await console_.until(() => console_.state?.latency?.samples === 2);
    expect(live.hub.totals().latency?.samples).toBe(2);
    live.t.pass(600_000);
    await console_.until(() => console_.state?.latency === null);
  });
});
