import type { UploadReport } from '@project88/core/contract/displaySessions.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError, withQuery } from '../../../lib/api.ts';
import { upload } from '../../../lib/upload.ts';
import { checkFile } from '../fileCheck.ts';
import type { UploadKind } from '../kinds.ts';

export interface SendFile {
  file: File;
  /** Keep the good rows when others have problems. */
  partial: boolean;
}

/** Send a roster or results file with progress (0 to 1). Leaving the page stops it; all or nothing still holds. */
export function useSendFile(displaySessionId: string, kind: UploadKind) {
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState(0);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const mutation = useMutation({
    mutationFn: ({ file, partial }: SendFile) => {
      const checked = checkFile(file.name, file.size);
      if ('problem' in checked) return Promise.reject(new Error(checked.problem.message));
      setProgress(0);
      running.current = new AbortController();
      return upload<UploadReport>({
        path: withQuery(`/api/sessions/${displaySessionId}/${kind}`, { partial: partial || undefined }),
        body: file,
        contentType: checked.contentType,
        onProgress: setProgress,
        signal: running.current.signal,
      });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['displaySessions'] }),
  });
  return { mutation, progress };
}

/** The report of rows that a refused upload carries, or null when it failed for another reason. */
export function reportOf(error: unknown): UploadReport | null {
  if (!(error instanceof ApiError) || !error.code.endsWith('_INVALID')) return null;
  const details = error.details as Partial<UploadReport> | null | undefined;
  return Array.isArray(details?.problems) ? (details as UploadReport) : null;
}
