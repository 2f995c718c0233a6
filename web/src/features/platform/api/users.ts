import type { PlatformUser } from '@project88/core/contract/partners.ts';
import { keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';

const KEY = ['platformUsers'] as const;

/** People of all partners whose name or address contains `search`. */
export function usersQuery(search: string) {
  return {
    ...pagedQuery<PlatformUser>(KEY, '/api/platform/users', { search: search || undefined }),
    // While somebody types, the list stays and does not jump.
    placeholderData: keepPreviousData,
  };
}

/** Block or unblock a person. */
export function useBlockUser() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, partnerId, disabled }: Pick<PlatformUser, 'id' | 'partnerId' | 'disabled'>) =>
      request<unknown>('PATCH', `/api/platform/users/${id}`, { body: { partnerId, disabled } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}
