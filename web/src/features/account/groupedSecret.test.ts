import { expect, it } from 'vitest';
import { groupedSecret } from './groupedSecret.ts';

it('a key is read in groups of four, without a space at its end', () => {
  expect(groupedSecret('ABCDEFGHIJ')).toBe('ABCD EFGH IJ');
  expect(groupedSecret('ABCDEFGH')).toBe('ABCD EFGH');
});
