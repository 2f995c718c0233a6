import type { OperatorCommand, ProgramView, TakeBody } from '@project88/core/contract/program.ts';
import { useMutation } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

/**
 * Tell the live display what to do. Nothing is guessed in advance: the buttons show what the server confirmed, because
 * all screens must agree.
 */
export function useSendCommand(displaySessionId: string) {
  return useMutation({
    mutationFn: (command: OperatorCommand) =>
      request<unknown>('POST', `/api/sessions/${displaySessionId}/command`, { body: command }),
  });
}

/** Put something on air. Fails with `PROGRAM_CHANGED` when somebody else did so since `programRev`. */
export function useTake(displaySessionId: string) {
  return useMutation({
    mutationFn: (take: TakeBody) =>
      request<ProgramView>('POST', `/api/sessions/${displaySessionId}/program`, { body: take }),
  });
}

/** Keep the screens from taking a newer version of their page, or let them go. */
export function useFreeze(displaySessionId: string) {
  return useMutation({
    mutationFn: (frozen: boolean) =>
      request<unknown>('POST', `/api/sessions/${displaySessionId}/freeze`, { body: { frozen } }),
  });
}
