import type { PackReport } from '@project88/core/contract/templates.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { withQuery } from '../../../lib/api.ts';
import { upload } from '../../../lib/upload.ts';

export interface PackImport {
  file: File;
  /** Only say what would happen. */
  try: boolean;
  /** Files of templates that are here already and are replaced; the others become copies. */
  overwrite: readonly string[];
}

/** Look into a pack, or bring it in. */
export function useImportPack() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ file, try: isTry, overwrite }: PackImport) =>
      upload<PackReport>({
        method: 'POST',
        path: withQuery('/api/templates/import', {
          try: isTry ? 'true' : null,
          overwrite: overwrite.join(','),
        }),
        body: file,
        contentType: 'application/zip',
        onProgress: () => {},
        signal: new AbortController().signal,
      }),
    onSuccess: (_report, wanted) => {
      if (!wanted.try) return queryClient.invalidateQueries({ queryKey: ['templates'] });
    },
  });
}
