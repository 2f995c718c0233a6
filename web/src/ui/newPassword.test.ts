import { describe, expect, it } from 'vitest';
import { ApiError } from '../lib/api.ts';
import { lengthOf, newPasswordProblem } from './newPassword.ts';

describe('a new password', () => {
  it('is long enough when people count twelve characters', () => {
    expect(newPasswordProblem('')).toBe('Choose a password');
    expect(newPasswordProblem('eleven char')).toMatch(/at least 12/);
    expect(newPasswordProblem('twelve chars')).toBeNull();
    expect(lengthOf('🏃🏽‍♀️é')).toBe(5 + 1);
  });

  it('shows what the server said about it, and nothing that it said about something else', () => {
    const refused = (code: string) => new ApiError(422, { code, message: 'On a list.', requestId: null });
    expect(newPasswordProblem('correct horse battery', refused('PASSWORD_WEAK'))).toBe('On a list.');
    expect(newPasswordProblem('correct horse battery', refused('RATE_LIMITED'))).toBeNull();
  });
});
