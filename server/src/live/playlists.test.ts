import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeAt } from './playlists.ts';

type Items = Parameters<typeof placeAt>[0];

/** 2031-05-04, 10:00 in Athens. */
const TEN = Date.UTC(2031, 4, 4, 7);
const ZONE = 'Europe/Athens';
const at = (hour: number, minute = 0, second = 0): InstantMs =>
  instantMs(TEN + ((hour - 10) * 3_600 + minute * 60 + second) * 1_000);

const items = (...given: (number | [number, string])[]): Items =>
  given.map((each) =>
    typeof each === 'number'
      ? { templateId: 'finish-hero', dwellMs: each * 1_000 }
      : { templateId: 'finish-hero', dwellMs: each[0] * 1_000, from: each[1] },
  );

/** Every change from `fromMs` to `toMs`, as a clock that only wakes up when it was told to sees them. */
function walk(list: Items, sinceMs: InstantMs, fromMs: InstantMs, toMs: InstantMs): [InstantMs, number][] {
  const seen: [InstantMs, number][] = [];
  let nowMs: InstantMs | null = fromMs;
  while (nowMs !== null && nowMs < toMs) {
    const place = placeAt(list, sinceMs, nowMs, ZONE);
    if (seen.at(-1)?.[1] !== place.index) seen.push([nowMs, place.index]);
    nowMs = place.nextAtMs;
  }
  return seen;
}

describe('a playlist', () => {
  it('turns through its items by their time, and begins again', () => {
    const list = items(10, 20, 5);
    expect(walk(list, at(10), at(10), at(10, 1))).toEqual([
      [at(10), 0],
      [at(10, 0, 10), 1],
      [at(10, 0, 30), 2],
      [at(10, 0, 35), 0],
      [at(10, 0, 45), 1],
    ]);
  });

  it('of one item never changes', () => {
    expect(placeAt(items(10), at(10), at(11), ZONE)).toEqual({ index: 0, nextAtMs: null });
  });

  it('goes on over midnight when no item has a time of day', () => {
    const before = placeAt(items(7, 11), at(10), at(23, 59, 59), ZONE);
    const after = placeAt(items(7, 11), at(10), at(24, 0, 1), ZONE);
    const turn = (nowMs: number) => (((nowMs - at(10)) / 1_000) % 18 < 7 ? 0 : 1);
    expect([before.index, after.index]).toEqual([turn(at(23, 59, 59)), turn(at(24, 0, 1))]);
  });

  it('begins a part at its time of day, and turns its items until the next begins', () => {
    const list = items(60, [20, '10:02'], 30, [10, '12:00']);
    expect(walk(list, at(10), at(10), at(10, 4))).toEqual([
      [at(10), 0],
      [at(10, 2), 1],
      [at(10, 2, 20), 2],
      [at(10, 2, 50), 1],
      [at(10, 3, 10), 2],
      [at(10, 3, 40), 1],
    ]);
    expect(placeAt(list, at(10), at(12), ZONE)).toEqual({ index: 3, nextAtMs: at(24) });
    expect(placeAt(list, at(10), at(24), ZONE).index).toBe(0);
  });

  it('that is begun in the middle of a part shows that part', () => {
    const list = items(60, [20, '09:00'], 30, [10, '12:00']);
    expect(placeAt(list, at(10, 30), at(10, 30), ZONE)).toEqual({ index: 1, nextAtMs: at(10, 30, 20) });
  });

  it('shows the last part of the day before until the first begins, when all items have a time', () => {
    const list = items([10, '09:00'], [10, '18:00']);
    expect(placeAt(list, at(6), at(6), ZONE)).toEqual({ index: 1, nextAtMs: at(9) });
    expect(placeAt(list, at(6), at(9), ZONE)).toEqual({ index: 0, nextAtMs: at(18) });
  });

  it('follows the clocks of the venue when they change', () => {
    // On 30 March 2031 clocks in Athens go from 3 to 4.
    const midnight = Date.UTC(2031, 2, 29, 22);
    const list = items(10, [10, '08:00']);
    const place = placeAt(list, instantMs(midnight), instantMs(midnight + 3_600_000), ZONE);
    expect(place.nextAtMs).toBe(midnight + 7 * 3_600_000);
  });

  it('always moves on, and shows one item from one change to the next', () => {
    const anyItems = fc.array(
      fc.record({
        templateId: fc.constant('finish-hero' as const),
        dwellMs: fc.integer({ min: 1_000, max: 3_600_000 }),
        from: fc.option(fc.constantFrom('00:00', '06:30', '09:00', '09:01', '23:59'), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const moment = fc.integer({ min: at(0), max: at(72) });
    fc.assert(
      fc.property(
        anyItems,
        moment,
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, since, now, part) => {
          const clean = list.map(({ from, ...item }) => (from === undefined ? item : { ...item, from }));
          const place = placeAt(clean, instantMs(since), instantMs(now), ZONE);
          expect(clean[place.index]).toBeDefined();
          if (place.nextAtMs === null) return;
          expect(place.nextAtMs).toBeGreaterThan(now);
          if (now < since) return;
          const between = now + Math.floor((place.nextAtMs - now - 1) * part);
          expect(placeAt(clean, instantMs(since), instantMs(between), ZONE).index).toBe(place.index);
        },
      ),
      { numRuns: 500 },
    );
  });
});
