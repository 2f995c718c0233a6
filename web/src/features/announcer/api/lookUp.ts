import type { FoundEntries, PastCrossing } from '@project88/core/contract/announcer.ts';
import { queryOptions, useMutation } from '@tanstack/react-query';
import { request, withQuery } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';

/** Entries by bib, name or club. */
export function entriesQuery(displaySessionId: string, search: string) {
  return queryOptions({
    queryKey: ['announcer', 'entries', displaySessionId, search],
    queryFn: ({ signal }) =>
      request<FoundEntries>('GET', withQuery(`/api/sessions/${displaySessionId}/entries`, { search }), {
        signal,
      }),
  });
}

/** Who has the longest name on the start list of a display session. */
export function longestNameQuery(displaySessionId: string) {
  const path = withQuery(`/api/sessions/${displaySessionId}/entries`, { longest: true, limit: 1 });
  return queryOptions({
    queryKey: ['announcer', 'longest', displaySessionId],
    queryFn: ({ signal }) => request<FoundEntries>('GET', path, { signal }),
  });
}

/** All crossings of a display session, newest first, beyond those that screens keep. */
export function crossingsQuery(displaySessionId: string, search: string) {
  const path = `/api/sessions/${displaySessionId}/crossings`;
  return pagedQuery<PastCrossing>(['announcer', 'crossings', displaySessionId], path, { search });
}

/** Tick a card as called, or take that back; all announcers see it. */
export function useCall(displaySessionId: string) {
  return useMutation({
    mutationFn: (body: { cardId: number; called: boolean }) =>
      request<unknown>('POST', `/api/sessions/${displaySessionId}/called`, { body }),
  });
}
