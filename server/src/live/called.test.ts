import { instantMs } from '@project88/core/time/units.ts';
import { describe, expect, it } from 'vitest';
import { Called } from './called.ts';
import { CALLED_KEPT } from './limits.ts';

const crossing = (number: number) => ({
  receivedAtMs: instantMs(number),
  location: 'FINISH',
  tag: `${number}`,
});
const ticks = (called: Called) => called.changes().map((change) => `${change.tag} ${change.called}`);

describe('whom announcers have called', () => {
  it('is known by the crossing: a runner who comes again is not called yet', () => {
    const called = new Called([crossing(1)]);
    expect(called.has(crossing(1))).toBe(true);
    expect(called.has({ ...crossing(1), receivedAtMs: instantMs(9) })).toBe(false);
    expect(called.has({ ...crossing(1), location: 'BRIDGE' })).toBe(false);
    expect(called.changes()).toEqual([]);
  });

  it('waits to be stored until it is, and what changed meanwhile waits again', () => {
    const called = new Called();
    called.set(crossing(1), true);
    called.set(crossing(2), true);
    const sent = called.changes();
    called.set(crossing(2), false);
    called.forget(sent);
    expect(ticks(called)).toEqual(['2 false']);
    expect([called.has(crossing(1)), called.has(crossing(2))]).toEqual([true, false]);
  });

  it('forgets the oldest', () => {
    const called = new Called();
    for (let number = 0; number <= CALLED_KEPT; number++) called.set(crossing(number), true);
    expect([called.has(crossing(0)), called.has(crossing(1))]).toEqual([false, true]);
    expect(called.changes()).toHaveLength(CALLED_KEPT);
  });
});
