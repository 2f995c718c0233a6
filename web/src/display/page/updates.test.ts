import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createUpdates, filesIn, type Updates } from './updates.ts';

const OLD = '<script src="/assets/display-aaaaaaaa.js"></script><link href="/assets/display-bbbbbbbb.css">';
const NEW = OLD.replace('bbbbbbbb', 'cccccccc');
const TIMES = { pollMs: 1_000, restingMs: 5_000 };

let served: string | null;
let isResting: boolean;
let done: string[];

beforeEach(() => {
  vi.useFakeTimers();
  [served, isResting, done] = [OLD, false, []];
});
afterEach(() => vi.useRealTimers());

function begin(frozen = false): Updates {
  const window = {
    document: { documentElement: { outerHTML: OLD } },
    location: { pathname: '/display/K7M2XPQA', reload: () => done.push('reload') },
    performance,
    setInterval,
    fetch: async () => {
      if (served === null) throw new TypeError('offline');
      return new Response(served);
    },
  } as unknown as Window;
  const copy = {
    isKept: () => true,
    fetchNewer: async () => void done.push('fetch'),
    change: async () => void done.push('change'),
  };
  return createUpdates({
    window,
    copy,
    isResting: () => isResting,
    beforeReload: () => done.push('save'),
    frozen,
    times: TIMES,
  });
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('createUpdates', () => {
  it('takes a newer page when the screen has rested long enough, and not before', async () => {
    begin();
    served = NEW;
    await pass(60_000);
    expect(done).toEqual(['fetch']);
    isResting = true;
    await pass(4_000);
    expect(done).toEqual(['fetch']);
    isResting = false;
    await pass(1_000);
    isResting = true;
    await pass(7_000);
    expect(done).toEqual(['fetch', 'fetch', 'change', 'save', 'reload']);
  });

  it('never loads the same page again by itself', async () => {
    begin();
    isResting = true;
    await pass(600_000);
    expect(done).toEqual([]);
  });

  it('does nothing by itself while it is frozen', async () => {
    const updates = begin(true);
    served = NEW;
    isResting = true;
    await pass(60_000);
    expect(done).toEqual(['fetch']);
    updates.freeze(false);
    await pass(1_000);
    expect(done).toContain('reload');
  });

  it('keeps the operator’s word until it is let go', async () => {
    const updates = begin(true);
    updates.reload();
    await pass(1_000);
    expect(done).toEqual([]);
    updates.freeze(false);
    await pass(1);
    expect(done).toEqual(['fetch', 'change', 'save', 'reload']);
  });

  it('stays as it is when the server cannot be reached', async () => {
    const updates = begin();
    served = null;
    updates.reload();
    await pass(1_000);
    expect(done).toEqual([]);
    served = OLD;
    updates.reload();
    await pass(1);
    expect(done).toContain('reload');
  });
});

describe('filesIn', () => {
  it('finds the files that a page names', () => {
    expect(filesIn(NEW)).toEqual(['/assets/display-aaaaaaaa.js', '/assets/display-cccccccc.css']);
    expect(filesIn('<p>nothing</p>')).toEqual([]);
  });
});
