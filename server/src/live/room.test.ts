import { applyOps } from '@project88/core/displays/screen/screen.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { describe, expect, it } from 'vitest';
import { entryOf, RACE_DAY_MS, readOf, TIMING_SESSION } from '../../../test/support/fixtures.ts';
import { Room } from './room.ts';
import type { RoomContent } from './roomContent.ts';
import { RosterIndex } from './rosterIndex.ts';

function contentOf(given: Partial<RoomContent> = {}): RoomContent {
  return {
    session: { name: 'Harbour 10k', mode: 'results', timeZone: 'Europe/Athens' },
    template: finishHero,
    roster: new RosterIndex([
      entryOf('1', { firstName: 'Ada', lastName: 'Ahlström' }),
      entryOf('2', { firstName: 'Bo', lastName: 'Berg', chips: ['C2'] }),
    ]),
    results: new Map(),
    notes: new Map(),
    streams: [{ timingSessionId: TIMING_SESSION, locations: null }],
    held: false,
    clearedAtMs: null,
    ...given,
  };
}

const at = (seconds: number) => instantMs(RACE_DAY_MS + seconds * 1000);

describe('Room', () => {
  it('shows a crossing at once, and the reads after it only as a count', () => {
    const room = new Room(contentOf());
    room.accept(readOf('C2', 1, 10), false, at(10));
    room.accept(readOf('C2', 2, 12), false, at(12));
    expect(room.screen.onAir?.card).toMatchObject({ bib: '2', lastName: 'Berg', timeOfDay: '10:00:10' });
    expect(room.screen.recent).toHaveLength(1);
    expect(room.screen.status).toMatchObject({ reads: 2, crossings: 1, unknown: 0 });
    expect(room.screen.recent[0]?.atMs).toBe(at(10));
  });

  it('never makes a person of an unknown chip', () => {
    const room = new Room(contentOf());
    room.accept(readOf('999', 1, 10), false, at(10));
    expect(room.screen.recent[0]).toMatchObject({ known: false, bib: '999', firstName: '', lastName: '' });
    expect(room.screen.status.unknown).toBe(1);
    expect(room.unknownTags()).toEqual([{ tag: '999', reads: 1 }]);
  });

  it('gives an unknown card its person when the roster comes later', () => {
    const room = new Room(contentOf({ roster: new RosterIndex([]) }));
    room.accept(readOf('1', 1, 10), false, at(10));
    room.replaceContent({ roster: contentOf().roster }, at(11));
    expect(room.screen.onAir?.card).toMatchObject({ known: true, lastName: 'Ahlström' });
    expect(room.unknownTags()).toEqual([]);
  });

  it('fills times and places in when the result arrives after the read', () => {
    const room = new Room(contentOf());
    room.accept(readOf('1', 1, 10), false, at(10));
    const places = { overall: 3, sex: 1, division: 1 };
    const result = {
      bib: '1',
      status: 'finished',
      gunTimeMs: 2_000_000,
      chipTimeMs: 1_990_000,
      splits: [],
      places,
    } as const;
    room.replaceContent({ results: new Map([['1', { ...result, splits: [] }]]) }, at(11));
    expect(room.screen.onAir?.card).toMatchObject({
      gunTimeMs: 2_000_000,
      placeOverall: 3,
      status: 'finished',
    });
    expect(room.screen.recent[0]).toMatchObject({ chipTimeMs: 1_990_000 });
  });

  it('starts the race clock with the earliest gun and makes no card of a gun', () => {
    const room = new Room(contentOf());
    room.accept(readOf('GUNTIME', 1, 60, { kind: 'gun' }), false, at(61));
    room.accept(readOf('GUNTIME', 2, 0, { kind: 'gun' }), false, at(61));
    room.accept(readOf('GUNTIME', 3, 0, { kind: 'gun' }), true, at(61));
    room.accept(readOf('GUNTIME', 1, 300, { kind: 'gun', location: 'Half' }), false, at(301));
    expect(room.screen.status.gunAtMs).toBe(at(0));
    expect(room.screen.status.guns).toEqual({ FINISH: at(0), 'FINISH 2': at(60), Half: at(300) });
    expect(room.screen.recent).toEqual([]);
  });

  it('rebuilds lists from the journal without putting anybody on air again, and not what was cleared', () => {
    const room = new Room(contentOf({ clearedAtMs: at(30) }));
    room.accept(readOf('1', 1, 10), true, at(100));
    room.accept(readOf('2', 2, 50), true, at(100));
    expect(room.screen.onAir).toBeNull();
    expect(room.screen.recent.map((card) => card.bib)).toEqual(['2']);
    expect(room.screen.status.crossings).toBe(2);
  });

  it('listens only to the mats that are bound', () => {
    const room = new Room(
      contentOf({ streams: [{ timingSessionId: TIMING_SESSION, locations: new Set(['finish']) }] }),
    );
    expect(room.listensTo(readOf('1', 1, 0, { location: 'Finish' }))).toBe(true);
    expect(room.listensTo(readOf('1', 1, 0, { location: 'START' }))).toBe(false);
  });

  it('sends no more cards of a burst than a screen can hold', () => {
    const room = new Room(contentOf());
    const before = structuredClone(room.screen);
    for (let seq = 1; seq <= 500; seq++) room.accept(readOf(`X${seq}`, seq, seq), false, at(seq));
    const steps = room.takeSteps();
    expect(steps.filter((step) => step.op === 'card')).toHaveLength(50);
    expect(applyOps(before, steps)).toEqual(room.screen);
  });
});
