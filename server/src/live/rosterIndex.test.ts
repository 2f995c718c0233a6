import { describe, expect, it } from 'vitest';
import { entryOf } from '../../../test/support/fixtures.ts';
import { RosterIndex } from './rosterIndex.ts';

describe('RosterIndex', () => {
  const index = new RosterIndex([
    entryOf('12', { chips: ['0A0B', '7001'] }),
    entryOf('7001', { lastName: 'Bibmann' }),
    entryOf('A12', {}),
  ]);

  it('prefers the chip over a bib that looks the same', () => {
    expect(index.find('7001')?.bib).toBe('12');
  });

  it('falls back to the bib and ignores case and leading zeros', () => {
    expect(index.find('0012')?.bib).toBe('12');
    expect(index.find('a12')?.bib).toBe('A12');
    expect(index.find('0a0b')?.bib).toBe('12');
  });

  it('never guesses a person', () => {
    expect(index.find('120')).toBeNull();
    expect(index.find('')).toBeNull();
    expect(index.find('000')).toBeNull();
  });
});
