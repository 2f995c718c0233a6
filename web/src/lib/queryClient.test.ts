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

describe('a login session that ended', () => {
  it('is noticed by any request, but a wrong password is not one', async () => {
    const onSignedOut = vi.fn();
    const client = createQueryClient(onSignedOut);
    const ask = (error: Error) =>
      client.fetchQuery({ queryKey: [error], queryFn: () => Promise.reject(error) }).catch(() => {});
    await ask(failure(401, 'LOGIN_FAILED'));
    await ask(failure(404, 'NOT_FOUND'));
    expect(onSignedOut).not.toHaveBeenCalled();
    await ask(failure(401, 'NOT_SIGNED_IN'));
    expect(onSignedOut).toHaveBeenCalledOnce();
  });
});
