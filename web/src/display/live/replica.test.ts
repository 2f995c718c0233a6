import { LIVE_PROTOCOL_VERSION } from '@project88/core/contract/live.ts';
import { applyOps, type ScreenOp } from '@project88/core/displays/screen/screen.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardOf, screenOf } from '../../../../test/support/screens.ts';
import { EMPTY_REPLICA, type Replica, receive } from './replica.ts';

const nowMs = 0;
const snapshot = (rev: number, state = screenOf()) =>
  ({ t: 'snapshot', v: LIVE_PROTOCOL_VERSION, rev, nowMs, state }) as const;
const delta = (from: number, rev: number, ...ops: ScreenOp[]) =>
  ({ t: 'delta', from, rev, nowMs, ops }) as const;
const tick = (rev: number) => ({ t: 'tick', rev, nowMs }) as const;
const card = (id: number): ScreenOp => ({ op: 'card', card: cardOf(id) });
const at = (rev: number): Replica => receive(EMPTY_REPLICA, snapshot(rev));

describe('receive', () => {
  it('applies the next delta', () => {
    const { held, awaitsSnapshot } = receive(at(4), delta(4, 6, card(1)));
    expect(held).toEqual({ rev: 6, state: applyOps(screenOf(), [card(1)]) });
    expect(awaitsSnapshot).toBe(false);
  });

  it('keeps its picture and awaits a snapshot after a gap', () => {
    const before = at(4);
    const after = receive(before, delta(5, 6, card(1)));
    expect(after.held).toBe(before.held);
    expect(after.awaitsSnapshot).toBe(true);
    expect(receive(after, snapshot(6)).awaitsSnapshot).toBe(false);
  });

  it('is resumed by a delta from the revision that it holds', () => {
    const resumed = receive({ ...at(4), awaitsSnapshot: true }, delta(4, 5, card(1)));
    expect(resumed.held?.rev).toBe(5);
    expect(resumed.awaitsSnapshot).toBe(false);
  });

  it('forgives one tick that overtakes its delta, not two', () => {
    const once = receive(at(4), tick(6));
    expect(once.awaitsSnapshot).toBe(false);
    expect(receive(once, delta(4, 6)).aheadRev).toBeNull();
    expect(receive(once, tick(6)).awaitsSnapshot).toBe(true);
  });

  it('does not believe a tick from behind', () => {
    expect(receive(at(4), tick(3)).awaitsSnapshot).toBe(true);
    expect(receive(at(4), tick(4)).awaitsSnapshot).toBe(false);
  });

  it('ends in the right state whichever messages are lost, as soon as a snapshot is answered', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (lost) => {
        let truth = screenOf();
        let replica = at(0);
        for (const [rev, isLost] of lost.entries()) {
          truth = applyOps(truth, [card(rev)]);
          if (isLost) continue;
          replica = receive(replica, delta(rev, rev + 1, card(rev)));
          if (replica.awaitsSnapshot) replica = receive(replica, snapshot(rev + 1, truth));
          expect(replica.held).toEqual({ rev: rev + 1, state: truth });
        }
      }),
      { numRuns: 100 },
    );
  });
});
