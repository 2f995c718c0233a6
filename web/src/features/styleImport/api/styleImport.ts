import type {
  ImportedPicture,
  ImportPictureBody,
  SitePicture,
  SiteStyle,
} from '@project88/core/contract/styleImport.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request, withQuery } from '../../../lib/api.ts';

/** A look that is under way ends when the next one begins, or the dialog is closed. */
export interface Look {
  url: string;
  signal: AbortSignal;
}

/** What a website looks like. Takes up to ten seconds. */
export function useSiteStyle() {
  return useMutation({
    mutationFn: ({ url, signal }: Look) =>
      request<SiteStyle>('POST', '/api/style-import', { body: { url }, signal }),
  });
}

/** Take a picture of the site into the partner's library. */
export function useTakePicture() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ImportPictureBody) =>
      request<ImportedPicture>('POST', '/api/style-import/picture', { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['assets'] }),
  });
}

/** Where a picture of the site is seen in small, by way of our server. */
export function previewAddress({ url }: SitePicture): string {
  return withQuery('/api/style-import/preview', { url });
}
