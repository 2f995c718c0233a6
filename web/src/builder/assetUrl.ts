/** Address of a picture in the smallest size that is at least so wide. */
export function assetUrl(assetId: string, widthPx: number): string {
  return `/api/assets/${assetId}/file?width=${widthPx}`;
}
