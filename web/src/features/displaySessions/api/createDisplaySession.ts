import type {
  CreateDisplaySessionBody,
  DisplaySessionView,
} from '@project88/core/contract/displaySessions.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { displaySessionKeys } from './displaySessions.ts';

export function useCreateDisplaySession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateDisplaySessionBody) =>
      request<DisplaySessionView>('POST', '/api/sessions/create', { body }),
    onSuccess: (created) => {
      queryClient.invalidateQueries({ queryKey: displaySessionKeys.list() });
      return created;
    },
  });
}
