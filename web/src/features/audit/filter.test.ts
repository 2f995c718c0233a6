import { describe, expect, it } from 'vitest';
import { filterCount, sentFilter } from './filter.ts';

describe('sentFilter', () => {
  it('makes whole days of the venue, also where the clock changes', () => {
    // On 30 March 2031 clocks in Athens go forward: the day has 23 hours.
    expect(sentFilter({ from: '2031-03-30', to: '2031-03-30' }, 'Europe/Athens')).toEqual({
      from: '2031-03-29T22:00:00.000Z',
      to: '2031-03-30T21:00:00.000Z',
    });
  });

  it('passes the rest on and drops what is no day', () => {
    expect(sentFilter({ action: 'role.made', from: 'yesterday' }, 'UTC')).toEqual({ action: 'role.made' });
  });
});

it('counts what is set', () => {
  expect(filterCount({})).toBe(0);
  expect(filterCount({ action: 'role.made', actorId: '' })).toBe(1);
});
