import type { ScreenSettingsBody } from '@project88/core/contract/program.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

function screenPath(displaySessionId: string, key: string): string {
  return `/api/sessions/${displaySessionId}/screens/${encodeURIComponent(key)}`;
}

/** Change the name or a setting of one screen; it follows at once. */
export function useChangeScreen(displaySessionId: string, key: string) {
  return useMutation({
    mutationFn: (change: ScreenSettingsBody) =>
      request<unknown>('PATCH', screenPath(displaySessionId, key), { body: change }),
  });
}

export type ScreenOrder = 'identify' | 'reload';

/** Let a screen, or all of them (`key: null`), show their numbers or load their page again. */
export function useOrderScreens(displaySessionId: string) {
  return useMutation({
    mutationFn: ({ order, key }: { order: ScreenOrder; key: string | null }) =>
      request<unknown>(
        'POST',
        key === null
          ? `/api/sessions/${displaySessionId}/${order}`
          : `${screenPath(displaySessionId, key)}/${order}`,
      ),
  });
}

/** Give a TV that shows a code a link to this display session. */
export function usePairScreen(displaySessionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { code: string; name: string }) =>
      request<unknown>('POST', `/api/sessions/${displaySessionId}/pair`, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['displayLinks'] }),
  });
}
