import { describe, expect, it } from 'vitest';
import { instantMs } from '../../time/units.ts';
import { clockText } from './clock.ts';

const NOON_UTC_MS = instantMs(1_700_049_600_000);
const basis = { gunAtMs: NOON_UTC_MS, timeZone: 'Europe/Athens' };
const after = (ms: number) => instantMs(NOON_UTC_MS + ms);

describe('clockText', () => {
  it('counts from the gun with begun seconds cut', () => {
    const race = { source: 'race', beforeGun: 'Soon' } as const;
    expect(clockText(race, basis, after(5_421_999))).toBe('1:30:21');
    expect(clockText(race, basis, after(0))).toBe('0:00:00');
  });

  it('shows the words of the template before the gun and without one', () => {
    const race = { source: 'race', beforeGun: 'Soon' } as const;
    expect(clockText(race, basis, after(-1))).toBe('Soon');
    expect(clockText(race, { ...basis, gunAtMs: null }, after(0))).toBe('Soon');
  });

  it('shows the time of day at the venue', () => {
    const clock = { source: 'time-of-day', beforeGun: '' } as const;
    expect(clockText(clock, basis, after(61_000))).toBe('14:01:01');
    expect(clockText(clock, { ...basis, timeZone: 'America/Denver' }, after(0))).toBe('05:00:00');
    expect(clockText(clock, basis, after(10 * 3_600_000))).toBe('00:00:00');
  });

  it('changes from the time of day to the race time with the gun', () => {
    const clock = { source: 'race-or-time-of-day', beforeGun: '' } as const;
    expect(clockText(clock, basis, after(-1_000))).toBe('13:59:59');
    expect(clockText(clock, basis, after(1_000))).toBe('0:00:01');
  });

  it('shows nothing rather than a wrong hour in an unknown zone', () => {
    const clock = { source: 'time-of-day', beforeGun: '' } as const;
    expect(clockText(clock, { ...basis, timeZone: 'Mars/Olympus' }, after(0))).toBe('');
  });
});

describe('clocks of waves, and until something', () => {
  it('counts from the gun of its wave', () => {
    const wave = { source: 'race', wave: 'B', beforeGun: 'Wave B' } as const;
    const guns = { B: after(600_000) };
    expect(clockText(wave, { ...basis, guns }, after(660_000))).toBe('0:01:00');
    expect(clockText(wave, { ...basis, guns }, after(1_000))).toBe('Wave B');
    expect(clockText(wave, { ...basis, guns: {} }, after(1_000))).toBe('Wave B');
  });

  it('counts down to a time of day at the venue', () => {
    const start = { source: 'countdown', until: '14:30', beforeGun: 'Go' } as const;
    expect(clockText(start, basis, after(0))).toBe('0:30:00');
    expect(clockText(start, basis, after(1))).toBe('0:30:00');
    expect(clockText(start, basis, after(1_799_001))).toBe('0:00:01');
    expect(clockText(start, basis, after(1_800_000))).toBe('Go');
    expect(clockText({ ...start, until: undefined }, basis, after(0))).toBe('Go');
  });

  it('is as exact as it is asked to be', () => {
    const race = { source: 'race', beforeGun: '' } as const;
    expect(clockText({ ...race, precision: 'short' }, basis, after(5_421_999))).toBe('1:30');
    expect(clockText({ ...race, precision: 'tenths' }, basis, after(5_421_999))).toBe('1:30:21.9');
    const day = { source: 'time-of-day', beforeGun: '' } as const;
    expect(clockText({ ...day, precision: 'short' }, basis, after(0))).toBe('14:00');
    expect(clockText({ ...day, precision: 'tenths' }, basis, after(1_250))).toBe('14:00:01.2');
  });
});
