import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

export interface Selection {
  timingSessionId: string;
  /** Null: all mats, also those that appear later. */
  locations: string[] | null;
}

/** Bind a timing session to a display session. Selecting it again changes its mats. */
export function useSelectTimingSession(displaySessionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ timingSessionId, locations }: Selection) =>
      request<unknown>('POST', `/api/chronotrack/sessions/${timingSessionId}/select`, {
        body: { displaySessionId, ...(locations && { locations }) },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['displaySessions'] }),
  });
}
