import { errorFrom, networkError } from './api.ts';

export interface UploadRequest {
  /** `PUT` when absent. */
  method?: 'PUT' | 'POST';
  path: string;
  body: Blob;
  contentType: string;
  /** Share of the bytes that left the browser, 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/**
 * Send a file with progress, which `fetch` cannot report. Resolves with the parsed reply; rejects with
 * `ApiError`, or with the signal's reason when aborted.
 */
export function upload<T>({
  method = 'PUT',
  path,
  body,
  contentType,
  onProgress,
  signal,
}: UploadRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    const transfer = new XMLHttpRequest();
    transfer.open(method, path);
    transfer.setRequestHeader('content-type', contentType);
    transfer.setRequestHeader('accept', 'application/json');
    transfer.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    transfer.onload = () => {
      if (transfer.status >= 200 && transfer.status < 300) resolve(JSON.parse(transfer.responseText) as T);
      else reject(errorFrom(transfer.status, transfer.responseText));
    };
    transfer.onerror = () => reject(networkError());
    transfer.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => transfer.abort(), { once: true });
    transfer.send(body);
  });
}
