import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { displaySessionKeys } from './displaySessions.ts';

/** Delete a display session with its roster, links and queue. The timing stream is not touched. */
export function useDeleteDisplaySession(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>('DELETE', `/api/sessions/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: displaySessionKeys.list() }),
  });
}
