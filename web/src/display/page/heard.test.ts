import { describe, expect, it } from 'vitest';
import { heardOf } from './heard.ts';

const KEPT = { savedAtMs: 1_000_000, heardAgoMs: 1_500, serverNowMs: 9_000_000 };

describe('heardOf', () => {
  it('goes on with the wall clock since it was written down', () => {
    expect(heardOf(KEPT, 1_060_000)).toEqual({ agoMs: 61_500, serverNowMs: 9_060_000 });
  });

  it('does not go back with a clock that was set back', () => {
    expect(heardOf(KEPT, 0)).toEqual({ agoMs: 1_500, serverNowMs: 9_000_000 });
  });
});
