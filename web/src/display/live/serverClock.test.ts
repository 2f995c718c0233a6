import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createServerClock } from './serverClock.ts';

describe('createServerClock', () => {
  it('knows nothing at first, then takes a hint, then a sample', () => {
    const local = 100;
    const clock = createServerClock(() => local);
    expect(clock.now()).toBeNull();
    clock.hint(5_000);
    expect(clock.now()).toBe(5_000);
    clock.hint(9_999);
    expect(clock.now()).toBe(5_000);
    clock.sample(80, 5_010, 100);
    expect(clock.now()).toBe(5_020);
  });

  it('trusts the quickest answer', () => {
    const clock = createServerClock(() => 0);
    clock.sample(0, 1_300, 600);
    clock.sample(0, 1_010, 20);
    clock.sample(0, 1_400, 500);
    expect(clock.now()).toBe(1_000);
  });

  it('forgets quick answers from before a sleep', () => {
    const clock = createServerClock(() => 0);
    clock.sample(0, 1_001, 2);
    clock.restart();
    expect(clock.now()).toBe(1_000);
    clock.sample(0, 61_050, 100);
    expect(clock.now()).toBe(61_000);
  });

  it('goes on at the right time after a sleep, until it is measured', () => {
    const clock = createServerClock(() => 100);
    clock.shift(9);
    expect(clock.now()).toBeNull();
    clock.hint(1_000);
    expect(clock.isExact()).toBe(false);
    clock.shift(600_000);
    expect(clock.now()).toBe(601_000);
    clock.sample(50, 700_000, 100);
    expect(clock.isExact()).toBe(true);
    expect(clock.now()).toBe(700_025);
  });

  it('is never wrong by more than half of the shortest round trip', () => {
    const way = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(fc.array(fc.tuple(way, way), { minLength: 1, maxLength: 8 }), (trips) => {
        const trueOffset = 1_000_000;
        const clock = createServerClock(() => 0);
        for (const [there, back] of trips) clock.sample(0, there + trueOffset, there + back);
        const shortest = Math.min(...trips.map(([there, back]) => there + back));
        expect(Math.abs((clock.now() ?? 0) - trueOffset)).toBeLessThanOrEqual(shortest / 2 + 1);
      }),
      { numRuns: 100 },
    );
  });
});
