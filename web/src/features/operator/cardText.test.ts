import type { Card } from '@project88/core/displays/screen/card.ts';
import { describe, expect, it } from 'vitest';
import { cardHome, cardName, cardRace, raceTime } from './cardText.ts';

const words = {
  firstName: 'Eleni',
  lastName: 'Marinou',
  city: 'Volos',
  country: 'GRC',
  club: 'Pagasetic Runners',
};
const card = (change: Partial<Card>): Card =>
  ({ known: true, bib: '101', race: '10 km', wave: 'A', division: 'F30-39', ...words, ...change }) as Card;

describe('a card in words', () => {
  it('names a runner, never an unknown bib', () => {
    expect(cardName(card({}))).toBe('Eleni Marinou');
    expect(cardName(card({ firstName: '' }))).toBe('Marinou');
    expect(cardName(card({ known: false }))).toBe('Not on the roster');
    expect(cardName(card({ firstName: '', lastName: '' }))).toBe('No name');
  });

  it('leaves out what is empty', () => {
    expect(cardHome(card({}))).toBe('Volos, GRC · Pagasetic Runners');
    expect(cardHome(card({ city: '', club: '' }))).toBe('GRC');
    expect(cardRace(card({ wave: '' }))).toBe('10 km · F30-39');
  });
});

describe('a race time', () => {
  it('is the one that the screens show: up to the next whole second', () => {
    expect([3_004_001, 3_005_000].map(raceTime)).toEqual(['0:50:05', '0:50:05']);
  });
});
