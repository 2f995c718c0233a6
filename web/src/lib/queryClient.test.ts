import { describe, expect, it, vi } from 'vitest';
import { ApiError, networkError } from './api.ts';
import { createQueryClient, shouldRetry } from './queryClient.ts';

const failure = (status: number, code: string) =>
  new ApiError(status, { code, message: 'no', requestId: null });

describe('trying again', () => {
  it('what may pass by itself, twice', () => {
    for (const error of [networkError(), failure(503, 'DATABASE_UNAVAILABLE')]) {
      expect([0, 1, 2].map((failures) => shouldRetry(failures, error))).toEqual([true, true, false]);
    }
  });

  it('not a clear answer', () => {
    expect(shouldRetry(0, failure(404, 'NOT_FOUND'))).toBe(false);
  });
});

describe('refusals', () => {
  const watched = () => {
    const [onSignedOut, onRefused] = [vi.fn(), vi.fn()];
    const client = createQueryClient({ onSignedOut, onRefused });
    const ask = (error: Error) =>
      client.fetchQuery({ queryKey: [error], queryFn: () => Promise.reject(error) }).catch(() => {});
    return { onSignedOut, onRefused, ask };
  };

  it('a login that ended is noticed by any request, but a wrong password or code is none', async () => {
    const { onSignedOut, ask } = watched();
    for (const code of ['LOGIN_FAILED', 'SECOND_FACTOR_REQUIRED', 'SECOND_FACTOR_WRONG']) {
      await ask(failure(401, code));
    }
    await ask(failure(404, 'NOT_FOUND'));
    expect(onSignedOut).not.toHaveBeenCalled();
    await ask(failure(401, 'NOT_SIGNED_IN'));
    expect(onSignedOut).toHaveBeenCalledOnce();
  });

  it('a permission that was taken meanwhile is noticed, too', async () => {
    const { onSignedOut, onRefused, ask } = watched();
    await ask(failure(403, 'PERMISSION_NOT_HELD'));
    expect(onRefused).not.toHaveBeenCalled();
    await ask(failure(403, 'FORBIDDEN'));
    await ask(failure(403, 'SECOND_FACTOR_MISSING'));
    expect(onRefused).toHaveBeenCalledTimes(2);
    expect(onSignedOut).not.toHaveBeenCalled();
  });
});
