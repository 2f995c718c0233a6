import type { InvitationOffer } from '@project88/core/contract/auth.ts';
import { queryOptions, useMutation } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { useSigningIn } from './login.ts';

/** Ask for a link to a new password. The answer is the same for addresses that nobody has. */
export function useForgot() {
  return useMutation({
    mutationFn: (email: string) =>
      request<{ mailed: boolean }>('POST', '/api/auth/forgot', { body: { email } }),
  });
}

/** Set a new password with the token of such a link. All logins end. */
export function useReset() {
  return useMutation({
    mutationFn: (body: { token: string; password: string }) =>
      request<void>('POST', '/api/auth/reset', { body }),
  });
}

/** What an invitation offers. Asking does not use it up. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) =>
      request<InvitationOffer>('POST', '/api/auth/invitation', { body: { token }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Accept an invitation: makes the account and signs in. */
export function useAcceptInvitation() {
  return useSigningIn<{ token: string; name: string; password: string }>('/api/auth/invitation/accept');
}
