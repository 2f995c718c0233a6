import type { MeReply } from '@project88/core/contract/auth.ts';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

/** Who is signed in, and for which partner. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => request<MeReply>('GET', '/api/auth/me', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
