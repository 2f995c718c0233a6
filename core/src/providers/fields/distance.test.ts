import { expect, it } from 'vitest';
import { distanceMetres } from './distance.ts';

it.each([
  ['5K', 5_000],
  ['5 km Walk', 5_000],
  ['8 Kilometers', 8_000],
  ['10,000 m', 10_000],
  ['42,195 km', 42_195],
  ['3.1 Miles', 5_000],
  ['13.1', 21_098],
  [26.2, 42_195],
  ['1 Mile', 1_609],
  ['100 Mile', 160_934],
  ['100-Miler', 160_934],
  ['50K (31 miles)', 50_000],
  ['Half Marathon', 21_098],
  ['Halbmarathon', 21_098],
  ['Marathon', 42_195],
  ['400m', 400],
])('reads %j as %d m', (text, metres) => {
  expect(distanceMetres(text)).toBe(metres);
});

it.each(['12hrs', '5K/10K', '100M', '7', 'Kids Run', '', null, {}, '0K', '99999999 km'])(
  'tells no distance of %j',
  (text) => {
    expect(distanceMetres(text)).toBeNull();
  },
);
