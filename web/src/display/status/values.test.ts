import type { PublicStatus } from '@project88/core/contract/program.ts';
import { describe, expect, it } from 'vitest';
import { statusValues } from './values.ts';

const STATUS: PublicStatus = {
  session: 'Lakeside Half Marathon',
  screens: 3,
  reads: 1_204,
  crossings: 611,
  waiting: 2,
  lastReadAgeMs: 4_200,
  latency: { samples: 310, p50Ms: 41.6, p99Ms: 1_250 },
  nowMs: 1_000,
};

const numberOf = (status: PublicStatus, name: string) =>
  statusValues(status).find((each) => each.name.startsWith(name));

describe('statusValues', () => {
  it('tells milliseconds whole and seconds with a tenth', () => {
    expect(numberOf(STATUS, 'Read to screen, typical')?.value).toBe('42 ms');
    expect(numberOf(STATUS, 'Read to screen, slowest')?.value).toBe('1.3 s');
    expect(numberOf(STATUS, 'Last read')?.value).toBe('4 s ago');
    expect(numberOf(STATUS, 'Runners seen')).toMatchObject({ value: '611', about: 'From 1,204 reads' });
  });

  it('says what is not known yet', () => {
    const nothing = { ...STATUS, latency: null, lastReadAgeMs: null, screens: 0, reads: 1, waiting: 0 };
    expect(numberOf(nothing, 'Read to screen, typical')).toMatchObject({
      value: '–',
      about: 'No screen has told yet',
    });
    expect(numberOf(nothing, 'Last read')?.about).toBe('Nothing has been read yet');
    expect(numberOf(nothing, 'Screens')?.about).toBe('None is connected');
    expect(numberOf(nothing, 'Runners seen')?.about).toBe('From 1 read');
  });
});
