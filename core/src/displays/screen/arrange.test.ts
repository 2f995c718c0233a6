import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardOf, screenOf } from '../../../../test/support/screens.ts';
import { instantMs } from '../../time/units.ts';
import { finishHero } from '../templates/finishHero.ts';
import {
  blockPlacement,
  boardKey,
  crowdCards,
  isShown,
  listRows,
  meetsCondition,
  nearestLayout,
  placeCanvas,
} from './arrange.ts';
import type { ScreenState } from './screen.ts';

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
  it('keeps the modes apart', () => {
    const card = cardOf(7);
    expect(isShown({ modes: ['active'] }, 'active', card)).toBe(true);
    expect(isShown({ modes: ['active'] }, 'resting', null)).toBe(false);
    expect(isShown({ modes: ['resting', 'message'] }, 'active', card)).toBe(false);
    expect(isShown({ modes: ['resting', 'message'] }, 'message', card)).toBe(true);
    expect(isShown({}, 'grid', null)).toBe(true);
  });

  it('shows nothing on a screen that is blacked out, and no hidden block', () => {
    expect(isShown({}, 'blackout', null)).toBe(false);
    expect(isShown({ hidden: true }, 'active', cardOf(7))).toBe(false);
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

describe('listRows', () => {
  const ids = (block: Parameters<typeof listRows>[0], given: Partial<ScreenState>) =>
    listRows(block, screenOf(given)).map((card) => card?.id ?? null);

  it('takes recent crossings with or without unknown bibs', () => {
    const recent = [cardOf(4), cardOf(3, { known: false }), cardOf(2), cardOf(1)];
    expect(ids({ source: 'recent', unknownBibs: 'show' }, { recent })).toEqual([4, 3, 2, 1]);
    expect(ids({ source: 'recent', unknownBibs: 'hide' }, { recent })).toEqual([4, 2, 1]);
  });

  it('takes the crowd that is on air, everybody in their place', () => {
    const slots = [
      { card: cardOf(2), sinceMs: instantMs(0) },
      null,
      { card: cardOf(5), sinceMs: instantMs(1) },
    ];
    expect(ids({ source: 'crowd', unknownBibs: 'show' }, { crowd: { mode: 'grid', slots } })).toEqual([
      2,
      null,
      5,
    ]);
    expect(crowdCards({ crowd: { mode: 'grid', slots } }).map(({ id }) => id)).toEqual([2, 5]);
  });

  it('numbers a leaderboard, and knows no other', () => {
    const board = { race: '', sex: 'F', division: '', by: 'sex', most: 3 } as const;
    const boards = { [boardKey(board)]: [cardOf(9), cardOf(4)] };
    const rows = listRows({ source: 'leaderboard', board, unknownBibs: 'show' }, screenOf({ boards }));
    expect(rows.map((row) => [row?.rank, row?.id])).toEqual([
      [1, 9],
      [2, 4],
    ]);
    const other = { ...board, sex: 'M' };
    expect(ids({ source: 'leaderboard', board: other, unknownBibs: 'show' }, { boards })).toEqual([]);
  });

  it('makes a row of every split of the runner on air', () => {
    const splits = [
      { name: '5 km', timeMs: 1_200_000 },
      { name: '10 km', timeMs: 2_450_000 },
    ];
    const onAir = { card: cardOf(3, { splits }), sinceMs: instantMs(0) };
    const rows = listRows({ source: 'splits', unknownBibs: 'show' }, screenOf({ onAir }));
    expect(rows.map((row) => [row?.splitName, row?.splitTimeMs])).toEqual([
      ['5 km', 1_200_000],
      ['10 km', 2_450_000],
    ]);
    expect(new Set(rows.map((row) => row?.id)).size).toBe(2);
  });
});

describe('listRows of who is on the way', () => {
  it('counts down to an arrival, and never below it', () => {
    const approaching = [
      { card: cardOf(1), etaAtMs: instantMs(90_000) },
      { card: cardOf(2), etaAtMs: instantMs(10_000) },
      { card: cardOf(3), etaAtMs: null },
    ];
    const rows = listRows(
      { source: 'approaching', unknownBibs: 'show' },
      screenOf({ approaching }),
      instantMs(30_000),
    );
    expect(rows.map((row) => row?.etaMs)).toEqual([60_000, 0, null]);
  });
});

describe('placeCanvas by its fit', () => {
  const canvas = { widthPx: 1920, heightPx: 1080 };

  it('fills, stretches, or stays pixel for pixel', () => {
    expect(placeCanvas({ ...canvas, fit: 'cover' }, 1080, 1080)).toMatchObject({
      scale: 1,
      left: -420,
      top: 0,
    });
    expect(placeCanvas({ ...canvas, fit: 'stretch' }, 960, 1080)).toMatchObject({ scale: 0.5, scaleY: 1 });
    expect(placeCanvas({ ...canvas, fit: 'native' }, 3840, 2160)).toMatchObject({
      scale: 1,
      left: 0,
      top: 0,
    });
  });
});

describe('blockPlacement', () => {
  it('takes what a mode has differently, and the rest from the block', () => {
    const box = { x: 0, y: 0, width: 10, height: 10 };
    const grid = { ...box, x: 50 };
    const block = { box, opacity: 0.5, inMode: { grid: { box: grid, rotationDeg: 90 } } };
    expect(blockPlacement(block, 'active')).toEqual({ box, rotationDeg: 0, opacity: 0.5 });
    expect(blockPlacement(block, 'grid')).toEqual({ box: grid, rotationDeg: 90, opacity: 0.5 });
  });
});
