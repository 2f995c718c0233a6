import type { TimingKeyCreated, TimingKeyView } from '@project88/core/contract/timingKeys.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request, withQuery } from '../../../lib/api.ts';

const LIST_ROWS = 200;

/** The timing keys of the partner, without their secrets. */
export const timingKeysQuery = queryOptions({
  queryKey: ['timingKeys'],
  queryFn: ({ signal }) =>
    request<{ items: TimingKeyView[] }>('GET', withQuery('/api/timing-keys', { limit: LIST_ROWS }), {
      signal,
    }),
});

/** Make a key. The reply is the only time that its secret is shown. */
export function useCreateTimingKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (label: string) => request<TimingKeyCreated>('POST', '/api/timing-keys', { body: { label } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: timingKeysQuery.queryKey }),
  });
}

/** Delete a key. Timing software that uses it can no longer sign in. */
export function useDeleteTimingKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<void>('DELETE', `/api/timing-keys/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: timingKeysQuery.queryKey }),
  });
}
