import type { LoginView } from '@project88/core/contract/account.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';

const KEY = ['account', 'logins'];

/** Where the person is signed in, newest first. */
export const ownLoginsQuery = pagedQuery<LoginView>(KEY, '/api/account/logins');

/** End one of one's own logins, or with `null` all but this one. */
export function useEndLogins() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string | null) =>
      request<void>('DELETE', id === null ? '/api/account/logins' : `/api/account/logins/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}
