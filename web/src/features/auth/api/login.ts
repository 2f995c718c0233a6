import type { LoginBody, LoginReply } from '@project88/core/contract/auth.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { activity } from '../../../lib/activity.ts';
import { request } from '../../../lib/api.ts';
import { meQuery } from './me.ts';

/** Send what signs in; when the cookie is set, everything that was cached for somebody else is forgotten. */
export function useSigningIn<Body>(path: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => {
      // Nothing watches for inputs on these pages, and a page that stood open for long would be in the background.
      activity.noteInput();
      return request<LoginReply>('POST', path, { body });
    },
    onSuccess: async () => {
      queryClient.clear();
      await queryClient.fetchQuery(meQuery);
    },
  });
}

/** Sign in. Fails with `SECOND_FACTOR_REQUIRED` when the password was right and there is one. */
export function useLogin() {
  return useSigningIn<LoginBody>('/api/auth/login');
}
