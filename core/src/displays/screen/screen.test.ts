import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardOf, screenOf } from '../../../../test/support/screens.ts';
import { instantMs } from '../../time/units.ts';
import { announcerList } from '../templates/announcerList.ts';
import { applyOp, applyOps, RECENT_CARDS, type ScreenOp } from './screen.ts';

const card = fc
  .record({ id: fc.nat(60), note: fc.string({ maxLength: 5 }) })
  .map(({ id, note }) => cardOf(id, { note }));
const sinceMs = fc.nat(1_000_000).map(instantMs);
const operation: fc.Arbitrary<ScreenOp> = fc.oneof(
  card.map((each): ScreenOp => ({ op: 'card', card: each })),
  card.map((each): ScreenOp => ({ op: 'card-update', card: each })),
  fc
    .tuple(fc.option(card), sinceMs)
    .map(([each, since]): ScreenOp => ({ op: 'air', card: each, sinceMs: since })),
  fc.nat(9).map((waiting): ScreenOp => ({ op: 'status', status: { waiting } })),
  fc.constant<ScreenOp>({ op: 'template', template: announcerList }),
  fc.constant<ScreenOp>({ op: 'clear' }),
);

describe('applyOps', () => {
  it('ends in the same state however the steps are cut into deltas, through JSON or not', () => {
    fc.assert(
      fc.property(fc.array(fc.array(operation, { maxLength: 6 }), { maxLength: 12 }), (deltas) => {
        const atOnce = applyOps(screenOf(), deltas.flat());
        const oneByOne = deltas.reduce(
          (state, ops) => applyOps(state, JSON.parse(JSON.stringify(ops)) as ScreenOp[]),
          screenOf(),
        );
        expect(oneByOne).toEqual(atOnce);
      }),
      { numRuns: 200 },
    );
  });

  it('never changes the state it was given', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 20 }), (ops) => {
        const state = screenOf({ recent: [cardOf(1)] });
        const before = JSON.stringify(state);
        applyOps(state, ops);
        expect(JSON.stringify(state)).toBe(before);
      }),
      { numRuns: 50 },
    );
  });
});

describe('applyOp', () => {
  it('keeps the newest cards on top and a bounded number of them', () => {
    const ops = Array.from(
      { length: RECENT_CARDS + 5 },
      (_, id): ScreenOp => ({ op: 'card', card: cardOf(id) }),
    );
    const { recent } = applyOps(screenOf(), ops);
    expect(recent.length).toBe(RECENT_CARDS);
    expect(recent[0]?.id).toBe(RECENT_CARDS + 4);
  });

  it('changes a card wherever it stands', () => {
    const shown = screenOf({ recent: [cardOf(1)], onAir: { card: cardOf(1), sinceMs: instantMs(5) } });
    const { recent, onAir } = applyOp(shown, { op: 'card-update', card: cardOf(1, { note: 'Hi' }) });
    expect(recent[0]?.note).toBe('Hi');
    expect(onAir).toEqual({ card: cardOf(1, { note: 'Hi' }), sinceMs: 5 });
  });

  it('keeps parts that did not change the same object, so that drawing can skip them', () => {
    const before = screenOf({ recent: [cardOf(1)] });
    const after = applyOp(before, { op: 'status', status: { waiting: 2 } });
    expect(after.recent).toBe(before.recent);
    expect(after.template).toBe(before.template);
  });
});
