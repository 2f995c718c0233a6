import { expect, it } from 'vitest';
import { initials } from './initials.ts';

it.each([
  ['Noor Haddad', 'NH'],
  ['  Ana  Lucía de Soto ', 'AS'],
  ['ötzi', 'Ö'],
  ['😀 Kim', '😀K'],
  ['', ''],
])('%j is %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
