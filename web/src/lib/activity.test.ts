import { describe, expect, it } from 'vitest';
import { Activity } from './activity.ts';

const MINUTE_MS = 60_000;

function desk() {
  const shared = new Map<string, string>();
  const store = {
    getItem: (key: string) => shared.get(key) ?? null,
    setItem: (key: string, value: string) => void shared.set(key, value),
  };
  const clock = { nowMs: 1_000_000 };
  const open = () => new Activity(() => clock.nowMs, store);
  return { clock, open };
}

describe('what counts as use', () => {
  it('is a request soon after an input; a page that asks by itself is not used', () => {
    const { clock, open } = desk();
    const activity = open();
    expect(activity.isInBackground()).toBe(false);
    clock.nowMs += MINUTE_MS + 1;
    expect(activity.isInBackground()).toBe(true);
    activity.noteInput();
    expect(activity.isInBackground()).toBe(false);
  });
});

describe('a browser that keeps nothing more', () => {
  it('does not fail the request that was use', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const clock = { nowMs: 1_000_000 };
    const activity = new Activity(() => clock.nowMs, full);
    clock.nowMs += 5 * MINUTE_MS;
    activity.noteUse();
    expect(activity.unusedMs()).toBe(0);
  });
});

describe('the time that is left', () => {
  it('begins anew with each use, and is a minute shorter than the rule, because the server counts in minutes', () => {
    const { clock, open } = desk();
    const activity = open();
    expect(activity.leftMs(30)).toBe(29 * MINUTE_MS);
    clock.nowMs += 29 * MINUTE_MS;
    activity.noteInput();
    expect(activity.leftMs(30)).toBe(0);
    activity.noteUse();
    expect(activity.leftMs(30)).toBe(29 * MINUTE_MS);
  });

  it('is the same in all windows', () => {
    const { clock, open } = desk();
    const [first, second] = [open(), open()];
    clock.nowMs += 20 * MINUTE_MS;
    second.noteUse();
    expect(first.unusedMs()).toBe(0);
  });

  it('is not longer when the clock was set back', () => {
    const { clock, open } = desk();
    const [first, second] = [open(), open()];
    second.noteUse();
    clock.nowMs -= 5 * MINUTE_MS;
    expect(first.leftMs(30)).toBe(29 * MINUTE_MS);
  });
});
