import type { MeReply } from '@project88/core/contract/auth.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { meQuery } from './me.ts';

/** Tell the server that somebody is here, and hear on the way what they may do now. */
export function useStaySignedIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request<MeReply>('GET', '/api/auth/me'),
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  });
}
