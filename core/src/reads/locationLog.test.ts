import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocationLog } from './locationLog.ts';

function logOf(seqs: Iterable<number>): LocationLog {
  const log = new LocationLog();
  for (const seq of seqs) log.accept(seq, seq);
  return log;
}

describe('LocationLog', () => {
  it('tells new rows, replays and edits apart', () => {
    const log = new LocationLog();
    expect(log.accept(7, 111)).toBe('new');
    expect(log.accept(7, 111)).toBe('duplicate');
    expect(log.accept(7, 222)).toBe('conflict');
    expect(log.accept(7, 222)).toBe('duplicate');
    expect(log.accept(7, 333)).toBe('conflict');
    expect(log.accept(7, 111)).toBe('duplicate');
    expect(log).toMatchObject({ firstSeq: 7, lastSeq: 7, missing: 0 });
  });

  it('does not take a content key of zero for nothing', () => {
    const log = new LocationLog();
    expect([log.accept(1, 0), log.accept(1, 0), log.accept(1, 5)]).toEqual(['new', 'duplicate', 'conflict']);
  });

  it('knows nothing at first', () => {
    const log = new LocationLog();
    expect(log).toMatchObject({ firstSeq: null, lastSeq: null, missing: 0 });
    expect(log.missingRanges(10)).toEqual([]);
  });

  it('lists what is missing, and no longer when it comes', () => {
    const log = logOf([5, 6, 9, 200, 70]);
    expect(log).toMatchObject({ firstSeq: 5, lastSeq: 200, missing: 191 });
    expect(log.missingRanges(10)).toEqual([
      { from: 7, to: 8 },
      { from: 10, to: 69 },
      { from: 71, to: 199 },
    ]);
    expect(log.missingRanges(1)).toEqual([{ from: 7, to: 8 }]);
    log.accept(8, 8);
    log.accept(7, 7);
    expect(log.missingRanges(1)).toEqual([{ from: 10, to: 69 }]);
  });

  it('ends with the same set for every order and repetition', () => {
    const row = fc.record({ seq: fc.integer({ min: 1, max: 300 }), key: fc.nat({ max: 2 }) });
    const rows = fc.array(row, { minLength: 1, maxLength: 100 });
    const shuffled = rows.chain((each) => {
      const again = fc.shuffledSubarray(each, { minLength: 0 });
      const all = fc.shuffledSubarray(each, { minLength: each.length });
      return fc
        .tuple(fc.constant(each), all, again)
        .map(([first, ...more]) => ({ first, second: more.flat() }));
    });
    fc.assert(
      fc.property(shuffled, ({ first, second }) => {
        const [a, b] = [first, second].map((list) => {
          const log = new LocationLog();
          const kept = list.filter(({ seq, key }) => log.accept(seq, key) !== 'duplicate');
          const contents = kept.map(({ seq, key }) => `${seq}:${key}`).sort();
          return { contents, missing: log.missing, ranges: log.missingRanges(1000), last: log.lastSeq };
        });
        expect(b).toEqual(a);
        expect(a?.contents).toEqual([...new Set(first.map(({ seq, key }) => `${seq}:${key}`))].sort());
        expect(a?.ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)).toBe(a?.missing);
      }),
    );
  });

  it('stays small with wild numbers', () => {
    const log = logOf([2_147_483_647, 1, 1_000_000_000]);
    expect(log).toMatchObject({ firstSeq: 1, lastSeq: 2_147_483_647, missing: 2_147_483_644 });
    expect(log.missingRanges(10)).toHaveLength(2);
  });
});
