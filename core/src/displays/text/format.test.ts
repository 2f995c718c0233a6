import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardOf } from '../../../../test/support/screens.ts';
import type { Segment } from '../document/fields.ts';
import { formatSegments, initials, isFilled, ordinal, textVariants, titleCase, upperCase } from './format.ts';

const home: Segment[] = [{ field: 'home' }, { field: 'club', before: ' · ' }];

describe('formatSegments', () => {
  it('joins words and fields', () => {
    const segments: Segment[] = [{ text: 'Bib ' }, { field: 'bib' }, { field: 'age', before: ', age ' }];
    expect(formatSegments(segments, cardOf(7, { age: 41 }))).toBe('Bib 7, age 41');
  });

  it('lets a segment with an empty field vanish with its words', () => {
    const segments: Segment[] = [{ field: 'placeOverall', format: 'ordinal', after: ' overall' }];
    expect(formatSegments(segments, cardOf(7))).toBe('');
    expect(formatSegments(segments, cardOf(7, { placeOverall: 3 }))).toBe('3rd overall');
  });

  it('drops a separator with nothing before it', () => {
    expect(formatSegments(home, cardOf(7, { city: 'Volos', club: 'Pagasetic' }))).toBe('Volos · Pagasetic');
    expect(formatSegments(home, cardOf(7, { club: 'Pagasetic' }))).toBe('Pagasetic');
  });

  it('shows a region rather than a country', () => {
    const city = { city: 'Boulder', country: 'USA' };
    expect(formatSegments(home, cardOf(7, { ...city, region: 'CO' }))).toBe('Boulder, CO');
    expect(formatSegments(home, cardOf(7, city))).toBe('Boulder, USA');
  });

  it('publishes times rounded up, and the gun time as the one that counts', () => {
    const times = { gunTimeMs: 5_400_001, chipTimeMs: 5_399_000 };
    const official: Segment[] = [{ field: 'officialTimeMs', format: 'time' }];
    expect(formatSegments(official, cardOf(7, times))).toBe('1:30:01');
    expect(formatSegments(official, cardOf(7, { ...times, gunTimeMs: null }))).toBe('1:29:59');
    expect(formatSegments([{ field: 'gunTimeMs', format: 'clock' }], cardOf(7, times))).toBe('1:30:00');
  });

  it('says a status in words', () => {
    expect(formatSegments([{ field: 'status' }], cardOf(7, { status: 'did-not-finish' }))).toBe(
      'Did not finish',
    );
  });

  it('keeps only fixed words without a card', () => {
    expect(formatSegments([{ text: 'Ready' }, { field: 'bib' }], null)).toBe('Ready');
  });
});

describe('textVariants', () => {
  const name: Segment[] = [{ field: 'name' }];

  it('offers initials for long names', () => {
    const card = cardOf(7, { firstName: 'Maria Elena', lastName: 'Papadopoulou' });
    expect(textVariants(name, card)).toEqual(['Maria Elena Papadopoulou', 'M. E. Papadopoulou']);
  });

  it('has one way for texts without a first name, and never shortens an only name', () => {
    expect(textVariants(home, cardOf(7, { city: 'Volos', lastName: 'Ray' }))).toEqual(['Volos']);
    expect(textVariants(name, cardOf(7, { firstName: 'Ronaldinho' }))).toEqual(['Ronaldinho']);
  });
});

describe('isFilled', () => {
  it('knows empty and filled fields of every kind', () => {
    const card = cardOf(7, { chipTimeMs: 0, age: 0 });
    expect(isFilled(card, 'officialTimeMs')).toBe(true);
    expect(isFilled(card, 'age')).toBe(true);
    expect(isFilled(card, 'gunTimeMs')).toBe(false);
    expect(isFilled(card, 'name')).toBe(false);
    expect(isFilled(card, 'status')).toBe(false);
  });
});

describe('initials', () => {
  it.each([
    ['Jean-Luc', 'J.-L.'],
    ['Ólafur', 'Ó.'],
    ['', ''],
  ])('%s is %s', (firstName, short) => {
    expect(initials(firstName)).toBe(short);
  });

  it('is never longer than the name and a dot for each part', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (firstName) => {
        const parts = firstName.split(/[\s-]+/).filter(Boolean).length;
        expect(initials(firstName).length).toBeLessThanOrEqual(firstName.length + parts);
      }),
      { numRuns: 200 },
    );
  });
});

describe('ordinal', () => {
  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [21, '21st'],
    [112, '112th'],
    [1_002, '1002nd'],
  ])('%i is %s', (place, text) => {
    expect(ordinal(place)).toBe(text);
  });
});

describe('upperCase', () => {
  it('drops Greek accents and keeps others', () => {
    expect(upperCase('Παπαδόπουλος')).toBe('ΠΑΠΑΔΟΠΟΥΛΟΣ');
    expect(upperCase('Núñez Groß')).toBe('NÚÑEZ GROSS');
  });
});

describe('titleCase', () => {
  it.each([
    ['MARIA PAPADOPOULOU', 'Maria Papadopoulou'],
    ['jean-luc d’arc', 'Jean-Luc D’Arc'],
    ['Ian McDonald', 'Ian McDonald'],
  ])('%s is %s', (name, title) => {
    expect(titleCase(name)).toBe(title);
  });
});
