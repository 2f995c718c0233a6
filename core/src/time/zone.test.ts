import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantMs, wallMs } from './units.ts';
import { instantToWall, wallToInstant } from './zone.ts';

/** `2031-05-04T09:12` as a wall-clock moment or, with Z, as an instant. */
const wall = (text: string) => wallMs(Date.parse(`${text}Z`));
const utc = (text: string) => Date.parse(text);

describe('wallToInstant', () => {
  it('knows summer and winter', () => {
    expect(wallToInstant(wall('2031-05-04T09:12'), 'Europe/Athens')).toBe(utc('2031-05-04T06:12Z'));
    expect(wallToInstant(wall('2031-12-04T09:12'), 'Europe/Athens')).toBe(utc('2031-12-04T07:12Z'));
    expect(wallToInstant(wall('2031-05-04T09:12'), 'Asia/Kathmandu')).toBe(utc('2031-05-04T03:27Z'));
    expect(wallToInstant(wall('2031-05-04T09:12:33.470'), 'UTC')).toBe(utc('2031-05-04T09:12:33.470Z'));
  });

  it('takes an hour that comes twice the first time', () => {
    expect(wallToInstant(wall('2024-11-03T01:30'), 'America/New_York')).toBe(utc('2024-11-03T05:30Z'));
    expect(wallToInstant(wall('2024-11-03T00:59'), 'America/New_York')).toBe(utc('2024-11-03T04:59Z'));
    expect(wallToInstant(wall('2024-11-03T02:00'), 'America/New_York')).toBe(utc('2024-11-03T07:00Z'));
  });

  it('moves a time in a skipped hour forward', () => {
    expect(wallToInstant(wall('2024-03-31T02:30'), 'Europe/Berlin')).toBe(utc('2024-03-31T01:30Z'));
    expect(wallToInstant(wall('2024-03-31T01:59'), 'Europe/Berlin')).toBe(utc('2024-03-31T00:59Z'));
    expect(wallToInstant(wall('2024-03-31T03:00'), 'Europe/Berlin')).toBe(utc('2024-03-31T01:00Z'));
  });

  it('handles a zone that changes by half an hour at the half hour', () => {
    expect(wallToInstant(wall('2024-10-06T01:59'), 'Australia/Lord_Howe')).toBe(utc('2024-10-05T15:29Z'));
    expect(wallToInstant(wall('2024-10-06T02:30'), 'Australia/Lord_Howe')).toBe(utc('2024-10-05T15:30Z'));
  });

  it('goes back and forth', () => {
    const at = fc.integer({ min: utc('1990-01-01T00:00Z'), max: utc('2035-01-01T00:00Z') });
    const zone = fc.constantFrom(
      'Europe/Athens',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Chatham',
    );
    fc.assert(
      fc.property(at, zone, (value, name) => {
        const shown = instantToWall(instantMs(value), name);
        const back = wallToInstant(shown, name);
        expect(instantToWall(back, name)).toBe(shown);
        expect([0, 1_800_000, 3_600_000]).toContain(value - back);
      }),
      { numRuns: 300 },
    );
  });

  it('gives later instants for later walls, except in a repeated hour', () => {
    const at = fc.integer({ min: utc('2024-01-01T00:00Z'), max: utc('2025-01-01T00:00Z') });
    fc.assert(
      fc.property(at, fc.nat({ max: 7_200_000 }), (value, step) => {
        const earlier = wallToInstant(wallMs(value), 'Europe/Berlin');
        const later = wallToInstant(wallMs(value + step), 'Europe/Berlin');
        expect(later).toBeGreaterThanOrEqual(earlier - 3_600_000);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses a zone that does not exist', () => {
    expect(() => wallToInstant(wall('2031-05-04T09:12'), 'Europe/Atlantis')).toThrow(RangeError);
  });
});
