import { instantMs } from '@project88/core/time/units.ts';
import { describe, expect, it } from 'vitest';
import { Latency, latencyOf } from './latency.ts';
import { LATENCY_MINUTES, LATENCY_SAMPLES_PER_BEAT } from './limits.ts';

const at = (seconds: number) => instantMs(Date.UTC(2031, 4, 4, 7) + seconds * 1_000);

describe('how late reads are seen', () => {
  it('is nothing before a screen has told anything', () => {
    expect(new Latency().view(at(0))).toBeNull();
  });

  it('is told as the middle and the worst of a hundred, to within four percent', () => {
    const latency = new Latency();
    for (let ms = 1; ms <= 1_000; ms += 1) latency.add([ms], at(0));
    const view = latency.view(at(1));
    expect(view?.samples).toBe(1_000);
    expect(Math.abs((view?.p50Ms ?? 0) / 500 - 1)).toBeLessThan(0.04);
    expect(Math.abs((view?.p99Ms ?? 0) / 990 - 1)).toBeLessThan(0.04);
  });

  it('leaves out what cannot be, and takes a small error of the clock for no time', () => {
    const latency = new Latency();
    latency.add([-5_000, Number.NaN, Number.POSITIVE_INFINITY, 60_001, 1e12], at(0));
    expect(latency.view(at(0))).toBeNull();
    latency.add([-20], at(0));
    expect(latency.view(at(0))).toEqual({ samples: 1, p50Ms: 0, p99Ms: 0 });
  });

  it('takes no more of one message than a screen can have seen', () => {
    const latency = new Latency();
    latency.add(new Array(5_000).fill(10), at(0));
    expect(latency.view(at(0))?.samples).toBe(LATENCY_SAMPLES_PER_BEAT);
  });

  it('forgets what is older than the last minutes', () => {
    const latency = new Latency();
    latency.add([900], at(0));
    latency.add([10], at(60));
    expect(latency.view(at(60))?.samples).toBe(2);
    expect(latency.view(at(60 * LATENCY_MINUTES))?.samples).toBe(1);
    expect(latency.view(at(60 * LATENCY_MINUTES))?.p99Ms).toBeLessThan(11);
    expect(latency.view(at(60 * (LATENCY_MINUTES + 1)))).toBeNull();
  });

  it('of several rooms is that of all their screens', () => {
    const [one, other] = [new Latency(), new Latency()];
    one.add([10, 10, 10], at(0));
    other.add([500], at(0));
    expect(latencyOf([one, other], at(0))?.samples).toBe(4);
    expect(latencyOf([], at(0))).toBeNull();
  });
});
