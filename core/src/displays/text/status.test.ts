import { describe, expect, it } from 'vitest';
import { cardOf, screenOf } from '../../../../test/support/screens.ts';
import { instantMs } from '../../time/units.ts';
import { formatAge, spokenCard, statusText } from './status.ts';

describe('statusText', () => {
  const resting = screenOf();
  const waiting = { value: 'waiting', before: '+', after: ' to come', hideZero: true } as const;

  it('hides a zero when asked to', () => {
    expect(statusText(waiting, resting, null)).toBe('');
    expect(statusText({ ...waiting, hideZero: false }, resting, null)).toBe('+0 to come');
    const busy = { ...resting, status: { ...resting.status, waiting: 12 } };
    expect(statusText(waiting, busy, null)).toBe('+12 to come');
  });

  it('shows the age of the data only when it is old', () => {
    const age = { value: 'data-age', before: 'Data ', after: ' old', hideZero: false } as const;
    expect(statusText(age, resting, null)).toBe('');
    expect(statusText(age, resting, 12_400)).toBe('Data 12 s old');
  });

  it('shows the name of the display session', () => {
    const name = { value: 'session-name', before: '', after: '', hideZero: false } as const;
    expect(statusText(name, resting, null)).toBe('Lakeside Half');
  });
});

describe('formatAge', () => {
  it.each([
    [-5, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [7_200_000, '2 h'],
  ])('%i ms is %s', (ageMs, text) => {
    expect(formatAge(ageMs)).toBe(text);
  });
});

describe('spokenCard', () => {
  const onAir = (card = cardOf(7)) => screenOf({ onAir: { card, sinceMs: instantMs(0) } });

  it('says who is on air', () => {
    const card = cardOf(7, { firstName: 'Ana', lastName: 'Ray', club: 'Harriers' });
    expect(spokenCard(onAir(card))).toBe('Bib 7, Ana Ray, Harriers');
    expect(spokenCard(screenOf())).toBe('');
  });

  it('never makes a person of an unknown bib', () => {
    expect(spokenCard(onAir(cardOf(7, { known: false, firstName: 'Ana' })))).toBe('Bib 7');
  });
});
