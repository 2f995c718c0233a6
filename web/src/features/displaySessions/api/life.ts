import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { AnalyticsView, PresetBody, PresetView } from '@project88/core/contract/program.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';
import { displaySessionKeys } from './displaySessions.ts';

const PRESETS = ['presets'] as const;

/** How a display session went, renewed while it is looked at. */
export function analyticsQuery(id: string) {
  return queryOptions({
    queryKey: [...displaySessionKeys.one(id), 'analytics'],
    queryFn: ({ signal }) => request<AnalyticsView>('GET', `/api/sessions/${id}/analytics`, { signal }),
    refetchInterval: 60_000,
  });
}

/** Copy a display session under another name. */
export function useDuplicate(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      request<DisplaySessionView>('POST', `/api/sessions/${id}/duplicate`, { body: { name } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: displaySessionKeys.list() }),
  });
}

/** Put a display session into the archive, or take it out. */
export function useArchive(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (archived: boolean) =>
      request<DisplaySessionView>('PATCH', `/api/sessions/${id}`, { body: { archived } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: displaySessionKeys.all }),
  });
}

/** The presets of the partner, newest first. */
export const presetsQuery = pagedQuery<PresetView>(PRESETS, '/api/presets');

/** Keep the choices of a display session under a name. */
export function useSavePreset() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: PresetBody) => request<PresetView>('POST', '/api/presets', { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: PRESETS }),
  });
}
