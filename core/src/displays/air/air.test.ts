import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardOf } from '../../../../test/support/screens.ts';
import { SimulatedAir } from '../../../../test/support/simulatedAir.ts';
import type { AiringSettings } from '../document/template.ts';
import { WAITING_CARDS_LIMIT } from './limits.ts';

const oneByOne: AiringSettings = {
  dwellMs: 5_000,
  minDwellMs: 1_500,
  hurryFrom: 4,
  restAfterMs: 15_000,
  crowd: null,
};
const crowd = { gridBelowMs: 2_000, gridCards: 6, tickerCards: 12, maxDwellMs: 8_000, calmMs: 10_000 };
const withCrowd: AiringSettings = { ...oneByOne, crowd };

/** A queue to which these cards have come at once. */
function queue(settings: AiringSettings, ...ids: number[]): SimulatedAir {
  const run = new SimulatedAir(settings);
  for (const id of ids) run.come(cardOf(id));
  return run;
}
const shownIds = (run: SimulatedAir) => run.air.shown.map(({ card }) => card.id);
const waitingIds = (run: SimulatedAir) => run.air.first(100).map(({ id }) => id);

describe('one at a time', () => {
  it('puts the first card on air at once and rests after the last', () => {
    const run = queue(oneByOne, 1, 2);
    run.runOut();
    expect(run.stays).toEqual([
      { id: 1, fromMs: 0, toMs: 5_000 },
      { id: 2, fromMs: 5_000, toMs: 20_000 },
    ]);
  });

  it('hurries while many wait', () => {
    const run = queue(oneByOne, 1, 2, 3, 4, 5, 6);
    run.runOut();
    expect(run.stays.map(({ toMs }) => toMs)).toEqual([1_500, 3_000, 8_000, 13_000, 18_000, 33_000]);
  });

  it('changes nothing before its time, and is not called for nothing', () => {
    const run = queue(oneByOne, 1, 2);
    expect(run.air.nextChangeAt()).toBe(5_000);
    run.runTo(4_999);
    run.operate(() => undefined);
    expect(shownIds(run)).toEqual([1]);
    run.runTo(5_000);
    expect(shownIds(run)).toEqual([2]);
  });

  it('lets VIPs come first, then the first of a division, then all in the order of arrival', () => {
    const run = queue(oneByOne, 1, 2, 3);
    run.come(cardOf(4, { placeDivision: 1 }));
    run.come(cardOf(5, { vip: true }));
    run.come(cardOf(6, { placeDivision: 2 }));
    run.come(cardOf(7, { placeDivision: 1 }));
    run.come(cardOf(8, { vip: true }));
    expect(waitingIds(run)).toEqual([5, 8, 4, 7, 2, 3, 6]);
    run.air.update(cardOf(6, { placeDivision: 1 }));
    run.air.update(cardOf(3, { note: 'x' }));
    expect(run.air.first(7).map(({ id, note }) => `${id}${note}`)).toEqual([
      '5',
      '8',
      '4',
      '6',
      '7',
      '2',
      '3x',
    ]);
  });

  it('lets the oldest give way when more wait than in any race, and counts it', () => {
    const run = queue(oneByOne, 0);
    for (let id = 1; id <= WAITING_CARDS_LIMIT + 2; id++) run.come(cardOf(id));
    expect(run.air.waiting).toBe(WAITING_CARDS_LIMIT);
    expect(run.air.counts).toMatchObject({ overflowed: 2, skipped: 0 });
    expect(run.air.first(1)[0]?.id).toBe(3);
  });
});

describe('the operator', () => {
  it('holds: nothing moves, but "next" is obeyed', () => {
    const run = queue(oneByOne, 1, 2, 3);
    run.operate((air) => air.hold(true));
    expect(run.air.nextChangeAt()).toBeNull();
    run.runTo(1e6);
    run.operate((air, now) => air.next(now));
    expect(shownIds(run)).toEqual([2]);
    run.operate((air) => air.hold(false));
    run.runTo(1e6 + 5_000);
    expect(shownIds(run)).toEqual([3]);
  });

  it('goes back as often as wanted, and on again from there', () => {
    const run = queue(oneByOne, 1, 2, 3, 4);
    run.operate((air) => air.hold(true));
    for (let press = 0; press < 2; press++) run.operate((air, now) => air.next(now));
    run.operate((air, now) => air.previous(now));
    run.operate((air, now) => air.previous(now));
    expect([shownIds(run), waitingIds(run)]).toEqual([[1], [2, 3, 4]]);
    run.operate((air, now) => air.previous(now));
    expect(shownIds(run)).toEqual([1]);
    run.operate((air, now) => air.next(now));
    expect([shownIds(run), waitingIds(run)]).toEqual([[2], [3, 4]]);
  });

  it('shows a card that waits, has left, or never was in the queue', () => {
    const run = queue(oneByOne, 1, 2, 3);
    run.operate((air, now) => air.show(cardOf(3), now));
    expect([shownIds(run), waitingIds(run)]).toEqual([[3], [1, 2]]);
    run.runTo(6_000);
    run.operate((air, now) => air.show(cardOf(3), now));
    run.operate((air, now) => air.show(cardOf(99), now));
    expect(shownIds(run)).toEqual([99]);
    run.runOut();
    expect(new Set(run.stays.map(({ id }) => id))).toEqual(new Set([1, 2, 3, 99]));
  });

  it('skips the next, a named one, and the one on air; and clears', () => {
    const run = queue(oneByOne, 1, 2, 3, 4, 5);
    run.operate((air) => air.skip());
    run.operate((air) => air.skip(4));
    run.operate((air) => air.skip(77));
    run.operate((air) => air.skip(1));
    expect([shownIds(run), waitingIds(run)]).toEqual([[3], [5]]);
    expect(run.air.counts).toMatchObject({ arrived: 5, shown: 1, skipped: 2 });
    run.operate((air) => air.clear());
    expect([shownIds(run), waitingIds(run)]).toEqual([[], []]);
    expect(run.air.counts).toMatchObject({ arrived: 5, shown: 2, skipped: 3 });
    run.operate((air, now) => air.previous(now));
    expect(shownIds(run)).toEqual([]);
  });
});

describe('behind something that hides everything', () => {
  it('nobody passes: who comes waits, and who is on air goes on where they were', () => {
    const run = queue(oneByOne, 1, 2);
    run.runTo(1_000);
    run.cover(true);
    run.come(cardOf(3));
    expect(run.air.nextChangeAt()).toBeNull();
    run.runTo(600_000);
    expect([shownIds(run), waitingIds(run)]).toEqual([[1], [2, 3]]);
    run.cover(false);
    expect([shownIds(run), run.air.nextChangeAt()]).toEqual([[1], 604_000]);
    run.runOut();
    expect([...run.seenMs]).toEqual([
      [1, 5_000],
      [2, 5_000],
      [3, 15_000],
    ]);
  });

  it('a crowd keeps its places, and all who came meanwhile are shown after it', () => {
    const run = queue(withCrowd, 1, 2, 3, 4, 5, 6, 7);
    run.runTo(1_400);
    run.cover(true);
    for (let id = 8; id <= 30; id++) run.come(cardOf(id));
    run.runTo(100_000);
    expect([shownIds(run), run.air.waiting]).toEqual([[1, 2, 3, 4, 5, 6], 24]);
    run.cover(false);
    expect([run.air.crowd?.mode, run.air.shown.length, run.air.waiting]).toEqual(['grid', 6, 24]);
    run.runTo(100_099);
    expect(shownIds(run)).toEqual([1, 2, 3, 4, 5, 6]);
    run.runTo(100_100);
    expect(shownIds(run)).toEqual([7, 8, 9, 10, 11, 12]);
    run.runOut();
    expect([...run.seenMs.keys()]).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(Math.min(...run.seenMs.values())).toBe(1_500);
  });

  it('the operator is obeyed, and whom they bring on has their whole time after it', () => {
    const run = queue(oneByOne, 1, 2, 3);
    run.runTo(1_000);
    run.cover(true);
    run.runTo(60_000);
    run.operate((air, now) => air.show(cardOf(3), now));
    expect([shownIds(run), waitingIds(run)]).toEqual([[3], [1, 2]]);
    run.runTo(90_000);
    run.cover(false);
    expect(run.air.onAir).toEqual({ card: cardOf(3), sinceMs: 90_000 });
    run.runOut();
    expect(run.seenMs.get(1)).toBe(6_000);
  });

  it('a hold goes on after it', () => {
    const run = queue(oneByOne, 1, 2);
    run.operate((air) => air.hold(true));
    run.cover(true);
    run.cover(false);
    expect(run.air.nextChangeAt()).toBeNull();
  });
});

describe('a crowd', () => {
  it('begins with the fifth in eight seconds, and not when one comes every two', () => {
    const calm = new SimulatedAir(withCrowd);
    const dense = new SimulatedAir(withCrowd);
    for (let id = 1; id <= 40; id++) {
      calm.runTo(id * 2_000);
      calm.come(cardOf(id));
      dense.runTo(id * 1_900);
      dense.come(cardOf(id));
    }
    expect(calm.modes.map(({ mode }) => mode)).toEqual(['resting', 'active']);
    expect(dense.modes.map(({ mode }) => mode)).toEqual(['resting', 'active', 'grid']);
    expect(dense.modes.at(-1)?.atMs).toBe(5 * 1_900);
  });

  it('keeps everybody in their place, also over a change of mode', () => {
    const run = queue(withCrowd, 1, 2, 3, 4, 5);
    expect(run.air.crowd).toEqual({
      mode: 'grid',
      slots: [1, 2, 3, 4, 5, null].map((id) => (id === null ? null : { card: cardOf(id), sinceMs: 0 })),
    });
    run.runTo(8_000);
    expect(run.air.crowd).toBeNull();
    expect(run.stays.map(({ toMs }) => toMs)).toEqual([8_000, 8_000, 8_000, 8_000, 8_000]);
  });

  it('goes back to one at a time after quiet, with the newest', () => {
    const run = queue({ ...withCrowd, crowd: { ...crowd, maxDwellMs: 60_000 } }, 1, 2, 3, 4, 5);
    run.runTo(9_000);
    run.come(cardOf(6));
    run.runTo(18_000 - 1);
    expect(run.air.crowd?.mode).toBe('grid');
    run.runTo(18_000);
    expect(run.air.onAir).toEqual({ card: cardOf(6), sinceMs: 9_000 });
  });

  it('becomes a dense list when the grid is not enough, and has none when there is no such list', () => {
    const ids = Array.from({ length: 60 }, (_, index) => index + 1);
    const dense = queue(withCrowd, ...ids);
    expect(dense.air.crowd?.mode).toBe('ticker');
    expect(dense.air.crowd?.slots).toHaveLength(12);
    const grid = queue({ ...withCrowd, crowd: { ...crowd, tickerCards: 0 } }, ...ids);
    expect([grid.air.crowd?.mode, grid.air.waiting]).toEqual(['grid', 54]);
  });

  it('gives a place to who waits by taking it from the one who is there longest, and from nobody else', () => {
    const run = queue(withCrowd, 1, 2, 3, 4, 5, 6, 7);
    run.runTo(1_499);
    expect([shownIds(run), waitingIds(run)]).toEqual([[1, 2, 3, 4, 5, 6], [7]]);
    run.runTo(1_500);
    expect([shownIds(run), waitingIds(run)]).toEqual([[7, 2, 3, 4, 5, 6], []]);
  });

  it('does not go back while somebody is on air too shortly, or just had to wait', () => {
    const quick = { ...crowd, gridBelowMs: 100, tickerCards: 0, maxDwellMs: 60_000 };
    const young = queue({ ...withCrowd, crowd: { ...quick, calmMs: 200 } }, 1, 2, 3, 4, 5);
    young.runTo(1_499);
    expect(young.air.crowd?.mode).toBe('grid');
    young.runTo(1_500);
    expect(young.air.onAir).toEqual({ card: cardOf(5), sinceMs: 0 });
    const waited = queue({ ...withCrowd, crowd: quick }, 1, 2, 3, 4, 5, 6, 7, 8);
    waited.runTo(11_499);
    expect(waited.air.crowd?.mode).toBe('grid');
    waited.runTo(11_500);
    expect(waited.air.onAir?.card.id).toBe(8);
  });

  it('throws nobody off for a dense list that is shorter than the grid', () => {
    const ids = Array.from({ length: 60 }, (_, index) => index + 1);
    const run = queue({ ...withCrowd, crowd: { ...crowd, tickerCards: 2 } }, ...ids);
    expect([run.air.crowd?.mode, run.air.shown.length]).toEqual(['ticker', 6]);
  });

  it('gives back to the queue whom another template has no place for', () => {
    const run = queue(withCrowd, 1, 2, 3, 4, 5);
    run.runTo(1_000);
    run.operate((air, now) => air.setSettings(oneByOne, now));
    expect([shownIds(run), waitingIds(run)]).toEqual([[5], [1, 2, 3, 4]]);
    run.runOut();
    expect(run.air.counts).toMatchObject({ arrived: 5, shown: 5 });
  });
});

describe('whenever cards come, time passes and operators act', () => {
  type Act =
    | { do: 'come'; vip: boolean; first: boolean }
    | { do: 'wait'; ms: number }
    | { do: 'hold' | 'resume' | 'next' | 'previous' }
    | { do: 'skip' | 'show'; id: number }
    | { do: 'settings'; crowd: boolean }
    | { do: 'cover'; covered: boolean };
  const id = fc.integer({ min: 1, max: 40 });
  const act: fc.Arbitrary<Act> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('come'), vip: fc.boolean(), first: fc.boolean() }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 1, max: 9_000 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('hold', 'resume', 'next', 'previous') }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('skip', 'show'), id }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('settings'), crowd: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cover'), covered: fc.boolean() }) },
  );

  function perform(run: SimulatedAir, each: Act): void {
    const came = run.air.counts.arrived;
    if (each.do === 'come')
      run.come(cardOf(came + 1, { vip: each.vip, placeDivision: each.first ? 1 : null }));
    else if (each.do === 'wait') run.runTo(run.nowMs + each.ms);
    else if (each.do === 'cover') run.cover(each.covered);
    else {
      run.operate((air, now) => {
        if (each.do === 'settings') air.setSettings(each.crowd ? withCrowd : oneByOne, now);
        if (each.do === 'hold' || each.do === 'resume') air.hold(each.do === 'hold');
        if (each.do === 'next') air.next(now);
        if (each.do === 'previous') air.previous(now);
        if (each.do === 'skip') air.skip(each.id);
        const card = each.do === 'show' ? air.find(each.id) : null;
        if (card !== null) air.show(card, now);
      });
    }
  }

  it('nobody is lost, and who is not touched by an operator has their time', () => {
    const calm = new Set<Act['do']>(['come', 'wait', 'hold', 'resume', 'cover']);
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), fc.boolean(), (acts, startsWithCrowd) => {
        const run = new SimulatedAir(startsWithCrowd ? withCrowd : oneByOne);
        for (const each of acts) perform(run, each);
        run.cover(false);
        run.operate((air) => air.hold(false));
        run.runOut();
        const { arrived, shown, skipped, overflowed } = run.air.counts;
        expect([run.air.shown.length, run.air.waiting, overflowed]).toEqual([0, 0, 0]);
        expect(shown + skipped).toBe(arrived);
        expect(new Set(run.stays.map((stay) => stay.id)).size).toBe(shown);
        if (!acts.every((each) => calm.has(each.do))) return;
        expect(run.stays).toHaveLength(arrived);
        expect([...run.seenMs].filter(([, seenMs]) => seenMs < 1_500)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('the mode does not flap: it goes back only after quiet', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(gaps, (waits) => {
        const run = new SimulatedAir({ ...withCrowd, crowd: { ...crowd, maxDwellMs: 60_000 } });
        waits.forEach((ms, index) => {
          run.runTo(run.nowMs + ms);
          run.come(cardOf(index + 1));
        });
        run.runOut();
        const levels = { resting: 0, active: 0, grid: 1, ticker: 2 } as Record<string, number>;
        run.modes.forEach(({ atMs, mode }, index) => {
          const before = run.modes[index - 1];
          if (before === undefined || (levels[mode] ?? 0) >= (levels[before.mode] ?? 0)) return;
          expect(atMs - before.atMs).toBeGreaterThanOrEqual(crowd.calmMs);
        });
      }),
      { numRuns: 200 },
    );
  });
});
