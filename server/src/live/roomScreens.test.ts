import type { ResultEntryView } from '@project88/core/contract/displaySessions.ts';
import type { BoardQuery, ListBlock } from '@project88/core/displays/document/blocks.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { boardKey } from '@project88/core/displays/screen/arrange.ts';
import { applyOps, NO_PROGRAM, type ScreenState } from '@project88/core/displays/screen/screen.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import { instantMs } from '@project88/core/time/units.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOf, RACE_DAY_MS, readOf, TIMING_SESSION } from '../../../test/support/fixtures.ts';
import { Room } from './room.ts';
import type { RoomContent } from './roomContent.ts';
import { RosterIndex } from './rosterIndex.ts';

const at = (seconds: number) => instantMs(RACE_DAY_MS + Math.round(seconds * 1000));
const bibs = Array.from({ length: 60 }, (_, index) => String(index + 1));
const board: BoardQuery = { race: '', sex: '', division: '', by: 'overall', most: 3 };
const key = boardKey(board);
const oneByOne = { ...finishHero, airing: { ...finishHero.airing, crowd: null } };

/** The finish screen with a grid in a crowd, and with a leaderboard. */
function designOf(): TemplateDocument {
  const [first, ...others] = finishHero.layouts;
  const list = first?.blocks.find((block): block is ListBlock => block.kind === 'list');
  if (first === undefined || list === undefined) throw new Error('no list');
  const boardBlock: ListBlock = { ...list, id: 'board', source: 'leaderboard', board };
  const crowd = { gridBelowMs: 2_000, gridCards: 4, tickerCards: 8, maxDwellMs: 8_000, calmMs: 5_000 };
  return {
    ...finishHero,
    airing: { dwellMs: 5_000, minDwellMs: 1_500, hurryFrom: 4, restAfterMs: 15_000, crowd },
    layouts: [{ ...first, blocks: [...first.blocks, boardBlock] }, ...others],
  };
}

function contentOf(given: Partial<RoomContent> = {}): RoomContent {
  return {
    session: { name: 'Harbour 10k', mode: 'results', timeZone: 'Europe/Athens' },
    template: designOf(),
    roster: new RosterIndex(bibs.map((bib) => entryOf(bib, { lastName: `Runner ${bib}` }))),
    results: new Map(),
    notes: new Map(),
    streams: [{ timingSessionId: TIMING_SESSION, locations: null }],
    held: false,
    clearedAtMs: null,
    ...given,
  };
}

function resultOf(bib: string, overall: number | null, more: Partial<ResultEntryView> = {}): ResultEntryView {
  const places = { overall, sex: null, division: null };
  return { bib, status: 'finished', gunTimeMs: 1, chipTimeMs: null, splits: [], places, ...more };
}
const resultsOf = (...results: ResultEntryView[]) => new Map(results.map((result) => [result.bib, result]));
const bibsOf = (cards: readonly { bib: string }[] = []) => cards.map(({ bib }) => bib);

/** Let the room's clock run, as its channel does. */
function runTo(room: Room, ms: number): void {
  for (let due = room.nextChangeAt(); due !== null && due <= ms; due = room.nextChangeAt()) {
    room.advance(instantMs(Math.max(due, RACE_DAY_MS)));
  }
}

describe('a burst', () => {
  it('shows several at once, and sends only the places that change', () => {
    const room = new Room(contentOf());
    for (let seq = 1; seq <= 7; seq++) room.accept(readOf(String(seq), seq, 10), false, at(10 + seq / 10));
    expect(bibsOf(room.screen.crowd?.slots.map((slot) => slot?.card ?? { bib: '' }))).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
    expect(bibsOf(room.screen.queue)).toEqual(['5', '6', '7']);
    expect(room.screen.status.waiting).toBe(3);
    room.takeSteps();
    const due = room.nextChangeAt();
    expect(due).toBe(at(11.6));
    room.advance(at(11.6));
    expect(room.takeSteps().map(({ op }) => op)).toEqual(['slot', 'queue', 'status']);
    expect(room.screen.crowd?.slots[0]?.card.bib).toBe('5');
  });

  it('goes by the rules of the template that is on air now', () => {
    const room = new Room(contentOf());
    for (let seq = 1; seq <= 5; seq++) room.accept(readOf(String(seq), seq, 10), false, at(10));
    room.replaceContent({ template: oneByOne }, at(10.5));
    expect([room.screen.crowd, room.screen.onAir?.card.bib]).toEqual([null, '4']);
    expect(bibsOf(room.screen.queue)).toEqual(['1', '2', '3', '5']);
  });

  it('obeys commands about single cards', () => {
    const room = new Room(contentOf({ held: true }));
    for (let seq = 1; seq <= 4; seq++) room.accept(readOf(String(seq), seq, 10), false, at(10));
    room.command({ action: 'show', cardId: 3 }, at(11));
    expect(room.screen.onAir?.card.bib).toBe('3');
    room.command({ action: 'skip', cardId: 1 }, at(11));
    room.command({ action: 'next' }, at(13));
    expect(room.screen.onAir?.card.bib).toBe('2');
    room.command({ action: 'previous' }, at(14));
    expect([room.screen.onAir?.card.bib, ...bibsOf(room.screen.queue)]).toEqual(['3', '2', '4']);
    room.command({ action: 'show', cardId: 1 }, at(20));
    room.command({ action: 'show', cardId: 4_000 }, at(20));
    expect(room.screen.onAir?.card.bib).toBe('1');
    expect(room.screen.status).toMatchObject({ held: true, waiting: 2 });
  });

  it('lets whom the operators marked come first, with their note and the way the name is said', () => {
    const room = new Room(contentOf({ held: true }));
    for (const bib of ['1', '2', '3']) room.accept(readOf(bib, Number(bib), 10), false, at(10));
    const note = { vip: true, note: 'First marathon', pronunciation: 'RUN-er' };
    room.replaceContent({ notes: new Map([['3', note]]) }, at(11));
    expect(bibsOf(room.screen.queue)).toEqual(['3', '1', '2']);
    expect(room.screen.queue[0]).toMatchObject(note);
  });
});

describe('lists that are worked out', () => {
  it('has the leaderboards of the template, also at the beginning, and only while it shows them', () => {
    const room = new Room(contentOf({ results: resultsOf(resultOf('5', 2), resultOf('9', 1)) }));
    expect(bibsOf(room.screen.boards[key])).toEqual(['9', '5']);
    room.replaceContent(
      { results: resultsOf(resultOf('5', 1), resultOf('9', 2), resultOf('777', 3)) },
      at(1),
    );
    expect(room.takeSteps()).toMatchObject([{ op: 'board', key, rows: [{ bib: '5' }, { bib: '9' }] }]);
    room.replaceContent({ template: finishHero }, at(2));
    room.takeSteps();
    expect(room.screen.boards).toEqual({});
  });

  it('sends nothing when the same results come again', () => {
    const splits = () => [{ name: '5K', timeMs: 1_200_000 }];
    const room = new Room(contentOf());
    room.accept(readOf('5', 1, 10), false, at(10));
    room.replaceContent({ results: resultsOf(resultOf('5', 1, { splits: splits() })) }, at(11));
    room.takeSteps();
    room.replaceContent({ results: resultsOf(resultOf('5', 1, { splits: splits() })) }, at(12));
    expect(room.takeSteps()).toEqual([]);
    room.replaceContent({ results: resultsOf(resultOf('5', 1, { splits: [] })) }, at(12));
    expect(room.takeSteps().map(({ op }) => op)).toEqual(['card-update', 'board']);
  });

  it('knows who comes next, by the time that others took', () => {
    const room = new Room(contentOf());
    const see = (bib: string, location: string, seconds: number) =>
      room.accept(readOf(bib, seconds, seconds, { location }), false, at(seconds));
    see('1', 'BRIDGE', 100);
    see('2', 'BRIDGE', 130);
    see('1', 'FINISH', 400);
    see('3', 'BRIDGE', 410);
    runTo(room, at(420));
    const rows = room.screen.approaching.map(({ card, etaAtMs }) => [card.lastName, card.location, etaAtMs]);
    expect(rows).toEqual([
      ['Runner 2', 'BRIDGE', at(430)],
      ['Runner 3', 'BRIDGE', at(710)],
    ]);
    room.replaceContent({ results: resultsOf(resultOf('2', null, { status: 'did-not-finish' })) }, at(500));
    runTo(room, at(510));
    expect(bibsOf(room.screen.approaching.map(({ card }) => card))).toEqual(['3']);
    runTo(room, at(710 + 600));
    expect(room.screen.approaching).toEqual([]);
    expect(room.nextChangeAt()).toBeNull();
  });
});

describe('all screens', () => {
  type Happening =
    | { do: 'read'; tag: string; gap: number; location: string; replayed: boolean }
    | {
        do: 'command';
        action: 'hold' | 'resume' | 'next' | 'previous' | 'skip' | 'show' | 'clear';
        cardId: number;
      }
    | { do: 'roster' | 'result' | 'note'; bib: string; place: number }
    | { do: 'program'; blackout: boolean }
    | { do: 'template'; crowd: boolean }
    | { do: 'wait'; seconds: number }
    | { do: 'send' | 'join' };
  const bib = fc.constantFrom(...bibs.slice(0, 12));
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('read'),
        tag: fc.constantFrom(...bibs, 'X1', 'X2'),
        gap: fc.double({ min: 0, max: 3, noNaN: true }),
        location: fc.constantFrom('FINISH', 'BRIDGE'),
        replayed: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('command'),
        action: fc.constantFrom('hold', 'resume', 'next', 'previous', 'skip', 'show', 'clear'),
        cardId: fc.nat(40),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('roster', 'result', 'note'),
        bib,
        place: fc.integer({ min: 1, max: 5 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('program'), blackout: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('template'), crowd: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), seconds: fc.nat(20) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('send', 'join') }) },
  );

  function happen(room: Room, each: Happening, seq: number, seconds: number): void {
    const now = at(seconds);
    const { results, notes } = room.content;
    if (each.do === 'read') {
      room.accept(readOf(each.tag, seq, seconds, { location: each.location }), each.replayed, now);
    }
    if (each.do === 'command') room.command(each, now);
    if (each.do === 'roster') room.replaceContent({ roster: new RosterIndex([entryOf(each.bib)]) }, now);
    if (each.do === 'result') {
      const splits = [{ name: '5K', timeMs: each.place }];
      const result = resultOf(each.bib, each.place, { splits });
      room.replaceContent({ results: new Map([...results, [each.bib, result]]) }, now);
    }
    if (each.do === 'note') {
      const note = { vip: each.place > 2, note: `${each.place}`, pronunciation: '' };
      room.replaceContent({ notes: new Map([...notes, [each.bib, note]]) }, now);
    }
    if (each.do === 'program') room.setProgram({ ...NO_PROGRAM, blackout: each.blackout }, now);
    if (each.do === 'template') {
      room.replaceContent({ template: each.crowd ? designOf() : oneByOne }, now);
    }
  }

  it('show the same, whether they heard every step or came in the middle', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 150 }), (happenings) => {
        const room = new Room(contentOf());
        const copy = (): ScreenState => structuredClone(room.screen);
        let screens = [copy()];
        let seconds = 0;
        const send = (): void => {
          const steps = structuredClone(room.takeSteps());
          screens = screens.map((screen) => applyOps(screen, steps));
        };
        happenings.forEach((each, index) => {
          if (each.do === 'read') seconds += each.gap;
          if (each.do === 'wait') seconds += each.seconds;
          runTo(room, at(seconds));
          happen(room, each, index, Math.round(seconds));
          if (each.do === 'send' || each.do === 'join') send();
          if (each.do === 'join') screens.push(copy());
        });
        send();
        for (const screen of screens) expect(screen).toEqual(room.screen);
      }),
      { numRuns: 200 },
    );
  });
});
