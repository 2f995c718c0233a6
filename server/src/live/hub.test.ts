import { setImmediate as turn } from 'node:timers/promises';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOf, TENANT_A, TIMING_SESSION } from '../../../test/support/fixtures.ts';
import { systemClock } from '../ops/clock.ts';
import { programOf } from './channelProgram.ts';
import { Hub, type LoadedRoom } from './hub.ts';
import { RosterIndex } from './rosterIndex.ts';
import type { RefreshPart } from './types.ts';

const ID = '01900000-0000-7000-8000-0000000000a1' as DisplaySessionId;

let hub: Hub;
/** What is stored. */
let name: string;
/** While there is one, what was read comes only after it. */
let late: Promise<void> | null;

function contentOf(what: RefreshPart): Partial<LoadedRoom> {
  const all: LoadedRoom = {
    session: { name, mode: 'results', timeZone: 'UTC' },
    program: programOf(finishHero),
    screens: [],
    roster: new RosterIndex([]),
    results: new Map(),
    streams: [{ timingSessionId: TIMING_SESSION, locations: null }],
    held: false,
    clearedAtMs: null,
  };
  if (what === 'streams') return { streams: all.streams };
  return what === 'session' ? { session: all.session } : all;
}

beforeEach(async () => {
  [name, late] = ['old', null];
  hub = new Hub(
    {
      async load(_tenant, _id, what) {
        const content = contentOf(what);
        await late;
        return content;
      },
      list: async () => [{ tenantId: TENANT_A, id: ID }],
      saveAction: async () => undefined,
      findParts: async () => ({}),
      saveProgram: async () => undefined,
      rememberScreens: async () => undefined,
      draftRev: async () => null,
    },
    systemClock,
  );
  await hub.openAll();
});
afterEach(() => hub.stop());

/** What is read from here on comes when the answered function is called. */
function holdBack(): () => void {
  let release = () => {};
  late = new Promise((resolve) => {
    release = resolve;
  });
  return () => {
    late = null;
    release();
  };
}

const room = () => hub.channel(TENANT_A, ID);

describe('a change while a partner is let in again', () => {
  it('is not lost to what was read before it', async () => {
    hub.closeTenant(TENANT_A);
    const release = holdBack();
    const opened = hub.openTenant(TENANT_A);
    await turn();
    name = 'new';
    const refreshed = hub.refresh(TENANT_A, ID, 'session');
    release();
    await Promise.all([opened, refreshed]);
    expect(room()?.room.screen.session.name).toBe('new');
  });

  it('opens no second room beside the one that is there', async () => {
    hub.closeTenant(TENANT_A);
    const release = holdBack();
    const refreshed = hub.refresh(TENANT_A, ID, 'all');
    late = null;
    const opened = hub.openTenant(TENANT_A);
    await turn();
    const first = room();
    release();
    await Promise.all([opened, refreshed]);
    expect(first ?? room()).toBe(room());
    expect(room()).not.toBeNull();
  });

  it('does not bring a room back to life that was closed before', async () => {
    const closed = room();
    const release = holdBack();
    const refreshed = hub.refresh(TENANT_A, ID, 'streams');
    await turn();
    hub.closeTenant(TENANT_A);
    const opened = hub.openTenant(TENANT_A);
    release();
    await Promise.all([opened, refreshed]);
    hub.accept(readOf('1', 1, 0), false);
    expect(closed?.room.screen.status.reads).toBe(0);
    expect(room()?.room.screen.status.reads).toBe(1);
  });
});
