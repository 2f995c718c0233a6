import type { ApiKeyCreated, ApiKeyView } from '@project88/core/contract/apiKeys.ts';
import type { Permission } from '@project88/core/contract/permissions.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';

const KEY = ['apiKeys'] as const;

/** The API keys of the partner, without their secrets. */
export const apiKeysQuery = pagedQuery<ApiKeyView>(KEY, '/api/api-keys');

interface NewApiKey {
  name: string;
  permissions: Permission[];
  allowList: string[];
  /** Null: it never expires. */
  expiresInDays: number | null;
}

/** Make a key. The reply is the only time that it is shown. */
export function useCreateApiKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewApiKey) => request<ApiKeyCreated>('POST', '/api/api-keys', { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

/** Let a new key take over; the old one goes on for `overlapHours`. */
export function useRotateApiKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; overlapHours: number }) =>
      request<ApiKeyCreated>('POST', `/api/api-keys/${id}/rotate`, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

/** End a key at once. */
export function useRevokeApiKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<void>('DELETE', `/api/api-keys/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}
