import { useMutation } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

/** Ask the timing software for the rows of a mat again, from a sequence number on. */
export function useRequestReplay(timingSessionId: string) {
  return useMutation({
    mutationFn: (body: { location: string; fromSeq: number }) =>
      request<unknown>('POST', `/api/chronotrack/sessions/${timingSessionId}/replay`, { body }),
  });
}
