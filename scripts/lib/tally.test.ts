import { describe, expect, it } from 'vitest';
import { closingLine, countVitest, single } from './tally.mjs';

function report(over: Record<string, unknown> = {}): string {
  const counts = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  return JSON.stringify({ ...counts, testResults: [], ...over });
}

describe('closingLine', () => {
  it('is the plain count', () => {
    expect(closingLine([single('a', true), single('b', false), single('c', true)])).toBe(
      '2 passed, 1 failed',
    );
  });

  it('names skipped tests only when there are any', () => {
    expect(closingLine([{ name: 'a', passed: 4, failed: 0, skipped: 2 }])).toBe(
      '4 passed, 0 failed, 2 skipped',
    );
  });
});

describe('countVitest', () => {
  it('counts passed, failed and skipped tests', () => {
    const text = report({ numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 });
    expect(countVitest(text, 1)).toMatchObject({ passed: 3, failed: 1, skipped: 2 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const broken = { name: 'x.test.ts', status: 'failed', message: 'no such module', assertionResults: [] };
    const outcome = countVitest(report({ testResults: [broken] }), 1);
    expect(outcome).toMatchObject({ passed: 3, failed: 1 });
    expect(outcome.detail).toContain('no such module');
  });

  it('does not count a file twice whose tests failed', () => {
    const file = { name: 'x', status: 'failed', message: '', assertionResults: [{ status: 'failed' }] };
    expect(countVitest(report({ numFailedTests: 1, testResults: [file] }), 1).failed).toBe(1);
  });

  it.each([
    ['a crash of the runner', null, 128],
    ['half a report', '{"numPassed', 1],
    ['an error outside of any test', report(), 1],
    ['a run of nothing', report({ numPassedTests: 0 }), 0],
  ])('counts %s as a failure', (_what, text, exitCode) => {
    expect(countVitest(text, exitCode).failed).toBe(1);
  });
});
