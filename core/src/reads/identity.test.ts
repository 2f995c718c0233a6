import { describe, expect, it } from 'vitest';
import { contentKey, locationKey } from './identity.ts';

describe('contentKey', () => {
  it('is a number of 32 bits that depends on tag and time alone', () => {
    // Keys are stored beside the reads, so the function must never change.
    expect(contentKey('1234', 33_153_470)).toBe(1_032_314_196);
    expect(contentKey('', 0)).toBeLessThanOrEqual(0xffffffff);
  });

  it('differs for neighbouring tags and times', () => {
    const keys = new Set<number>();
    for (let tag = 1000; tag < 1100; tag += 1)
      for (let step = 0; step < 100; step += 1) keys.add(contentKey(String(tag), 36_000_000 + step * 10));
    expect(keys.size).toBe(10_000);
  });

  it('sees all of a time of day', () => {
    expect(contentKey('1', 86_399_999)).not.toBe(contentKey('1', 86_399_999 & 0xffff));
  });
});

describe('locationKey', () => {
  it('compares without case', () => {
    expect(locationKey('Zürich 10K')).toBe(locationKey('ZÜRICH 10k'));
    expect(locationKey('START')).not.toBe(locationKey('START 2'));
  });
});
