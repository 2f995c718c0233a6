import type {
  AssetUsage,
  AssetUse,
  AssetView,
  CropAssetBody,
  UpdateAssetBody,
} from '@project88/core/contract/assets.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request, withQuery } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';

export const ASSETS = ['assets'] as const;

/** Which pictures are listed. */
export interface AssetFilter {
  search: string;
  /** Empty: of all folders. */
  folder: string;
  /** Only those that no template has. */
  unused: boolean;
}

export const ALL_ASSETS: AssetFilter = { search: '', folder: '', unused: false };

/** The partner's pictures, newest first. */
export function assetsQuery({ search, folder, unused }: AssetFilter) {
  // An empty folder in the address would ask for those that lie in none.
  const filter = { search, folder: folder === '' ? null : folder, unused: unused ? 'true' : null };
  return pagedQuery<AssetView>([...ASSETS, 'list'], '/api/assets', filter);
}

/** What the pictures take of what they may, and which folders there are. */
export const assetUsageQuery = queryOptions({
  queryKey: [...ASSETS, 'usage'],
  queryFn: ({ signal }) => request<AssetUsage>('GET', '/api/assets/usage', { signal }),
});

/** The templates that have a picture. */
export function assetUsesQuery(id: string) {
  return queryOptions({
    queryKey: [...ASSETS, 'uses', id],
    queryFn: ({ signal }) => request<{ items: AssetUse[] }>('GET', `/api/assets/${id}/uses`, { signal }),
  });
}

/** Where a picture is loaded from, at least so wide. */
export function assetAddress(id: string, widthPx: number): string {
  return `/api/assets/${id}/file?width=${Math.ceil(widthPx)}`;
}

function useAssetMutation<T, R>(mutationFn: (wanted: T) => Promise<R>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ASSETS }),
  });
}

/** Rename a picture or put it into a folder. */
export const useUpdateAsset = (id: string) =>
  useAssetMutation((body: UpdateAssetBody) => request<AssetView>('PATCH', `/api/assets/${id}`, { body }));

/** Cut a part out as a new picture. */
export const useCropAsset = (id: string) =>
  useAssetMutation((body: CropAssetBody) => request<AssetView>('POST', `/api/assets/${id}/crop`, { body }));

export const useDeleteAsset = () =>
  useAssetMutation((id: string) => request<void>('DELETE', `/api/assets/${id}`));

/** Delete pictures that came so many days ago and that no template has. */
export const useCleanUp = () =>
  useAssetMutation((unusedForDays: number) =>
    request<{ removed: number; bytes: number }>('POST', '/api/assets/clean-up', { body: { unusedForDays } }),
  );

/** Where an upload goes. */
export function uploadAddress(name: string, folder: string): string {
  return withQuery('/api/assets', { name, folder });
}
