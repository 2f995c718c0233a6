import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../time/calendar.ts';
import { durationMs, instantMs, wallMs } from '../time/units.ts';
import { CROSSING_WINDOW_MS, CrossingFold, type CrossingRead } from './fold.ts';

const NINE = 9 * 3_600_000;
let nextSeq = 0;

function read(timeMs: number, more: Partial<CrossingRead> = {}): CrossingRead {
  nextSeq += 1;
  const timeOfDayMs = ((timeMs % DAY_MS) + DAY_MS) % DAY_MS;
  const base = { location: 'FINISH', tag: '1234', seq: nextSeq, wallMs: null, receivedAtMs: instantMs(0) };
  return { ...base, timeOfDayMs, ...more };
}

const dated = (timeMs: number) => read(timeMs, { wallMs: wallMs(timeMs) });

function kinds(reads: CrossingRead[], fold = new CrossingFold()) {
  return reads.map((each) => fold.accept(each).kind === 'new-crossing');
}

describe('CrossingFold', () => {
  it('makes one crossing of the reads of one runner at one mat', () => {
    const fold = new CrossingFold();
    expect(fold.accept(read(NINE))).toMatchObject({ kind: 'new-crossing', reason: 'first-here' });
    expect(fold.accept(read(NINE + 400))).toMatchObject({ kind: 'same-crossing', reason: 'within-window' });
    const third = fold.accept(read(NINE + 900));
    expect(third.crossing).toMatchObject({ reads: 3, rule: 'first-read', accepted: { timeOfDayMs: NINE } });
  });

  it('measures the window from read to read, both ends included', () => {
    const window = CROSSING_WINDOW_MS;
    expect(kinds([read(NINE), read(NINE + window), read(NINE + 2 * window)])).toEqual([true, false, false]);
    expect(kinds([read(NINE), read(NINE + window + 1)])).toEqual([true, true]);
  });

  it('keeps runners and mats apart, but not by case', () => {
    const other = { location: 'SPLIT' };
    expect(kinds([read(NINE), read(NINE, { tag: '99' }), read(NINE, other)])).toEqual([true, true, true]);
    expect(kinds([read(NINE), read(NINE, { location: 'Finish' })])).toEqual([true, false]);
  });

  it('makes the chips of one person one runner', () => {
    const fold = new CrossingFold();
    expect(fold.accept(read(NINE, { tag: 'left' }), '77').kind).toBe('new-crossing');
    expect(fold.accept(read(NINE + 50, { tag: 'right' }), '77').kind).toBe('same-crossing');
  });

  it('moves the moment when an earlier read comes later', () => {
    const fold = new CrossingFold();
    fold.accept(read(NINE));
    const outcome = fold.accept(read(NINE - 6100));
    expect(outcome).toMatchObject({ kind: 'same-crossing', reason: 'earlier-moment' });
    expect(outcome.crossing.accepted.timeOfDayMs).toBe(NINE - 6100);
    expect(outcome.crossing.last.timeOfDayMs).toBe(NINE);
  });

  it('gives a late read to the crossing it belongs to', () => {
    const fold = new CrossingFold();
    const lap = 120_000;
    expect(kinds([read(NINE), read(NINE + lap), read(NINE + 500), read(NINE + lap - 500)], fold)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(fold.accept(read(NINE - lap))).toMatchObject({ kind: 'new-crossing', reason: 'after-window' });
  });

  it('folds across midnight, with and without a date', () => {
    expect(kinds([read(DAY_MS - 1000), read(DAY_MS + 500), read(DAY_MS - 500)])).toEqual([
      true,
      false,
      false,
    ]);
    expect(kinds([dated(DAY_MS - 1000), read(DAY_MS + 500), dated(DAY_MS + 900)])).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('does not take the same time on the next day for the same crossing', () => {
    expect(kinds([dated(NINE), dated(NINE + DAY_MS)])).toEqual([true, true]);
  });

  it('takes a window of its own', () => {
    expect(kinds([read(NINE), read(NINE + 6000)], new CrossingFold(durationMs(5000)))).toEqual([true, true]);
  });

  it('announces a runner once per lap, whatever the order within a lap', () => {
    const offsets = fc.array(fc.nat({ max: 6100 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(offsets, { minLength: 1, maxLength: 5 }), (laps) => {
        const fold = new CrossingFold();
        const reads = laps.flatMap((lap, index) => lap.map((offset) => read(NINE + index * 60_000 + offset)));
        const crossings = new Set(reads.map((each) => fold.accept(each).crossing));
        expect([...crossings].map(({ accepted }) => accepted.timeOfDayMs)).toEqual(
          laps.map((lap, index) => NINE + index * 60_000 + Math.min(...lap)),
        );
      }),
    );
  });
});
