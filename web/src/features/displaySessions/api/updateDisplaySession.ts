import type {
  DisplaySessionView,
  UpdateDisplaySessionBody,
} from '@project88/core/contract/displaySessions.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { displaySessionKeys, displaySessionQuery } from './displaySessions.ts';

/** Change name or template. The page shows the change at once and takes it back when the server refuses. */
export function useUpdateDisplaySession(id: string) {
  const queryClient = useQueryClient();
  const { queryKey } = displaySessionQuery(id);
  return useMutation({
    mutationFn: (body: UpdateDisplaySessionBody) =>
      request<DisplaySessionView>('PATCH', `/api/sessions/${id}`, { body }),
    onMutate: async (body) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      if (before) queryClient.setQueryData(queryKey, { ...before, ...defined(body) });
      return { before };
    },
    onError: (_error, _body, context) => queryClient.setQueryData(queryKey, context?.before),
    onSettled: () => queryClient.invalidateQueries({ queryKey: displaySessionKeys.all }),
  });
}

function defined(body: UpdateDisplaySessionBody): Partial<DisplaySessionView> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
