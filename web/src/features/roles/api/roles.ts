import type { Permission } from '@project88/core/contract/permissions.ts';
import type { RoleList, RoleView } from '@project88/core/contract/team.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

/** Built-in roles and the partner's own. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => request<RoleList>('GET', '/api/roles', { signal }),
});

interface RoleChange {
  /** Null makes a new one. */
  id: string | null;
  name: string;
  permissions: Permission[];
}

/** Make a role of one's own, or change one. */
export function useSaveRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: RoleChange) =>
      id === null
        ? request<RoleView>('POST', '/api/roles', { body })
        : request<RoleView>('PATCH', `/api/roles/${id}`, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey }),
  });
}

/** Delete a role that nobody has. */
export function useDeleteRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<void>('DELETE', `/api/roles/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey }),
  });
}
