import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../lib/api.ts';
import { reportOf } from './sendFile.ts';

const refused = (code: string, details?: unknown) =>
  new ApiError(422, { code, message: 'no', requestId: null, details });

describe('reportOf', () => {
  it('finds the rows of a refused upload', () => {
    const report = { received: 2, accepted: 1, rejected: 1, problems: [] };
    expect(reportOf(refused('ROSTER_INVALID', report))).toBe(report);
  });

  it('is null for every other failure', () => {
    for (const error of [
      refused('ROSTER_UNREADABLE', { problems: [] }),
      refused('ROSTER_INVALID'),
      new Error('x'),
    ]) {
      expect(reportOf(error)).toBeNull();
    }
  });
});
