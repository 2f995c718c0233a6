/**
 * @typedef {{ name: string, passed: number, failed: number, skipped: number, detail?: string }} Outcome
 *   what one step of the test command found; `detail` is what a person needs to see of a failure
 */

/**
 * A step that is one test by itself.
 * @param {string} name
 * @param {boolean} passed
 * @param {string} detail shown when it failed
 * @returns {Outcome}
 */
export function single(name, passed, detail = '') {
  return { name, passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0, detail: passed ? '' : detail };
}

/**
 * The closing line of the test command: `N passed, N failed`, and `, N skipped` when there are any.
 * @param {Outcome[]} outcomes
 */
export function closingLine(outcomes) {
  const { passed, failed, skipped } = sum(outcomes);
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** @param {Outcome[]} outcomes */
export function sum(outcomes) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of outcomes) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/**
 * Count a vitest JSON report. A test file that could not be loaded has no tests to count, so it counts as one failure
 * itself; so does a run that ended badly without naming a failed test, or that ran nothing at all.
 * @param {string | null} report text of the report, null when vitest did not write one
 * @param {number} exitCode of vitest
 * @returns {Outcome}
 */
export function countVitest(report, exitCode) {
  const name = 'tests';
  const json = parseReport(report);
  if (json === null) return single(name, false, 'vitest ended without a report.');
  const broken = json.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const passed = json.numPassedTests;
  const failed = json.numFailedTests + broken.length;
  const skipped = json.numPendingTests + json.numTodoTests;
  const detail = broken.map((file) => `${file.name}: ${file.message}`).join('\n');
  if (failed === 0 && (exitCode !== 0 || passed === 0)) {
    return {
      name,
      passed,
      failed: 1,
      skipped,
      detail: `vitest ended with code ${exitCode}; its output is above.`,
    };
  }
  return { name, passed, failed, skipped, detail };
}

/**
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { name: string, status: string, message: string, assertionResults: { status: string }[] }[] }} Report
 * @param {string | null} text
 * @returns {Report | null}
 */
function parseReport(text) {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
