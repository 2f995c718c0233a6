import { instantMs } from '@project88/core/time/units.ts';
import { expect, test } from 'vitest';
import { Allowance } from './allowance.ts';

const make = (rememberedKeys = 100) => new Allowance({ burst: 3, refillMs: 1_000, rememberedKeys });
const at = instantMs;

test('a burst is allowed, then one attempt per refill time', () => {
  const allowance = make();
  for (let i = 0; i < 3; i += 1) {
    expect(allowance.waitMs('a', at(0))).toBe(0);
    allowance.spend('a', at(0));
  }
  expect(allowance.waitMs('a', at(0))).toBe(1_000);
  expect(allowance.waitMs('a', at(400))).toBe(600);
  expect(allowance.waitMs('a', at(1_000))).toBe(0);
  expect(allowance.waitMs('b', at(0))).toBe(0);
});

test('knocking on while closed does not make the wait longer', () => {
  const allowance = make();
  for (let i = 0; i < 50; i += 1) allowance.spend('a', at(0));
  expect(allowance.waitMs('a', at(0))).toBe(1_000);
});

test('forgiving gives all back', () => {
  const allowance = make();
  for (let i = 0; i < 3; i += 1) allowance.spend('a', at(0));
  allowance.forgive('a');
  expect(allowance.waitMs('a', at(0))).toBe(0);
});

test('memory is bounded: the longest unused key is forgotten', () => {
  const allowance = make(2);
  for (const key of ['a', 'b', 'b', 'b', 'a', 'c']) allowance.spend(key, at(0));
  expect(allowance.waitMs('b', at(0))).toBe(0);
  allowance.spend('c', at(0));
  allowance.spend('c', at(0));
  expect(allowance.waitMs('c', at(0))).toBe(1_000);
});
