import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request, withQuery } from '../../../lib/api.ts';

/** Rows per request of the list. */
const PAGE_ROWS = 50;
/** The list has no live socket of its own; its numbers are renewed this often while it is looked at. */
const LIST_EVERY_MS = 5_000;

interface Page {
  items: DisplaySessionView[];
  nextCursor: string | null;
}

export const displaySessionKeys = {
  all: ['displaySessions'] as const,
  list: () => [...displaySessionKeys.all, 'list'] as const,
  one: (id: string) => [...displaySessionKeys.all, 'one', id] as const,
};

/** All display sessions of the partner, newest first, page by page. */
export const displaySessionsQuery = infiniteQueryOptions({
  queryKey: displaySessionKeys.list(),
  queryFn: ({ signal, pageParam }) =>
    request<Page>('GET', withQuery('/api/sessions', { limit: PAGE_ROWS, cursor: pageParam }), { signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
  refetchInterval: LIST_EVERY_MS,
});

/** One display session. */
export function displaySessionQuery(id: string) {
  return queryOptions({
    queryKey: displaySessionKeys.one(id),
    queryFn: ({ signal }) => request<DisplaySessionView>('GET', `/api/sessions/${id}`, { signal }),
  });
}
