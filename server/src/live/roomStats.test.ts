import { NO_PROGRAM } from '@project88/core/displays/screen/screen.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { describe, expect, it } from 'vitest';
import { cardOf, screenOf } from '../../../test/support/screens.ts';
import { RoomStats } from './roomStats.ts';

const MINUTE_MS = 60_000;
const at = (ms: number) => instantMs(100 * MINUTE_MS + ms);
const status = (given: { reads?: number; waiting?: number }) => ({ ...screenOf().status, ...given });

describe('the numbers of a room', () => {
  it('count reads by the minute, and the most that waited', () => {
    const stats = new RoomStats();
    const look = (ms: number, reads: number, waiting: number) =>
      stats.look(
        { screen: screenOf({ status: status({ reads, waiting }) }), screens: 2, latency: null },
        at(ms),
      );
    look(0, 500, 0);
    look(500, 510, 7);
    look(59_500, 520, 3);
    look(MINUTE_MS, 521, 0);
    expect(stats.take().minutes).toEqual([
      expect.objectContaining({ minuteMs: at(0), reads: 20, backlogMost: 7, screens: 2 }),
    ]);
    look(2 * MINUTE_MS, 521, 0);
    expect(stats.take().minutes).toEqual([expect.objectContaining({ reads: 1, backlogMost: 0 })]);
  });

  it('keep no minute in which nothing was', () => {
    const stats = new RoomStats();
    for (const minute of [0, 1, 2]) {
      stats.look({ screen: screenOf(), screens: 0, latency: null }, at(minute * MINUTE_MS));
    }
    expect(stats.take().minutes).toEqual([]);
  });

  it('count names that left the air, alone or in a crowd, with their time', () => {
    const stats = new RoomStats();
    const on = (id: number, ms: number) => ({ card: cardOf(id), sinceMs: at(ms) });
    const look = (ms: number, given: Parameters<typeof screenOf>[0]) =>
      stats.look(
        { screen: screenOf(given), screens: 1, latency: { samples: 9, p50Ms: 12.4, p99Ms: 40.6 } },
        at(ms),
      );
    look(0, { onAir: on(1, 0) });
    look(5_000, { onAir: on(2, 5_000) });
    look(7_000, { crowd: { mode: 'grid', slots: [on(2, 5_000), null, on(3, 7_000)] } });
    look(9_000, { crowd: { mode: 'grid', slots: [null, on(4, 9_000), on(3, 7_000)] } });
    look(MINUTE_MS, {});
    expect(stats.take().minutes).toEqual([
      expect.objectContaining({
        namesShown: 2,
        dwellMs: 5_000 + 4_000,
        latencyP50Ms: 12,
        latencyP99Ms: 41,
      }),
    ]);
  });

  it('leave out the time in which somebody on air could not be seen', () => {
    const stats = new RoomStats();
    const onAir = { card: cardOf(1), sinceMs: at(0) };
    const look = (ms: number, given: Parameters<typeof screenOf>[0]) =>
      stats.look({ screen: screenOf(given), screens: 1, latency: null }, at(ms));
    const black = { ...NO_PROGRAM, blackout: true };
    look(0, { onAir });
    look(2_000, { onAir });
    for (let ms = 2_500; ms <= 40_000; ms += 500) look(ms, { onAir, program: black });
    look(40_500, {});
    look(MINUTE_MS, {});
    expect(stats.take().minutes).toEqual([expect.objectContaining({ namesShown: 1, dwellMs: 2_500 })]);
  });

  it('count sponsors only while somebody can see them', () => {
    const stats = new RoomStats();
    const [layout] = finishHero.layouts;
    if (layout === undefined) throw new Error('no layout');
    const items = [
      { asset: 'a', name: 'Harbour Bakery', dwellMs: 4_000 },
      { asset: 'b', name: 'Quay Bikes', dwellMs: 4_000 },
    ];
    const box = { x: 0, y: 0, width: 10, height: 10 };
    const sponsor = {
      kind: 'sponsor',
      id: 's',
      box,
      modes: ['resting'],
      items,
      fit: 'contain',
      fadeMs: 0,
    } as const;
    const template = {
      ...finishHero,
      layouts: [{ ...layout, blocks: [{ ...sponsor, modes: [...sponsor.modes], items: [...items] }] }],
    };
    const look = (ms: number, screens: number, blackout = false) =>
      stats.look(
        { screen: screenOf({ template, program: { ...NO_PROGRAM, blackout } }), screens, latency: null },
        instantMs(ms),
      );
    for (let ms = 0; ms <= 8_000; ms += 500) look(ms, 1);
    look(8_500, 0);
    look(9_000, 0);
    look(9_500, 1, true);
    expect(stats.take().sponsors).toEqual([
      { name: 'Harbour Bakery', plays: 2, shownMs: 4_000 },
      { name: 'Quay Bikes', plays: 1, shownMs: 4_000 },
    ]);
    look(10_000, 1);
    expect(stats.take().sponsors).toEqual([{ name: 'Harbour Bakery', plays: 1, shownMs: 0 }]);
  });
});
