import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { request, withQuery } from '../../../lib/api.ts';
import { useConsoleLive } from '../../../lib/live/ConsoleLiveContext.tsx';
import { inOrder } from '../timingSession.ts';

/** More timing sessions at once than any partner runs. */
const LIST_ROWS = 200;
const timingSessionsQuery = queryOptions({
  queryKey: ['timingSessions'],
  queryFn: async ({ signal }) => {
    const path = withQuery('/api/chronotrack/sessions', { limit: LIST_ROWS });
    const page = await request<{ items: TimingSessionView[] }>('GET', path, { signal });
    return inOrder(page.items);
  },
});

/** The timing sessions of this partner, live ones first, kept fresh by the socket. */
export function useTimingSessions() {
  const live = useConsoleLive();
  const queryClient = useQueryClient();
  useEffect(
    () => live.watchTiming((items) => queryClient.setQueryData(timingSessionsQuery.queryKey, inOrder(items))),
    [live, queryClient],
  );
  return useQuery(timingSessionsQuery);
}
