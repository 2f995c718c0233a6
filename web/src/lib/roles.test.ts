import { expect, it } from 'vitest';
import { roleName } from './roles.ts';

it('names built-in roles and custom ones, however their name is told', () => {
  expect(roleName({ role: 'manager', customRole: null })).toBe('Manager');
  expect(roleName({ role: 'custom', customRole: 'Desk' })).toBe('Desk');
  expect(roleName({ role: 'custom', customRole: { name: 'Desk' } })).toBe('Desk');
  expect(roleName({ role: 'custom', customRole: null })).toBe('Custom role');
});
