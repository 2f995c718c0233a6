import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProblemError } from '@project88/core/contract/errors.ts';
import { type ScreenServerMessage, SOCKET_ENDED } from '@project88/core/contract/live.ts';
import { applyOps, type ScreenState } from '@project88/core/displays/screen/screen.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import type { DisplayLinkId, DisplaySessionId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { entryOf, readOf, TENANT_A, TENANT_B, TIMING_SESSION } from '../../../test/support/fixtures.ts';
import type { TimingSessions } from '../ingest/types.ts';
import type { AuthNote } from '../ops/authLog.ts';
import { systemClock } from '../ops/clock.ts';
import { programOf } from './channelProgram.ts';
import { Hub, type LoadedRoom } from './hub.ts';
import { liveRoutes } from './liveRoutes.ts';
import { OpenSockets } from './openSockets.ts';
import { RosterIndex } from './rosterIndex.ts';
import type { OpenLink } from './screenSocket.ts';
import { SocketDoor } from './upgrade.ts';

const SESSION_A = '01900000-0000-7000-8000-0000000000a1' as DisplaySessionId;
const SESSION_B = '01900000-0000-7000-8000-0000000000b1' as DisplaySessionId;
const LINK_A = 'AAAAAAAA' as DisplayLinkId;
const LINK_B = 'BBBBBBBB' as DisplayLinkId;

/** A screen that keeps what it is told, as the display page does. */
class TestScreen {
  readonly socket: WebSocket;
  readonly messages: ScreenServerMessage[] = [];
  state: ScreenState | null = null;
  rev = 0;

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on('message', (data) => this.#take(JSON.parse(String(data))));
  }

  #take(message: ScreenServerMessage): void {
    this.messages.push(message);
    if (message.t === 'snapshot') this.state = message.state;
    if (message.t === 'delta' && this.state !== null) {
      if (message.from !== this.rev) throw new Error(`gap: ${message.from} after ${this.rev}`);
      this.state = applyOps(this.state, message.ops);
    }
    if (message.t === 'snapshot' || message.t === 'delta') this.rev = message.rev;
  }

  async until(done: (screen: TestScreen) => boolean): Promise<void> {
    while (!done(this)) await once(this.socket, 'message', { signal: AbortSignal.timeout(5_000) });
  }
}

const contents = new Map<string, LoadedRoom>();
const links = new Map<string, OpenLink>();
let server: Server;
let hub: Hub;
let door: SocketDoor;
let sockets: OpenSockets;
let base: string;
let notes: AuthNote[];
/** Why nobody is signed in. */
let refused: 'NOT_SIGNED_IN' | 'API_KEY_INVALID';

function contentOf(given: Partial<LoadedRoom> = {}): LoadedRoom {
  return {
    session: { name: 'Harbour 10k', mode: 'results', timeZone: 'UTC' },
    program: programOf(finishHero),
    screens: [],
    called: [],
    roster: new RosterIndex([entryOf('1', { lastName: 'Ahlström' })]),
    results: new Map(),
    notes: new Map(),
    streams: [{ timingSessionId: TIMING_SESSION, locations: null }],
    held: false,
    clearedAtMs: null,
    ...given,
  };
}

const noTiming: TimingSessions = {
  list: () => [],
  get: () => null,
  lastReads: () => null,
  requestReplay: () => false,
  follow: () => () => undefined,
};

beforeEach(async () => {
  contents.clear();
  notes = [];
  refused = 'NOT_SIGNED_IN';
  links.clear();
  contents.set(`${TENANT_A}/${SESSION_A}`, contentOf());
  contents.set(`${TENANT_B}/${SESSION_B}`, contentOf());
  const expiresAtMs = instantMs(Date.now() + 3_600_000);
  links.set(LINK_A, { id: LINK_A, tenantId: TENANT_A, displaySessionId: SESSION_A, expiresAtMs });
  links.set(LINK_B, { id: LINK_B, tenantId: TENANT_B, displaySessionId: SESSION_B, expiresAtMs });
  hub = new Hub(
    {
      load: async (tenantId, id) => contents.get(`${tenantId}/${id}`) ?? null,
      list: async (only) =>
        [
          { tenantId: TENANT_A, id: SESSION_A },
          { tenantId: TENANT_B, id: SESSION_B },
        ].filter(({ tenantId }) => only === undefined || tenantId === only),
      saveAction: async () => undefined,
      findParts: async () => ({}),
      saveProgram: async () => undefined,
      rememberScreens: async () => undefined,
      saveCalled: async () => undefined,
      draftRev: async () => null,
    },
    systemClock,
  );
  await hub.openAll();
  const openLink = async (id: string): Promise<OpenLink> => {
    const target = links.get(id);
    if (target === undefined) throw new ProblemError('NOT_FOUND', { what: 'display link' });
    return target;
  };
  const admitUser = async (): Promise<never> => {
    throw new ProblemError(refused);
  };
  const log = pino({ level: 'silent' });
  const routes = liveRoutes({ hub, timing: noTiming, openLink, admitUser, clock: systemClock });
  sockets = new OpenSockets(log);
  const addressOf = () => '192.0.2.1';
  door = new SocketDoor({
    routes,
    addressOf,
    sockets,
    authLog: { note: (note) => notes.push(note) },
    clock: systemClock,
    log,
  });
  server = createServer().on('upgrade', door.handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  door.close();
  hub.stop();
  server.closeAllConnections();
  server.close();
});

function joined(link: DisplayLinkId): Promise<TestScreen> {
  const screen = new TestScreen(`${base}/live/display/${link}`);
  return screen.until((each) => each.state !== null).then(() => screen);
}

async function refusal(path: string): Promise<number | undefined> {
  const socket = new WebSocket(`${base}${path}`);
  socket.on('error', () => undefined);
  const [, response] = await once(socket, 'unexpected-response');
  return response.statusCode;
}

describe('live displays', () => {
  it('shows every read on all screens of its display session and on no other partner’s', async () => {
    const screens = await Promise.all([joined(LINK_A), joined(LINK_A), joined(LINK_A)]);
    const foreign = await joined(LINK_B);
    hub.accept(readOf('1', 1, 0), false);
    hub.accept(readOf('77', 2, 1), false);
    await Promise.all(screens.map((screen) => screen.until((each) => each.state?.status.crossings === 2)));
    const [first, ...others] = screens;
    expect(first?.state?.onAir?.card).toMatchObject({ bib: '1', lastName: 'Ahlström' });
    for (const other of others) expect(other.state).toEqual(first?.state);
    hub.accept(readOf('5', 1, 2, { tenantId: TENANT_B }), false);
    await foreign.until((each) => each.state?.status.reads === 1);
    expect(foreign.state?.recent.map((card) => card.bib)).toEqual(['5']);
    expect(first?.state?.status.reads).toBe(2);
  });

  it('gives a screen that joins late the same state', async () => {
    const early = await joined(LINK_A);
    for (let seq = 1; seq <= 20; seq++) hub.accept(readOf(`${seq}`, seq, seq), false);
    const late = await joined(LINK_A);
    await early.until((each) => each.rev === late.rev);
    expect(late.state).toEqual(early.state);
  });

  it('does not count reads twice when a binding is widened', async () => {
    contents.set(
      `${TENANT_A}/${SESSION_A}`,
      contentOf({ streams: [{ timingSessionId: TIMING_SESSION, locations: new Set(['finish']) }] }),
    );
    await hub.refresh(TENANT_A, SESSION_A, 'streams');
    hub.accept(readOf('1', 1, 0), false);
    hub.accept(readOf('2', 1, 1, { location: 'START' }), false);
    const screen = await joined(LINK_A);
    expect(screen.state?.status.reads).toBe(1);
    contents.set(`${TENANT_A}/${SESSION_A}`, contentOf());
    await hub.refresh(TENANT_A, SESSION_A, 'streams');
    await screen.until((each) => each.state?.status.reads === 2);
    expect(screen.state?.recent.map((card) => card.bib)).toEqual(['2', '1']);
    expect(screen.state?.onAir?.card.bib).toBe('1');
  });

  it('closes the screens of a revoked link and of a deleted display session, with the reason', async () => {
    const revoked = await joined(LINK_A);
    const deleted = await joined(LINK_B);
    hub.revokeLink(TENANT_B, LINK_A);
    hub.revokeLink(TENANT_A, LINK_A);
    hub.remove(TENANT_B, SESSION_B);
    await Promise.all([once(revoked.socket, 'close'), once(deleted.socket, 'close')]);
    expect(revoked.messages.at(-1)).toEqual({ t: 'gone', reason: 'revoked' });
    expect(deleted.messages.at(-1)).toEqual({ t: 'gone', reason: 'deleted' });
  });

  it('closes the rooms of a suspended partner, and opens them with the reads that came before', async () => {
    const [screen, foreign] = [await joined(LINK_A), await joined(LINK_B)];
    hub.accept(readOf('1', 1, 0), false);
    await screen.until((each) => each.state?.status.reads === 1);
    hub.closeTenant(TENANT_A);
    sockets.endTenant(TENANT_A);
    const [code] = await once(screen.socket, 'close');
    expect(code).toBe(SOCKET_ENDED.refused);
    await hub.refresh(TENANT_A, SESSION_A, 'all');
    expect(hub.channel(TENANT_A, SESSION_A)).toBeNull();
    expect(await refusal(`/live/display/${LINK_A}`)).toBe(410);
    await hub.openTenant(TENANT_A);
    expect((await joined(LINK_A)).state?.recent.map((card) => card.bib)).toEqual(['1']);
    expect(foreign.socket.readyState).toBe(WebSocket.OPEN);

    hub.forgetTenant(TENANT_A);
    await hub.openTenant(TENANT_A);
    expect((await joined(LINK_A)).state?.recent).toEqual([]);
  });

  it('answers a clock question and a wish for the whole state, and ignores nonsense', async () => {
    const screen = await joined(LINK_A);
    screen.socket.send('not json');
    screen.socket.send(JSON.stringify({ t: 'hello', v: 1, rev: 'x' }));
    screen.socket.send(JSON.stringify({ t: 'time', sentMs: 12.5 }));
    await screen.until((each) =>
      each.messages.some((message) => message.t === 'time' && message.sentMs === 12.5),
    );
    screen.socket.send(JSON.stringify({ t: 'resync' }));
    await screen.until((each) => each.messages.filter((message) => message.t === 'snapshot').length === 2);
  });

  it('refuses unknown links, consoles that are not signed in, and unknown addresses', async () => {
    expect(await refusal('/live/display/ZZZZZZZZ')).toBe(404);
    expect(await refusal('/live/console')).toBe(401);
    expect(await refusal('/live/other')).toBe(404);
  });

  it('notes guessed links and wrong proofs for the log of sign-ins, and nothing else', async () => {
    await refusal('/live/display/ZZZZZZZZ');
    await refusal('/live/console');
    await refusal('/live/other');
    refused = 'API_KEY_INVALID';
    await refusal('/live/console');
    expect(notes.map(({ event, address }) => [event, address])).toEqual([
      ['link-unknown', '192.0.2.1'],
      ['api-key-invalid', '192.0.2.1'],
    ]);
  });

  it('passes a screen over that does not read, and gives it the newest state when it does', async () => {
    const slow = await joined(LINK_A);
    const quick = await joined(LINK_A);
    slow.socket.pause();
    let seq = 0;
    const lagging = () => hub.operatorState(TENANT_A, SESSION_A)?.screens.some((screen) => screen.lagging);
    while (!lagging()) {
      for (let n = 0; n < 200; n++) hub.accept(readOf(`R${++seq}`, seq, seq), false);
      await quick.until((each) => each.state?.status.reads === seq);
      if (seq > 500_000) throw new Error('the slow screen never lagged');
    }
    slow.socket.resume();
    await slow.until((each) => each.messages.filter((message) => message.t === 'snapshot').length === 2);
    hub.accept(readOf('LAST', ++seq, seq), false);
    await Promise.all(
      [slow, quick].map((each) => each.until((screen) => screen.state?.recent[0]?.bib === 'LAST')),
    );
    expect(slow.state).toEqual(quick.state);
    expect(slow.messages.length).toBeLessThan(quick.messages.length);
  });
});
