import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellsOf,
  matchRosterHeader,
  normaliseHeader,
  planColumns,
  ROSTER_COLUMNS,
  type RosterField,
} from './columns.ts';
import { splitName } from './names.ts';
import { MANY_ROSTER_FIELDS, RosterCheck } from './rows.ts';

const checkOne = (cells: Partial<Record<RosterField, unknown>>) => new RosterCheck().check(1, cells);
const codesOf = (outcome: ReturnType<typeof checkOne>) =>
  outcome.ok ? [] : outcome.problems.map((each) => each.code);

describe('headers', () => {
  test.each([
    ['Bib #', 'bib'],
    ['START-NR.', 'bib'],
    ['first_name', 'firstName'],
    ['Prénom', 'firstName'],
    ['Équipe', 'club'],
    ['Chip Code', 'chips'],
    ['Age Group', 'division'],
    ['Name', 'fullName'],
    ['Email', null],
    ['Date of Birth', null],
  ])('%s means %s', (header, field) => {
    expect(matchRosterHeader(header)).toBe(field);
  });

  test('every synonym is found however it is written', () => {
    for (const [field, synonyms] of Object.entries(ROSTER_COLUMNS)) {
      for (const synonym of synonyms) {
        expect(matchRosterHeader(` ${synonym.toUpperCase().replaceAll(' ', '_')} `), synonym).toBe(field);
      }
    }
  });

  test('normalising is stable', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const once = normaliseHeader(header);
        expect(normaliseHeader(once)).toBe(once);
      }),
      { numRuns: 200 },
    );
  });

  test('a second column of a field is ignored by name, except for chips', () => {
    const plan = planColumns(
      ['Bib', 'Race No', 'Chip 1', 'Chip 2', 'Shoe size'],
      matchRosterHeader,
      MANY_ROSTER_FIELDS,
    );
    expect(plan.ignored).toEqual(['Race No', 'Shoe size']);
    expect(cellsOf(plan, ['7', '8', 'A', 'B', '44'], MANY_ROSTER_FIELDS)).toEqual({
      bib: '7',
      chips: ['A', 'B'],
    });
  });
});

describe('rows', () => {
  test('a full row becomes an entry', () => {
    const outcome = checkOne({
      bib: ' 012 ',
      chips: 'AB12;CD34',
      fullName: 'Zoë van der Meer',
      sex: 'female',
      age: '34',
      city: 'Piraeus\nport',
    });
    expect(outcome.ok && outcome.entry).toMatchObject({
      bib: '012',
      chips: ['AB12', 'CD34'],
      firstName: 'Zoë',
      lastName: 'van der Meer',
      sex: 'F',
      age: 34,
      city: 'Piraeus port',
      note: '',
    });
  });

  test('all problems of a row are told at once', () => {
    const outcome = checkOne({
      lastName: 'x'.repeat(101),
      age: '121',
      city: 'a\u0007b',
      club: { deep: true },
    });
    expect(codesOf(outcome)).toEqual([
      'bib-missing',
      'too-long',
      'age-invalid',
      'control-character',
      'not-text',
    ]);
  });

  test.each(['-1', '12.5', '121', 'abc', '1e1', '٣٤'])('age %s is refused', (age) => {
    expect(codesOf(checkOne({ bib: '1', age }))).toEqual(['age-invalid']);
  });

  test('a bib of spaces or invisible marks is missing', () => {
    expect(codesOf(checkOne({ bib: ' \u200b\ufeff ' }))).toEqual(['bib-missing']);
  });

  test('text that turns the direction around is refused', () => {
    expect(codesOf(checkOne({ bib: '1', lastName: 'abc\u202edef' }))).toEqual(['control-character']);
    expect(codesOf(checkOne({ bib: '1', lastName: '\ud800' }))).toEqual(['control-character']);
  });

  test('the second row of a bib or chip names the first, and case of a chip does not matter', () => {
    const check = new RosterCheck();
    expect(check.check(1, { bib: '1', chips: 'ab' }).ok).toBe(true);
    expect(check.check(2, { bib: '2' }).ok).toBe(true);
    const third = check.check(3, { bib: '1', chips: ['AB'] });
    expect(codesOf(third)).toEqual(['bib-twice', 'chip-twice']);
    expect(!third.ok && third.problems.map((each) => each.message)).toEqual([
      'Bib 1 is already in row 1.',
      'Chip AB is already in row 1.',
    ]);
  });

  test('too many chips, and one too long', () => {
    expect(codesOf(checkOne({ bib: '1', chips: 'a b c d e f g h i' }))).toEqual(['too-many-chips']);
    expect(codesOf(checkOne({ bib: '1', chips: 'x'.repeat(41) }))).toEqual(['too-long']);
  });

  test('whatever comes in, a row is an entry or has problems, and never throws', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
      fc.array(fc.string()),
      fc.object(),
    );
    const cells = fc.dictionary(fc.constantFrom(...(Object.keys(ROSTER_COLUMNS) as RosterField[])), value);
    fc.assert(
      fc.property(cells, (row) => {
        const outcome = checkOne(row);
        if (outcome.ok) expect(outcome.entry.bib).not.toBe('');
        else expect(outcome.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('names', () => {
  test.each([
    ['Ana Maria Lopes', 'Ana Maria', 'Lopes'],
    ['Lopes, Ana Maria', 'Ana Maria', 'Lopes'],
    ['Lopes', '', 'Lopes'],
    ['Jan van den Berg', 'Jan', 'van den Berg'],
    ['Le Corre', 'Le', 'Corre'],
    ['', '', ''],
  ])('%s', (fullName, firstName, lastName) => {
    expect(splitName(fullName)).toEqual({ firstName, lastName });
  });

  test('no word gets lost', () => {
    const word = fc.stringMatching(/^[a-zà-ÿ]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const { firstName, lastName } = splitName(words.join(' '));
        expect(`${firstName} ${lastName}`.trim()).toBe(words.join(' '));
      }),
      { numRuns: 200 },
    );
  });
});
