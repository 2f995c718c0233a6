import type { OperatorCommand } from '@project88/core/contract/displaySessions.ts';
import { useMutation } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

/**
 * Tell the live display what to do. Nothing is guessed in advance: the buttons show what the server confirmed, because
 * all screens must agree.
 */
export function useSendCommand(displaySessionId: string) {
  return useMutation({
    mutationFn: (action: OperatorCommand['action']) =>
      request<unknown>('POST', `/api/sessions/${displaySessionId}/command`, { body: { action } }),
  });
}
