import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANNOUNCE_EVERY_MS, createAnnouncer } from './announcer.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('createAnnouncer', () => {
  it('speaks at once, then only the newest sentence per period', () => {
    const region = document.createElement('div');
    const announcer = createAnnouncer(region);
    announcer.say('Bib 1');
    expect(region.textContent).toBe('Bib 1');
    for (const sentence of ['Bib 2', 'Bib 3', 'Bib 4']) announcer.say(sentence);
    expect(region.textContent).toBe('Bib 1');
    vi.advanceTimersByTime(ANNOUNCE_EVERY_MS);
    expect(region.textContent).toBe('Bib 4');
  });

  it('does not repeat itself', () => {
    const region = document.createElement('div');
    const spoken: (string | null)[] = [];
    const announcer = createAnnouncer(region);
    for (const sentence of ['Bib 1', 'Bib 1', 'Bib 1']) {
      announcer.say(sentence);
      vi.advanceTimersByTime(ANNOUNCE_EVERY_MS);
      spoken.push(region.textContent);
      region.textContent = null;
    }
    expect(spoken.map((text) => text ?? '')).toEqual(['Bib 1', '', '']);
  });
});
