import type { AccountReply } from '@project88/core/contract/account.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

/** The person's own account with its second factors. Keys of everything about it begin with `account`. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => request<AccountReply>('GET', '/api/account', { signal }),
});

/** Renews what the account's page shows, without a wait for it. */
export function useRenewAccount(): () => void {
  const queryClient = useQueryClient();
  return () => void queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
}

/** Renews who is signed in and what they may do, as the whole console knows it. Resolves when it is there. */
export function useRenewMe(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ['me'] });
}

/** Change one's own name. */
export function useRenameAccount() {
  const renewAccount = useRenewAccount();
  const renewMe = useRenewMe();
  return useMutation({
    mutationFn: (name: string) => request<AccountReply>('PATCH', '/api/account', { body: { name } }),
    onSuccess: () => {
      renewAccount();
      return renewMe();
    },
  });
}

/** Change one's own password. All other logins end. */
export function useChangePassword() {
  const renewAccount = useRenewAccount();
  return useMutation({
    mutationFn: (body: { currentPassword: string; password: string }) =>
      request<void>('POST', '/api/account/password', { body }),
    onSuccess: renewAccount,
  });
}
