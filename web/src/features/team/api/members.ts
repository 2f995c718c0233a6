import type { LoginView } from '@project88/core/contract/account.ts';
import type { MemberView, OneTimeLink } from '@project88/core/contract/team.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';

const KEY = ['team'] as const;

/** The people of the partner. */
export const membersQuery = pagedQuery<MemberView>([...KEY, 'members'], '/api/team');

/** Where a person is signed in. */
export function memberLoginsQuery(id: string) {
  return pagedQuery<LoginView>([...KEY, 'logins', id], `/api/team/${id}/logins`);
}

interface MemberChange {
  role?: MemberView['role'];
  customRoleId?: string | null;
  disabled?: boolean;
}

/** Change a person's role, or block or unblock them. */
export function useChangeMember(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: MemberChange) => request<MemberView>('PATCH', `/api/team/${id}`, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

/** Sign a person out everywhere. */
export function useEndLogins(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>('DELETE', `/api/team/${id}/logins`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

/** Make a link with which a person sets a new password. */
export function useMakeResetLink(id: string) {
  return useMutation({
    mutationFn: () => request<OneTimeLink>('POST', `/api/team/${id}/reset-link`),
  });
}

/** Take all second factors of a person away, for example after a phone was lost. */
export function useRemoveFactors(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>('POST', `/api/team/${id}/remove-factors`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}
