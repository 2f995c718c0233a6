import { describe, expect, it } from 'vitest';
import { checkFile, UPLOAD_LIMIT_BYTES } from './fileCheck.ts';

describe('checkFile', () => {
  it('knows the kind by the ending, in any case', () => {
    expect(checkFile('Start List.CSV', 10)).toEqual({ contentType: 'text/csv' });
    expect(checkFile('list.v2.json', 10)).toEqual({ contentType: 'application/json' });
  });

  it.each([
    ['list.csv', 0, 'EMPTY'],
    ['list.csv', UPLOAD_LIMIT_BYTES + 1, 'TOO_LARGE'],
    ['list.xlsx', 10, 'WRONG_KIND'],
    ['csv', 10, undefined],
    ['', 10, 'WRONG_KIND'],
  ])('%s with %d bytes: %s', (name, size, code) => {
    const checked = checkFile(name, size);
    expect('problem' in checked ? checked.problem.code : undefined).toBe(code);
  });
});
