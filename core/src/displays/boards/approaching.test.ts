import { describe, expect, it } from 'vitest';
import { instantMs } from '../../time/units.ts';
import { Approach } from './approaching.ts';
import { APPROACHING_ROWS, OVERDUE_MS } from './limits.ts';

const MINUTE_MS = 60_000;
const at = (minutes: number) => instantMs(minutes * MINUTE_MS);

/** Sightings as `runner location minute`. */
function approach(...seen: string[]): Approach {
  const result = new Approach();
  for (const each of seen) {
    const [runner = '', location = '', minute = ''] = each.split(' ');
    result.see(runner, location, at(Number(minute)));
  }
  return result;
}
const rowsOf = (given: Approach, minute = 0) =>
  given
    .rows(at(minute))
    .map(({ runner, etaAtMs }) => [runner, etaAtMs === null ? null : etaAtMs / MINUTE_MS]);

describe('who comes next', () => {
  it('is not known before somebody has gone the way', () => {
    expect(rowsOf(approach('a 8K 30', 'b 8K 31'))).toEqual([
      ['a', null],
      ['b', null],
    ]);
  });

  it('is expected after the median time of those who went both', () => {
    const seen = approach('a 8K 30', 'b 8K 31', 'c 8K 32', 'a FINISH 38', 'b Finish 41', 'c FINISH 92');
    seen.see('d', '8k', at(100));
    seen.see('e', '8K', at(99));
    expect(rowsOf(seen, 100)).toEqual([
      ['e', 109],
      ['d', 110],
    ]);
  });

  it('goes on at their own pace where they were seen twice', () => {
    const seen = approach('a 5K 20', 'a 8K 32', 'a FINISH 40', 'slow 5K 25', 'slow 8K 40');
    expect(rowsOf(seen)).toEqual([['slow', 40 + 8 * (15 / 12)]]);
    expect(rowsOf(approach('a 5K 20', 'a 8K 32', 'a FINISH 40', 'b 5K 25', 'b 8K 125'))).toEqual([
      ['b', 125 + 8 * 1.7],
    ]);
  });

  it('is nobody who only started, has finished, is out of the race or long overdue', () => {
    const seen = approach('a START 0', 'b FINISH 30', 'b 8K 31', 'c 8K 30', 'd 8K 30', 'd FINISH 40');
    expect(seen.rows(at(0)).map(({ runner, location }) => [runner, location])).toEqual([['c', '8K']]);
    expect(seen.rows(at(0), (runner) => runner === 'c')).toEqual([]);
    seen.see('late', '8K', at(50));
    const isOut = (runner: string) => runner === 'c';
    expect(seen.rows(instantMs(at(60) + OVERDUE_MS - 1), isOut)).toHaveLength(1);
    expect(seen.rows(instantMs(at(60) + OVERDUE_MS), isOut)).toEqual([]);
  });

  it('learns nothing from reads that came in the wrong order', () => {
    expect(rowsOf(approach('a 8K 30', 'a FINISH 30', 'b 8K 31'))).toEqual([['b', null]]);
  });

  it('is a short list, fast enough for a large race', () => {
    const seen = new Approach();
    for (let runner = 0; runner < 20_000; runner++) {
      seen.see(`r${runner}`, '8K', instantMs(runner * 100));
      if (runner % 2 === 0)
        seen.see(`r${runner}`, 'FINISH', instantMs(runner * 100 + 600_000 + (runner % 977)));
    }
    const rows = seen.rows(instantMs(0));
    expect(rows).toHaveLength(APPROACHING_ROWS);
    expect(rows[0]?.runner).toBe('r1');
  });
});
