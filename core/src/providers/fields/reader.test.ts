import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageIssue, ageOn } from './age.ts';
import { Reader } from './reader.ts';

const reader = () => new Reader('participant', '71');
/** What is noted, as `code field value`. */
const notes = ({ issues }: Reader) => issues.map(({ code, field, value }) => `${code} ${field} ${value}`);

describe('Reader', () => {
  it('tells all issues of a row at once, with the row and what stood there', () => {
    const row = reader();
    expect(row.date('birthDate', '2/30/1990')).toBeNull();
    expect(row.sex('Q')).toBe('U');
    expect(row.age('old')).toBeNull();
    expect(row.issues[0]).toEqual({
      code: 'date-impossible',
      kind: 'participant',
      remoteId: '71',
      field: 'birthDate',
      value: '2/30/1990',
    });
    expect(notes(row).slice(1)).toEqual(['value-unknown sex Q', 'value-unreadable age old']);
  });

  it('keeps identifiers as they are, and notes a row without one', () => {
    expect(new Reader('result', 71).remoteId).toBe('71');
    expect(new Reader('result', ' 0071 ').remoteId).toBe('0071');
    expect(notes(new Reader('result', null))).toEqual(['id-missing  null']);
    // Beyond exactness digits are lost: two rows could share the rest.
    expect(notes(new Reader('result', 2 ** 60))).toHaveLength(1);
    const row = reader();
    expect([row.id('raceId', null), row.id('raceId', 7), row.id('raceId', {})]).toEqual(['', '7', '']);
    expect(notes(row)).toEqual(['value-unreadable raceId {}']);
  });

  it('keeps bibs as text and never makes one up', () => {
    const row = reader();
    expect(['007', 7, '12A', null, ' 7 ', 'null', undefined].map((bib) => row.bib(bib))).toEqual([
      '007',
      '7',
      '12A',
      '',
      '7',
      '',
      '',
    ]);
    expect(row.issues).toEqual([]);
    expect(row.bib('x'.repeat(30))).toBe('');
    expect(row.bib(true)).toBe('');
    expect(row.issues).toHaveLength(2);
  });

  it('knows sexes in words and numbers of all providers', () => {
    const row = reader();
    expect(
      ['M', 'female', 'Non-binary', 1, '2', 9, 8, 0, '', 'Prefer not to say']
        .map((word) => row.sex(word))
        .join(''),
    ).toBe('MFXMFXUUUU');
    expect(row.sex('constructor')).toBe('U');
    expect(row.sex('E', { e: 'F' })).toBe('F');
    expect(row.issues).toHaveLength(1);
  });

  it('knows states, and takes no word for unknown or registered', () => {
    const row = reader();
    expect(row.resultState('Retired')).toBe('did-not-finish');
    expect(row.resultState('')).toBe('unknown');
    expect(row.resultState(2, { 2: 'did-not-finish', 3: 'did-not-start' })).toBe('did-not-finish');
    expect(row.entryState('Not Attending')).toBe('withdrawn');
    expect(row.entryState(null)).toBe('registered');
    expect(row.issues).toEqual([]);
    expect(row.entryState('teleported')).toBe('registered');
    expect(notes(row)).toEqual(['value-unknown state teleported']);
  });

  it('writes countries with two letters', () => {
    const row = reader();
    expect(
      ['US', 'USA', 'united states', 840, '056', 'GER', 'España', 'Atlantis', '', 4].map((word) =>
        row.country(word),
      ),
    ).toEqual(['US', 'US', 'US', 'US', 'BE', 'DE', 'ES', 'Atlantis', '', 'AF']);
  });

  it('reads places, chips and names', () => {
    const row = reader();
    expect(
      ['1 / 46', 'F (12)', '3.', 0, '', null, '*'].map((place) => row.place('places.overall', place)),
    ).toEqual([1, 12, 3, null, null, null, null]);
    expect(row.chips('A1; B2', ['A1', null], 7)).toEqual(['A1', 'B2', '7']);
    expect(row.name('firstName', '  Zoë ')).toBe('Zoë');
    expect(row.timeZone('Europe/Athens')).toBe('Europe/Athens');
    expect(row.timeZone('Nowhere/Else')).toBeNull();
    expect(notes(row)).toEqual(['value-unknown timeZone Nowhere/Else']);
  });

  it('never throws, whatever a row holds', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
        const row = new Reader('participant', value);
        row.text('team', value);
        row.name('firstName', value);
        row.id('raceId', value);
        row.bib(value);
        row.chips(value);
        row.sex(value);
        row.country(value);
        row.age(value);
        row.date('birthDate', value);
        row.instant('changedAtMs', value, 'Europe/Athens');
        row.timeZone(value);
        row.clock('gunTimeMs', value);
        row.place('places.overall', value);
        row.entryState(value);
        row.resultState(value);
      }),
      { numRuns: 500 },
    );
  });
});

it('counts whole years', () => {
  expect(ageOn('1990-07-04', '2026-07-04')).toBe(36);
  expect(ageOn('1990-07-05', '2026-07-04')).toBe(35);
  expect(ageOn('2000-02-29', '2025-02-28')).toBe(24);
});

it('compares age and birth date within a year', () => {
  expect(ageIssue('1990-07-04', 37, '2026-07-04')).toBeNull();
  expect(ageIssue('1990-07-04', 38, '2026-07-04')).toBe('age-contradicts-birth-date');
  expect(ageIssue('2030-01-01', 5, '2026-07-04')).toBe('birth-date-in-future');
  expect(ageIssue(null, 5, '2026-07-04')).toBeNull();
});
