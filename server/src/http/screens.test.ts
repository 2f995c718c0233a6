import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../test/support/httpServer.ts';
import { LiveServer } from '../../../test/support/liveServer.ts';
import { listScreens, rememberScreens, SCREENS_REMEMBERED } from '../store/screens.ts';
import { systemPrincipal } from '../tenancy/principal.ts';

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
const at = (path = '') => `/api/sessions/${id}/screens${path}`;
const known = async () => (await owner('GET', at())).json.items;
const NOTHING = { name: '', overscanPct: 0, reducedMotion: false, message: null };

/** A screen that is stored. */
async function remembered(key: string) {
  const screen = await live.screen(link, key);
  await expect.poll(async () => (await known()).map((each: { key: string }) => each.key)).toContain(key);
  return screen;
}

describe('a screen', () => {
  test('is told its settings after hello: nothing, before anybody decided', async () => {
    const screen = await live.screen(link, 'tower-left-1');
    expect(screen.got('settings')).toEqual([{ t: 'settings', settings: { ...NOTHING, template: null } }]);
    expect(screen.got('freeze')).toEqual([{ t: 'freeze', frozen: false }]);
  });

  test('follows a change of its settings at once, and no other screen does', async () => {
    const [screen, other] = [await remembered('tower-left-1'), await remembered('tower-right-1')];
    const body = {
      name: 'Tower left',
      overscanPct: 2.5,
      reducedMotion: true,
      message: 'Gate closed',
      templateId: 'announcer-list',
    };
    const changed = await owner('PATCH', at('/tower-left-1'), body);
    expect(changed.json).toMatchObject({ ...body, key: 'tower-left-1', connected: true });
    await screen.until(() => screen.got('settings').length === 2);
    const settings = screen.got('settings')[1]?.settings;
    expect(settings).toMatchObject({ name: 'Tower left', overscanPct: 2.5, message: 'Gate closed' });
    expect(settings?.template?.id).toBe('announcer-list');
    await owner('PATCH', at('/tower-left-1'), { message: null, templateId: null });
    await screen.until(() => screen.got('settings').length === 3);
    expect(screen.got('settings')[2]?.settings).toMatchObject({
      message: null,
      template: null,
      overscanPct: 2.5,
    });
    await other.heard();
    expect(other.got('settings')).toHaveLength(1);
  });

  test('has its name, number and settings again after a restart', async () => {
    await (await remembered('first-screen')).close();
    await remembered('second-screen');
    await owner('PATCH', at('/second-screen'), { name: 'Bridge' });
    const { base, hub } = await live.restarted();
    const again = await live.screen(link, 'second-screen', base);
    expect(again.got('settings')[0]?.settings.name).toBe('Bridge');
    const screens = hub.operatorState(live.t.a.tenantId, id as DisplaySessionId)?.screens;
    expect(screens).toMatchObject([
      { key: 'second-screen', number: 2, name: 'Bridge', page: 'test', cached: true },
    ]);
  });

  test('that comes twice with one key is one row, and a key that is none is not heard', async () => {
    const first = await remembered('same-screen');
    await live.screen(link, 'same-screen');
    first.hello('no key!');
    await first.heard();
    await remembered('last-screen');
    expect((await known()).map((each: { key: string; number: number }) => [each.key, each.number])).toEqual([
      ['same-screen', 1],
      ['last-screen', 2],
    ]);
  });

  test('is in the list also when it is away, with when it was seen', async () => {
    await (await remembered('away-screen')).close();
    await expect
      .poll(async () => (await owner('GET', at('/away-screen'))).json)
      .toMatchObject({
        key: 'away-screen',
        connected: false,
        lastSeenAt: new Date(live.t.now()).toISOString(),
      });
  });

  test('shows who it is, one or all of them', async () => {
    const [one, other] = [await remembered('identify-one'), await remembered('identify-two')];
    await owner('PATCH', at('/identify-one'), { name: 'Arch' });
    expect((await owner('POST', at('/identify-one/identify'))).json).toEqual({ screens: 1 });
    await one.until(() => one.got('identify').length === 1);
    expect((await owner('POST', `/api/sessions/${id}/identify`)).json).toEqual({ screens: 2 });
    await other.until(() => other.got('identify').length === 1);
    expect(one.got('identify')[0]).toEqual({ t: 'identify', number: 1, name: 'Arch' });
    expect(other.got('identify')).toEqual([{ t: 'identify', number: 2, name: '' }]);
  });

  test('loads its page again when told; a frozen one as soon as it is let go', async () => {
    const [one, other] = [await remembered('reload-one'), await remembered('reload-two')];
    await owner('POST', `/api/sessions/${id}/reload`);
    for (const each of [one, other]) await each.until(() => each.got('reload').length === 1);
    await owner('POST', `/api/sessions/${id}/freeze`, { frozen: true });
    for (const each of [one, other]) await each.until(() => each.got('freeze').at(-1)?.frozen === true);
    await owner('POST', at('/reload-one/reload'));
    await one.heard();
    expect(one.got('reload')).toHaveLength(1);
    await owner('POST', `/api/sessions/${id}/freeze`, { frozen: false });
    await one.until(() => one.got('reload').length === 2);
    await other.until(() => other.got('freeze').at(-1)?.frozen === false);
    await other.heard();
    expect(other.got('reload')).toHaveLength(1);
  });

  test('that goes on with an older design is told to operators, when it had time to follow', async () => {
    const screen = await live.screen(link, 'slow-screen');
    const rev = () =>
      screen.messages.findLast((each) => each.t === 'delta' || each.t === 'snapshot')?.rev ?? 0;
    const isOld = () =>
      live.hub.operatorState(live.t.a.tenantId, id as DisplaySessionId)?.screens[0]?.oldDesign;
    const beat = async (shown: number) => {
      screen.say({ t: 'beat', rev: shown, fps: 60, lateMs: null, readMs: [] });
      await screen.heard();
    };
    const before = rev();
    await owner('POST', `/api/sessions/${id}/program`, {
      programRev: 0,
      template: { id: 'announcer-list', version: null },
    });
    await screen.until(() => screen.state?.template.id === 'announcer-list');
    await beat(before);
    expect(isOld()).toBe(false);
    live.t.pass(16_000);
    expect(isOld()).toBe(true);
    await beat(rev());
    expect(isOld()).toBe(false);
  });

  test('that nobody knows cannot be changed or told anything', async () => {
    for (const key of ['unknown-screen', 'no%20key']) {
      expect((await owner('PATCH', at(`/${key}`), { name: 'x' })).status).toBe(404);
      expect((await owner('POST', at(`/${key}/reload`))).status).toBe(404);
      expect((await owner('GET', at(`/${key}`))).status).toBe(404);
    }
  });

  test('cannot show a template that is not there, and settings out of range are refused', async () => {
    await remembered('checked-screen');
    const change = async (body: object) => (await owner('PATCH', at('/checked-screen'), body)).status;
    expect(await change({ templateId: '01900000-0000-7000-8000-00000000dead' })).toBe(404);
    expect(await change({ overscanPct: 21 })).toBe(400);
  });

  test('of one partner is not there for another', async () => {
    await remembered('walled-screen');
    for (const path of [at(), at('/walled-screen')]) {
      expect((await live.t.b.owner('GET', path)).status).toBe(404);
    }
    expect((await live.t.b.owner('PATCH', at('/walled-screen'), { name: 'Theirs' })).status).toBe(404);
    expect((await live.t.b.owner('POST', at('/walled-screen/identify'))).status).toBe(404);
  });
});

test('a flood of new screens pushes out none for which something was decided', async () => {
  await remembered('decided-screen');
  await owner('PATCH', at('/decided-screen'), { name: 'Decided' });
  const flood = Array.from({ length: SCREENS_REMEMBERED + 50 }, (_, n) => ({
    key: `flooding-${n}`,
    number: n + 2,
    lastSeenAtMs: instantMs(live.t.now() + n),
  }));
  const kept = await live.t.db.database.withTenant(
    systemPrincipal(live.t.a.tenantId, 'test'),
    async (scope) => {
      await rememberScreens(scope, id as DisplaySessionId, flood);
      return listScreens(scope, id as DisplaySessionId);
    },
  );
  expect(kept).toHaveLength(SCREENS_REMEMBERED);
  expect(kept.some(({ key }) => key === 'decided-screen')).toBe(true);
  expect(kept.some(({ key }) => key === 'flooding-0')).toBe(false);
});
