import { expect, it } from 'vitest';
import { codeIn } from './pairing.ts';

it.each([
  ['', ''],
  ['#KWH7MB', 'KWH7MB'],
  ['#kwh 7mb', 'KWH7MB'],
  ['#<b>KWH7MB9999', 'BKWH7M'],
])('the code in %s is %s', (hash, code) => {
  expect(codeIn(hash)).toBe(code);
});
