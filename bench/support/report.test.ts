import { describe, expect, it } from 'vitest';
import { type Claim, type Run, summarise } from './report.ts';

const claim = (over: Partial<Claim> = {}): Claim => ({
  name: 'ingest',
  unit: 'lines/s',
  better: 'higher',
  goalRatio: 0.5,
  rounds: 3,
  product: () => Promise.reject(new Error('not run')),
  baseline: () => Promise.reject(new Error('not run')),
  ...over,
});
const pair = (product: number, baseline: number, more: Partial<Run> = {}) => ({
  product: { value: product, ...more },
  baseline: { value: baseline },
});

describe('summarise', () => {
  it('takes the median of the ratios, so that a slow minute slows both', () => {
    const report = summarise(claim(), [pair(60, 100), pair(6, 10), pair(90, 100)]);
    expect(report).toMatchObject({ value: 60, baseline: 100, ratio: 0.6, reached: true });
  });

  it('knows which way is better', () => {
    expect(summarise(claim({ better: 'lower', goalRatio: 2 }), [pair(21, 10)]).reached).toBe(false);
    expect(summarise(claim({ better: 'lower', goalRatio: 2 }), [pair(20, 10)]).reached).toBe(true);
    expect(summarise(claim({ goalRatio: 0.7 }), [pair(60, 100)]).reached).toBe(false);
  });

  it('shows latencies and extra numbers only when they were measured', () => {
    const report = summarise(claim(), [pair(1, 1, { latenciesMs: [1, 2, 3], extra: { fps: 60 } })]);
    expect(report).toMatchObject({ p50Ms: 2, p99Ms: 3, fps: 60 });
    expect(report).not.toHaveProperty('baselineP50Ms');
  });
});
