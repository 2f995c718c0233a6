import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api.ts';

/** Data younger than this is shown without asking again; live sockets keep the rest fresh. */
const FRESH_MS = 5_000;
const RETRIES = 2;

/** Answers 401 that are about what was just typed, not about a login that is over. */
const ABOUT_THE_INPUT = new Set(['LOGIN_FAILED', 'SECOND_FACTOR_REQUIRED', 'SECOND_FACTOR_WRONG']);

interface Refusals {
  /** The server no longer knows who asks. */
  onSignedOut: () => void;
  /** What the person may do is not what this page thinks: a role, a rule or a visit has changed meanwhile. */
  onRefused: () => void;
}

/** The cache of server data. */
export function createQueryClient({ onSignedOut, onRefused }: Refusals): QueryClient {
  const watchRefusals = (error: Error): void => {
    if (!(error instanceof ApiError)) return;
    if (error.status === 401 && !ABOUT_THE_INPUT.has(error.code)) onSignedOut();
    if (error.code === 'FORBIDDEN' || error.code === 'SECOND_FACTOR_MISSING') onRefused();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watchRefusals }),
    mutationCache: new MutationCache({ onError: watchRefusals }),
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
