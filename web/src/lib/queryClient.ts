import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api.ts';

/** Data younger than this is shown without asking again; live sockets keep the rest fresh. */
const FRESH_MS = 5_000;
const RETRIES = 2;

/** The cache of server data. `onSignedOut` is called when the server no longer knows who asks. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watchSignIn = (error: Error): void => {
    if (error instanceof ApiError && error.status === 401 && error.code !== 'LOGIN_FAILED') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watchSignIn }),
    mutationCache: new MutationCache({ onError: watchSignIn }),
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: shouldRetry },
      mutations: { networkMode: 'always' },
    },
  });
}

/** Try again what may pass by itself; a clear answer (4xx) stays what it is. */
export function shouldRetry(failures: number, error: Error): boolean {
  if (failures >= RETRIES) return false;
  return !(error instanceof ApiError) || error.isNetwork || error.status >= 500;
}
