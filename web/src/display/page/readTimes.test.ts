// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { createReadTimes } from './readTimes.ts';

const until = (check: () => void) => vi.waitFor(check, { timeout: 2_000, interval: 5 });

describe('createReadTimes', () => {
  it('measures up to the time after the frame, once for every read', async () => {
    let nowMs = 1_000;
    const times = createReadTimes(() => nowMs);
    times.noted(940);
    times.noted(970);
    times.drawn();
    nowMs = 1_010;
    const samples: number[] = [];
    await until(() => {
      samples.push(...times.take());
      expect(samples).toEqual([70, 40]);
    });
    times.drawn();
    expect(times.take()).toEqual([]);
  });

  it('measures nothing while the server’s time is only guessed', async () => {
    let nowMs: number | null = null;
    const times = createReadTimes(() => nowMs);
    times.noted(1);
    times.drawn();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    nowMs = 500;
    times.noted(480);
    times.drawn();
    const samples: number[] = [];
    await until(() => {
      samples.push(...times.take());
      expect(samples).toEqual([20]);
    });
  });

  it('keeps a bounded number of samples', async () => {
    const times = createReadTimes(() => 100);
    for (let read = 0; read < 500; read += 1) times.noted(50);
    times.drawn();
    await until(() => expect(times.take().length).toBe(50));
  });
});
