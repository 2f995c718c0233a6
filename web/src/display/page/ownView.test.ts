import { screenMode } from '@project88/core/displays/screen/screen.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { describe, expect, it } from 'vitest';
import { cardOf, screenOf } from '../../../../test/support/screens.ts';
import { ownView } from './ownView.ts';
import { PLAIN_DESIGN } from './plainDesign.ts';

const SINCE = instantMs(5_000);
const state = screenOf({ onAir: { card: cardOf(1), sinceMs: instantMs(1) } });

describe('ownView', () => {
  it('is the state itself when the screen has nothing of its own', () => {
    expect(ownView(state, null, SINCE)).toBe(state);
    expect(ownView(state, { template: null, message: null }, SINCE)).toBe(state);
  });

  it('puts the screen’s own message over what is on air', () => {
    const shown = ownView(state, { template: null, message: 'Gate 4 is closed' }, SINCE);
    expect(shown.program.message).toEqual({ text: 'Gate 4 is closed', sinceMs: SINCE });
    expect(screenMode(shown)).toBe('message');
    expect(state.program.message).toBeNull();
  });

  it('leaves a blackout black', () => {
    const black = { ...state, program: { ...state.program, blackout: true } };
    expect(screenMode(ownView(black, { template: null, message: 'Hello' }, SINCE))).toBe('blackout');
  });

  it('takes the screen’s own design', () => {
    const shown = ownView(state, { template: PLAIN_DESIGN, message: null }, SINCE);
    expect(shown).toEqual({ ...state, template: PLAIN_DESIGN });
  });
});
