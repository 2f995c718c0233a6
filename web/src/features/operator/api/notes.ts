import type { EntryNote } from '@project88/core/contract/program.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

const notesKey = (displaySessionId: string) => ['entryNotes', displaySessionId] as const;

/** What is known of the runners of a display session beyond the roster. */
export function entryNotesQuery(displaySessionId: string) {
  return queryOptions({
    queryKey: notesKey(displaySessionId),
    queryFn: ({ signal }) =>
      request<{ items: EntryNote[] }>('GET', `/api/sessions/${displaySessionId}/notes`, { signal }),
  });
}

/** Write the note about a runner, or take an empty one away. */
export function useWriteNote(displaySessionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ bib, ...note }: EntryNote) => {
      const path = `/api/sessions/${displaySessionId}/notes/${encodeURIComponent(bib)}`;
      return request<unknown>('PUT', path, { body: note });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: notesKey(displaySessionId) }),
  });
}
