import { describe, expect, it } from 'vitest';
import { toggleMat } from './LocationTable.tsx';

const mats = ['START', '5K', 'FINISH'];

describe('choosing mats', () => {
  it('begins with all; one taken off leaves the others', () => {
    expect(toggleMat(mats, null, '5K', false)).toEqual(['START', 'FINISH']);
  });

  it('all chosen one by one is all, also of mats to come', () => {
    expect(toggleMat(mats, ['START', 'FINISH'], '5K', true)).toBeNull();
  });

  it('the last one can be taken off, and mats that are gone are dropped', () => {
    expect(toggleMat(mats, ['FINISH'], 'FINISH', false)).toEqual([]);
    expect(toggleMat(mats, ['GONE', 'FINISH'], 'START', true)).toEqual(['START', 'FINISH']);
  });
});
