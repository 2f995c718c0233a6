import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import { describe, expect, it } from 'vitest';
import { airingOutcome } from './airingOutcome.ts';

const { airing } = finishHero;

describe('what happens at a rate of finishers', () => {
  it('few: one at a time, and nobody waits', () => {
    expect(airingOutcome(airing, 1)).toMatchObject({ mode: 'one', waiting: 0, waitMs: 0 });
  });

  it('many: several at once, each for its shortest time at least', () => {
    const { mode, shownMs } = airingOutcome(airing, 100);
    expect(mode).not.toBe('one');
    expect(shownMs).toBeGreaterThanOrEqual(airing.minDwellMs);
  });

  it('without a rule for crowds they wait, one after the other', () => {
    const { mode, waiting } = airingOutcome({ ...airing, crowd: null }, 100);
    expect(mode).toBe('one');
    expect(waiting).toBeGreaterThan(50);
  });
});
