import { expect, it } from 'vitest';
import { linesOf, wholeNumber } from './textFields.ts';

it('takes networks or origins by line or comma', () => {
  expect(linesOf(' 192.0.2.7\n\n2001:db8::/48, 198.51.100.0/24 ')).toEqual([
    '192.0.2.7',
    '2001:db8::/48',
    '198.51.100.0/24',
  ]);
});

it('takes whole numbers within their limits, and nothing else', () => {
  expect(wholeNumber(' 30 ', 5, 720)).toBe(30);
  for (const text of ['4', '721', '', '3.5', '-5', '1e2', 'x', '99999999999']) {
    expect(wholeNumber(text, 5, 720)).toBeNull();
  }
});
