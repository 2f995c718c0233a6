import type { LoginBody, LoginReply } from '@project88/core/contract/auth.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { meQuery } from './me.ts';

/** What follows when the cookie is set: everything that was cached for somebody else is forgotten. */
export function useAdoptLogin(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    queryClient.clear();
    await queryClient.fetchQuery(meQuery);
  };
}

/** Sign in. Fails with `SECOND_FACTOR_REQUIRED` when the password was right and there is one. */
export function useLogin() {
  const adopt = useAdoptLogin();
  return useMutation({
    mutationFn: (body: LoginBody) => request<LoginReply>('POST', '/api/auth/login', { body }),
    onSuccess: adopt,
  });
}
