import { describe, expect, it } from 'vitest';
import { median, quantile } from './statistics.ts';

describe('quantile', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('answers a sample that was really measured', () => {
    expect([
      quantile(samples, 0),
      quantile(samples, 0.5),
      quantile(samples, 0.99),
      quantile(samples, 1),
    ]).toEqual([1, 50, 99, 100]);
  });

  it('takes one sample for everything', () => expect(median([7])).toBe(7));

  it('has no answer for nothing', () => expect(() => quantile([], 0.5)).toThrow(RangeError));
});
