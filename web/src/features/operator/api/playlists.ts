import type { PlaylistBody, PlaylistView } from '@project88/core/contract/program.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';

const KEY = ['playlists'] as const;

/** The playlists of the partner, newest first. */
export const playlistsQuery = pagedQuery<PlaylistView>(KEY, '/api/playlists');

/** Make a playlist, or replace one. */
export function useSavePlaylist() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: PlaylistBody }) =>
      id === null
        ? request<PlaylistView>('POST', '/api/playlists', { body })
        : request<PlaylistView>('PUT', `/api/playlists/${id}`, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

export function useDeletePlaylist() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<unknown>('DELETE', `/api/playlists/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}
