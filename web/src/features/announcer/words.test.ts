import { describe, expect, it } from 'vitest';
import { cardOf } from '../../../../test/support/screens.ts';
import { timeOf, wordsOfCard } from './words.ts';

describe('what an announcer says', () => {
  it('has the home with region or country, and nothing twice', () => {
    const card = cardOf(7, {
      firstName: 'Siobhán',
      lastName: 'O’Hara',
      city: 'Limerick',
      country: 'IRL',
      club: 'Shannon Harriers',
      age: 34,
      pronunciation: 'shi-VAWN',
      vip: true,
    });
    expect(wordsOfCard(card)).toMatchObject({
      name: 'Siobhán O’Hara',
      facts: ['Limerick, IRL', 'Shannon Harriers', 'age 34', '', ''],
      pronunciation: 'shi-VAWN',
      vip: true,
    });
  });

  it('invents nobody for an unknown bib', () => {
    expect(wordsOfCard(cardOf(8, { known: false })).name).toBe('Not on the start list');
  });

  it('rounds a time up as it is published, the gun time first', () => {
    expect(timeOf({ gunTimeMs: 3_599_001, chipTimeMs: 1 })).toBe('1:00:00');
    expect(timeOf({ gunTimeMs: null, chipTimeMs: 61_000 })).toBe('0:01:01');
    expect(timeOf({ gunTimeMs: null, chipTimeMs: null })).toBeNull();
  });
});
