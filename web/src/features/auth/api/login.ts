import type { LoginBody, LoginReply } from '@project88/core/contract/auth.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { meQuery } from './me.ts';

/** Sign in. Everything that was cached for somebody else is forgotten first. */
export function useLogin() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: LoginBody) => request<LoginReply>('POST', '/api/auth/login', { body }),
    onSuccess: async () => {
      queryClient.clear();
      await queryClient.fetchQuery(meQuery);
    },
  });
}
