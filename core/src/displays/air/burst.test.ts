import { describe, expect, it } from 'vitest';
import { cardOf } from '../../../../test/support/screens.ts';
import { SimulatedAir } from '../../../../test/support/simulatedAir.ts';
import type { AiringSettings } from '../document/template.ts';

/** What the ready templates have. */
const settings: AiringSettings = {
  dwellMs: 5_000,
  minDwellMs: 1_500,
  hurryFrom: 4,
  restAfterMs: 15_000,
  crowd: { gridBelowMs: 2_000, gridCards: 6, tickerCards: 18, maxDwellMs: 8_000, calmMs: 10_000 },
};

/** Let cards come at these instants, each for its own; stop at the last. */
function come(timesMs: readonly number[], run = new SimulatedAir(settings)): SimulatedAir {
  timesMs.forEach((ms, index) => {
    run.runTo(ms);
    run.come(cardOf(index + 1));
  });
  return run;
}

const shortest = (run: SimulatedAir) => Math.min(...run.stays.map(({ fromMs, toMs }) => toMs - fromMs));
const inOrder = (run: SimulatedAir) => run.stays.toSorted((a, b) => a.fromMs - b.fromMs || a.id - b.id);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** The same race each time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('the burst contract', () => {
  it('30 finishers in 5 s: each is shown for 1.5 s at least, in order, and the backlog is gone after 10 s', () => {
    const run = come(numbers(30).map((id) => Math.round((id * 5_000) / 30)));
    let emptyAtMs = run.nowMs;
    while (run.air.waiting > 0) {
      run.runTo(run.air.nextChangeAt() ?? Number.NaN);
      emptyAtMs = run.nowMs;
    }
    expect(emptyAtMs).toBe(7_000);
    run.runOut();
    expect(inOrder(run).map(({ id }) => id)).toEqual(numbers(30));
    expect(shortest(run)).toBe(1_500);
    expect(run.modes.map(({ mode }) => mode)).toEqual(['resting', 'active', 'grid', 'resting']);
  });

  it('200 in 60 s: all are shown, and the backlog stays small', () => {
    const run = come(numbers(200).map((id) => id * 300));
    run.runOut();
    expect(inOrder(run).map(({ id }) => id)).toEqual(numbers(200));
    expect(shortest(run)).toBeGreaterThanOrEqual(1_500);
    expect(run.backlogMost).toBeLessThan(6);
    expect(run.modes.map(({ mode }) => mode)).toEqual(['resting', 'active', 'grid', 'resting']);
  });

  it('a hold in a burst: all wait, are counted, and come after it', () => {
    const run = new SimulatedAir(settings);
    run.operate((air) => air.hold(true));
    come(
      numbers(30).map((id) => id * 100),
      run,
    );
    run.runTo(60_000);
    expect([run.air.waiting, run.air.shown.length]).toEqual([30, 0]);
    run.operate((air) => air.hold(false));
    expect(run.air.crowd?.mode).toBe('grid');
    run.runOut();
    expect(inOrder(run).map(({ id }) => id)).toEqual(numbers(30));
    expect(shortest(run)).toBe(1_500);
  });

  it('27,000 in a race: everybody is shown for their time or counted in the backlog at every moment', () => {
    // Four waves, each with its own hump of finishers; at the thickest about six come in a second.
    const next = random(88);
    const times = numbers(27_000)
      .map((id) => {
        const hump = next() + next() + next() + next() - 2;
        return Math.round(((id % 4) * 15 * 60 + 9_000 + hump * 3_600) * 1_000);
      })
      .toSorted((a, b) => a - b);
    const run = come(times);
    run.runOut();
    expect(run.air.counts).toEqual({ arrived: 27_000, shown: 27_000, skipped: 0, overflowed: 0 });
    expect(inOrder(run).map(({ id }) => id)).toEqual(numbers(27_000));
    expect(shortest(run)).toBeGreaterThanOrEqual(1_500);
    expect(Math.max(...run.stays.map(({ id, fromMs }) => fromMs - (times[id - 1] ?? 0)))).toBeLessThan(
      20_000,
    );
    expect(run.modes.length).toBeLessThan(1_000);
  }, 60_000);

  it('does the same each time', () => {
    const once = () => come(numbers(500).map((id) => id * 137));
    expect(once().stays).toEqual(once().stays);
  });
});
