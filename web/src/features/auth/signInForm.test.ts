import { describe, expect, it } from 'vitest';
import { safeNext, signInRules } from './signInForm.ts';

describe('the way back after signing in', () => {
  it('stays on this site', () => {
    expect(safeNext('/sessions/1?tab=x')).toBe('/sessions/1?tab=x');
    for (const bad of [
      undefined,
      '',
      'https://elsewhere.test',
      '//elsewhere.test',
      '/\\elsewhere.test',
      '/sign-in',
    ]) {
      expect(safeNext(bad)).toBe('/');
    }
  });
});

describe('the fields', () => {
  it('want an address and a password', () => {
    expect(signInRules.email('anna')).not.toBeNull();
    expect(signInRules.email(' anna@timing.test ')).toBeNull();
    expect(signInRules.password('')).not.toBeNull();
    expect(signInRules.password(' ')).toBeNull();
  });
});
