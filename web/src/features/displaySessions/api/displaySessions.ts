import type { DisplayMode, DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';

/** The list has no live socket of its own; its numbers are renewed this often while it is looked at. */
const LIST_EVERY_MS = 5_000;

export const displaySessionKeys = {
  all: ['displaySessions'] as const,
  list: () => [...displaySessionKeys.all, 'list'] as const,
  one: (id: string) => [...displaySessionKeys.all, 'one', id] as const,
};

/** Which display sessions are listed. */
export interface ListFilter {
  /** Part of the name; empty: all. */
  search: string;
  mode: DisplayMode | null;
  archived: boolean;
}

/** The display sessions of the partner, newest first, page by page. */
export function displaySessionsQuery({ search, mode, archived }: ListFilter) {
  const filter = { search, mode, archived: archived ? 'true' : null };
  return {
    ...pagedQuery<DisplaySessionView>(displaySessionKeys.list(), '/api/sessions', filter),
    refetchInterval: LIST_EVERY_MS,
  };
}

/** One display session. */
export function displaySessionQuery(id: string) {
  return queryOptions({
    queryKey: displaySessionKeys.one(id),
    queryFn: ({ signal }) => request<DisplaySessionView>('GET', `/api/sessions/${id}`, { signal }),
  });
}
