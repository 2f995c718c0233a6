import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardOf } from '../../../test/support/screens.ts';
import { isShown, listedCards, meetsCondition, nearestLayout, placeCanvas } from './arrange.ts';
import { finishHero } from './templates/finishHero.ts';

describe('nearestLayout', () => {
  it.each([
    [1920, 1080, 'landscape'],
    [1024, 768, 'landscape'],
    [8704, 192, 'landscape'],
    [1080, 1920, 'portrait'],
    [390, 844, 'portrait'],
  ])('%i × %i is %s', (widthPx, heightPx, name) => {
    expect(nearestLayout(finishHero.layouts, widthPx, heightPx)?.name).toBe(name);
  });

  it('has none for a document without layouts', () => {
    expect(nearestLayout([], 100, 100)).toBeNull();
  });
});

describe('placeCanvas', () => {
  it('shows all of the canvas, centred, and touches two edges', () => {
    const side = fc.integer({ min: 50, max: 9_000 });
    fc.assert(
      fc.property(side, side, side, side, (widthPx, heightPx, screenWidthPx, screenHeightPx) => {
        const { scale, left, top } = placeCanvas({ widthPx, heightPx }, screenWidthPx, screenHeightPx);
        expect(left).toBeGreaterThanOrEqual(-1e-6);
        expect(top).toBeGreaterThanOrEqual(-1e-6);
        expect(Math.min(left, top)).toBeCloseTo(0, 5);
        expect(2 * left + widthPx * scale).toBeCloseTo(screenWidthPx, 5);
        expect(2 * top + heightPx * scale).toBeCloseTo(screenHeightPx, 5);
      }),
      { numRuns: 100 },
    );
  });
});

describe('isShown', () => {
  it('keeps resting and active blocks apart', () => {
    const card = cardOf(7);
    expect(isShown({ state: 'active' }, card)).toBe(true);
    expect(isShown({ state: 'active' }, null)).toBe(false);
    expect(isShown({ state: 'resting' }, card)).toBe(false);
    expect(isShown({ state: 'resting' }, null)).toBe(true);
    expect(isShown({}, null)).toBe(true);
  });
});

describe('meetsCondition', () => {
  it('lets one part give its place to another', () => {
    const timed = cardOf(7, { gunTimeMs: 1 });
    expect(meetsCondition({ when: 'gunTimeMs' }, timed)).toBe(true);
    expect(meetsCondition({ unless: 'gunTimeMs' }, timed)).toBe(false);
    expect(meetsCondition({ when: 'gunTimeMs' }, cardOf(7))).toBe(false);
    expect(meetsCondition({ unless: 'gunTimeMs' }, null)).toBe(true);
  });
});

describe('listedCards', () => {
  it('takes as many as there are rows, with or without unknown bibs', () => {
    const recent = [cardOf(4), cardOf(3, { known: false }), cardOf(2), cardOf(1)];
    const ids = (unknownBibs: 'show' | 'hide') =>
      listedCards({ rows: 3, unknownBibs }, recent).map((card) => card.id);
    expect(ids('show')).toEqual([4, 3, 2]);
    expect(ids('hide')).toEqual([4, 2, 1]);
  });
});
