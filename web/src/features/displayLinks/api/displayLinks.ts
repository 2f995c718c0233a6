import type { DisplayLinkReply, DisplayLinkView } from '@project88/core/contract/displayLinks.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request, withQuery } from '../../../lib/api.ts';

const LIST_ROWS = 100;

/** The links of a display session, revoked and expired ones too. */
export function displayLinksQuery(displaySessionId: string) {
  return queryOptions({
    queryKey: ['displayLinks', displaySessionId],
    queryFn: ({ signal }) =>
      request<{ items: DisplayLinkView[] }>(
        'GET',
        withQuery(`/api/sessions/${displaySessionId}/links`, { limit: LIST_ROWS }),
        { signal },
      ),
  });
}

/** Make a link with the usual life of a day, or another one in hours. */
export function useGenerateLink(displaySessionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (expiresInHours: number) =>
      request<DisplayLinkReply>('POST', '/api/display/generate-url', {
        body: { sessionId: displaySessionId, expiresInHours },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['displayLinks', displaySessionId] }),
  });
}

/** Revoke a link: its screens turn to a closing page at once. */
export function useRevokeLink(displaySessionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (linkId: string) => request<void>('DELETE', `/api/display/${linkId}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['displayLinks', displaySessionId] }),
  });
}
