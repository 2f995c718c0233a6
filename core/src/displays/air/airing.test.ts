import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardOf } from '../../../../test/support/screens.ts';
import { instantMs } from '../../time/units.ts';
import type { AiringSettings } from '../document/template.ts';
import {
  type AirState,
  advance,
  clearAir,
  EMPTY_AIR,
  enqueue,
  hold,
  nextChangeAt,
  takeNext,
  updateCard,
  WAITING_CARDS_LIMIT,
} from './airing.ts';

const settings: AiringSettings = {
  dwellMs: 5_000,
  minDwellMs: 1_500,
  hurryFrom: 4,
  restAfterMs: 15_000,
  crowd: null,
};
const at = (ms: number) => instantMs(ms);
const queue = (...ids: number[]) => ids.map((id) => cardOf(id)).reduce(enqueue, EMPTY_AIR);

/** Let the simulated clock jump from change to change until nothing will change by itself. */
function runOut(start: AirState, fromMs: number): { id: number | null; sinceMs: number }[] {
  const aired: { id: number | null; sinceMs: number }[] = [];
  let air = start;
  let nowMs = fromMs;
  for (let due = nextChangeAt(air, settings); due !== null; due = nextChangeAt(air, settings)) {
    nowMs = Math.max(nowMs, due);
    air = advance(air, at(nowMs), settings);
    aired.push({ id: air.onAir?.card.id ?? null, sinceMs: nowMs });
  }
  return aired;
}

describe('airing', () => {
  it('puts the first card on air at once and rests after the last', () => {
    expect(runOut(queue(1, 2), 100)).toEqual([
      { id: 1, sinceMs: 100 },
      { id: 2, sinceMs: 5_100 },
      { id: null, sinceMs: 20_100 },
    ]);
  });

  it('hurries while many wait', () => {
    const aired = runOut(queue(1, 2, 3, 4, 5, 6), 0);
    expect(aired.map((each) => each.sinceMs)).toEqual([0, 1_500, 3_000, 8_000, 13_000, 18_000, 33_000]);
  });

  it('changes nothing before its time', () => {
    const air = takeNext(queue(1, 2), at(0));
    expect(advance(air, at(4_999), settings)).toBe(air);
    expect(advance(air, at(5_000), settings).onAir?.card.id).toBe(2);
  });

  it('stands still while held, but obeys "next"', () => {
    const held = hold(takeNext(queue(1, 2, 3), at(0)), true);
    expect(nextChangeAt(held, settings)).toBeNull();
    expect(advance(held, at(1e9), settings)).toBe(held);
    expect(takeNext(held, at(7)).onAir).toEqual({ card: cardOf(2), sinceMs: 7 });
  });

  it('changes a card that waits or is on air', () => {
    const air = takeNext(queue(1, 2), at(0));
    const changed = [cardOf(1, { note: 'a' }), cardOf(2, { note: 'b' })].reduce(updateCard, air);
    expect(changed.onAir).toEqual({ card: cardOf(1, { note: 'a' }), sinceMs: 0 });
    expect(changed.waiting).toEqual([cardOf(2, { note: 'b' })]);
  });

  it('rests at once when cleared', () => {
    expect(clearAir(takeNext(queue(1, 2), at(0)))).toEqual(EMPTY_AIR);
  });

  it('lets the oldest give way when too many wait, and counts it', () => {
    const ids = Array.from({ length: WAITING_CARDS_LIMIT + 2 }, (_, id) => id);
    const { waiting, skipped } = queue(...ids);
    expect(waiting.length).toBe(WAITING_CARDS_LIMIT);
    expect(waiting[0]?.id).toBe(2);
    expect(skipped).toBe(2);
  });

  it('never loses, doubles, reorders or cuts short a card, whenever cards come and time passes', () => {
    const step = fc.oneof(fc.constant<'card'>('card'), fc.integer({ min: 1, max: 9_000 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let air: AirState = EMPTY_AIR;
        let nowMs = 0;
        let cards = 0;
        const aired: { id: number; sinceMs: number }[] = [];
        const note = (next: AirState): void => {
          if (next.onAir !== null && next.onAir.card.id !== air.onAir?.card.id) {
            aired.push({ id: next.onAir.card.id, sinceMs: next.onAir.sinceMs });
          }
          air = next;
        };
        for (const each of steps) {
          if (each === 'card') {
            cards += 1;
            air = enqueue(air, cardOf(cards));
          } else {
            nowMs += each;
          }
          note(advance(air, at(nowMs), settings));
        }
        aired.push(
          ...runOut(air, nowMs).flatMap(({ id, sinceMs }) => (id === null ? [] : [{ id, sinceMs }])),
        );
        expect(aired.map((each) => each.id)).toEqual(Array.from({ length: cards }, (_, index) => index + 1));
        for (const [index, each] of aired.entries()) {
          const before = aired[index - 1];
          if (before !== undefined) {
            expect(each.sinceMs - before.sinceMs).toBeGreaterThanOrEqual(settings.minDwellMs);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
