import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf, planColumns } from '../roster/columns.ts';
import { matchResultHeader, RESULT_COLUMNS, type ResultField } from './columns.ts';
import { MANY_RESULT_FIELDS, ResultCheck } from './rows.ts';

const checkOne = (cells: Partial<Record<ResultField, unknown>>) => new ResultCheck().check(1, cells);
const codesOf = (outcome: ReturnType<typeof checkOne>) =>
  outcome.ok ? [] : outcome.problems.map((each) => each.code);
const entryOf = (cells: Partial<Record<ResultField, unknown>>) => {
  const outcome = checkOne(cells);
  if (!outcome.ok) throw new Error(outcome.problems.map((each) => each.message).join(' '));
  return outcome.entry;
};

test('a row of a file: written times, split columns, places', () => {
  const headers = [
    'Bib',
    'Gun Time',
    'Net Time',
    'split:10K',
    'Split: Half',
    'Place',
    'Gender Place',
    'Pace',
  ];
  const plan = planColumns(headers, matchResultHeader, MANY_RESULT_FIELDS);
  expect(plan.ignored).toEqual(['Pace']);
  const cells = cellsOf(
    plan,
    ['7', '1:02:03.4', '1:01:59', '29:00', '', '3', '2', '6:00'],
    MANY_RESULT_FIELDS,
  );
  expect(entryOf(cells)).toEqual({
    bib: '7',
    status: 'finished',
    gunTimeMs: 3_723_400,
    chipTimeMs: 3_719_000,
    splits: [{ name: '10K', timeMs: 1_740_000 }],
    places: { overall: 3, sex: 2, division: null },
  });
});

test('our own JSON form goes in and comes out the same', () => {
  const entry = {
    bib: '7',
    status: 'on-course',
    gunTimeMs: null,
    chipTimeMs: null,
    splits: [{ name: '10K', timeMs: 1_740_000 }],
    places: { overall: null, sex: null, division: 4 },
  };
  expect(entryOf(entry)).toEqual(entry);
});

describe('status', () => {
  test.each([
    ['DNF', 'did-not-finish'],
    ['d.n.s.', 'not-started'],
    ['Did Not Finish', 'did-not-finish'],
    ['Disqualified', 'disqualified'],
    ['DQ', 'disqualified'],
    ['on course', 'on-course'],
    ['FINISHED', 'finished'],
  ])('%s', (word, status) => {
    expect(entryOf({ bib: '1', status: word }).status).toBe(status);
  });

  test('without a word it follows from the times', () => {
    expect(entryOf({ bib: '1', chipTime: '10:00' }).status).toBe('finished');
    expect(entryOf({ bib: '1', 'split:5K': '10:00' }).status).toBe('on-course');
    expect(entryOf({ bib: '1' }).status).toBe('not-started');
  });
});

test.each([
  [{ bib: '1', status: 'lost' }, 'status-unknown'],
  [{ bib: '1', gunTime: '1:99:00' }, 'time-invalid'],
  [{ bib: '1', gunTime: 3_600 }, 'time-invalid'],
  [{ bib: '1', gunTimeMs: 1.5 }, 'time-invalid'],
  [{ bib: '1', gunTimeMs: -1 }, 'time-invalid'],
  [{ bib: '1', placeOverall: '0' }, 'place-invalid'],
  [{ bib: '1', places: { sex: 'first' } }, 'place-invalid'],
  [{ bib: '1', splits: 'fast' }, 'splits-invalid'],
  [{ bib: '1', splits: [{ timeMs: 1 }] }, 'splits-invalid'],
  [
    { bib: '1', splits: Array.from({ length: 401 }, (_, i) => ({ name: `${i}`, timeMs: i })) },
    'too-many-splits',
  ],
  [{ gunTimeMs: 1 }, 'bib-missing'],
])('%j has the problem %s', (cells, code) => {
  expect(codesOf(checkOne(cells))).toEqual([code]);
});

test('a bib that comes twice names both rows', () => {
  const check = new ResultCheck();
  check.check(1, { bib: '9' });
  expect(check.check(2, { bib: '9' })).toMatchObject({
    problems: [{ row: 2, code: 'bib-twice', message: 'Bib 9 is already in row 1.' }],
  });
});

test('whatever comes in, a row is a result or has problems, and never throws', () => {
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.boolean(),
    fc.array(fc.object()),
    fc.object(),
  );
  const field = fc.constantFrom(...(Object.keys(RESULT_COLUMNS) as ResultField[]), 'split:10K' as const);
  fc.assert(
    fc.property(fc.dictionary(field, value), (row) => {
      const outcome = checkOne(row);
      if (outcome.ok) expect(outcome.entry.bib).not.toBe('');
      else expect(outcome.problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
