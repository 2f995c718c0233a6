import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

/** Take a timing session off a display session. Its reads stay recorded. */
export function useUnbindTimingSession(displaySessionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (timingSessionId: string) =>
      request<void>('DELETE', `/api/sessions/${displaySessionId}/streams/${timingSessionId}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['displaySessions'] }),
  });
}
