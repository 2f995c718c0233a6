import { setImmediate as turn } from 'node:timers/promises';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOf, TENANT_A, TENANT_B, TIMING_SESSION } from '../../../test/support/fixtures.ts';
import { systemClock } from '../ops/clock.ts';
import { type ProgramContent, programOf } from './channelProgram.ts';
import { Hub, type LoadedRoom } from './hub.ts';
import { RosterIndex } from './rosterIndex.ts';
import type { RefreshPart } from './types.ts';

const ID = '01900000-0000-7000-8000-0000000000a1' as DisplaySessionId;

let hub: Hub;
/** What is stored. */
let name: string;
/** While there is one, what was read comes only after it. */
let late: Promise<void> | null;
let isAway: boolean;
/** What was read, in order. */
let loads: RefreshPart[];
let design: TemplateDocument;
/** What is on air, as it was stored each time. */
let saved: ProgramContent[];

function contentOf(what: RefreshPart): Partial<LoadedRoom> {
  const all: LoadedRoom = {
    session: { name, mode: 'results', timeZone: 'UTC' },
    program: saved.at(-1) ?? programOf(design),
    screens: [],
    called: [],
    roster: new RosterIndex([]),
    results: new Map(),
    notes: new Map(),
    streams: [{ timingSessionId: TIMING_SESSION, locations: null }],
    held: false,
    clearedAtMs: null,
  };
  if (what === 'streams') return { streams: all.streams };
  return what === 'session' ? { session: all.session, program: all.program } : all;
}

beforeEach(async () => {
  [name, late, isAway, saved, loads] = ['old', null, false, [], []];
  design = finishHero;
  hub = new Hub(
    {
      async load(_tenant, _id, what) {
        loads.push(what);
        const content = contentOf(what);
        await late;
        return content;
      },
      list: async () => [{ tenantId: TENANT_A, id: ID }],
      saveAction: async () => undefined,
      findParts: async () => ({}),
      async saveProgram(_tenant, _id, program) {
        if (isAway) throw new ProblemError('DATABASE_UNAVAILABLE');
        saved.push(program);
      },
      rememberScreens: async () => undefined,
      saveCalled: async () => undefined,
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

describe('what is put on air', () => {
  const message = () => room()?.room.screen.program.message?.text;

  it('is there at once while the database is away, and stored when it is back', async () => {
    isAway = true;
    await hub.take(TENANT_A, ID, { programRev: 0, message: 'Hello' });
    await hub.take(TENANT_A, ID, { programRev: 0, resting: true });
    expect(room()?.room.screen.program).toMatchObject({ resting: true, message: { text: 'Hello' } });
    expect(saved).toEqual([]);
    isAway = false;
    await hub.refresh(TENANT_A, ID, 'session');
    expect(saved).toHaveLength(1);
    expect(saved[0]).toMatchObject({ programRev: 2, program: { resting: true } });
    expect(message()).toBe('Hello');
  });

  it('is not taken back by what was read before it', async () => {
    const release = holdBack();
    name = 'new';
    const refreshed = hub.refresh(TENANT_A, ID, 'session');
    await turn();
    const taken = hub.take(TENANT_A, ID, { programRev: 0, message: 'Hello' });
    release();
    await Promise.all([refreshed, taken]);
    expect(message()).toBe('Hello');
    expect(room()?.room.screen.session.name).toBe('new');
  });

  it('nor is a freeze, which has no number of its own', async () => {
    const release = holdBack();
    name = 'new';
    const refreshed = hub.refresh(TENANT_A, ID, 'session');
    await turn();
    const frozen = hub.freeze(TENANT_A, ID, true);
    release();
    await Promise.all([refreshed, frozen]);
    expect(room()?.program.frozen).toBe(true);
    expect(room()?.room.screen.session.name).toBe('new');
  });

  it('is not taken back by what is stored, while it is not stored itself', async () => {
    isAway = true;
    await hub.take(TENANT_A, ID, { programRev: 0, message: 'Hello' });
    name = 'new';
    await hub.refresh(TENANT_A, ID, 'session');
    expect(message()).toBe('Hello');
    expect(room()?.room.screen.session.name).toBe('new');
  });
});

describe('a template that was changed', () => {
  it('is on air anew where it is shown, without being taken', async () => {
    design = { ...finishHero, name: 'Drawn anew' };
    await hub.templateChanged(TENANT_A, finishHero.id);
    expect(room()?.room.screen.template.name).toBe('Drawn anew');
    expect(room()?.program.programRev).toBe(0);
  });

  it('is not even read where it is not shown, nor for another partner', async () => {
    loads = [];
    await hub.templateChanged(TENANT_A, 'another');
    await hub.templateChanged(TENANT_B, finishHero.id);
    expect(loads).toEqual([]);
  });

  it('that is the same as before is not put on air again', async () => {
    design = structuredClone(finishHero);
    await hub.templateChanged(TENANT_A, finishHero.id);
    expect(room()?.room.content.template).toBe(finishHero);
  });
});
