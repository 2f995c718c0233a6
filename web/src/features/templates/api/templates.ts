import type {
  CreateTemplateBody,
  TemplateSummary,
  TemplateView,
  UpdateTemplateBody,
} from '@project88/core/contract/templates.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';

const KEY = ['templates'] as const;

/** Which of the partner's templates are listed. */
export interface TemplateFilter {
  search: string;
  /** Empty: of all folders. */
  folder: string;
  archived: boolean;
}

export const ALL_TEMPLATES: TemplateFilter = { search: '', folder: '', archived: false };

/** The partner's templates, newest first. */
export function templatesQuery({ search, folder, archived }: TemplateFilter) {
  const filter = { search, folder, archived: archived ? 'true' : null };
  return pagedQuery<TemplateSummary>([...KEY, 'list'], '/api/templates', filter);
}

/** One template with its draft. */
export function templateQuery(id: string) {
  return queryOptions({
    queryKey: [...KEY, 'one', id],
    queryFn: ({ signal }) => request<TemplateView>('GET', `/api/templates/${id}`, { signal }),
  });
}

export function useCreateTemplate() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateTemplateBody) => request<TemplateView>('POST', '/api/templates', { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

/** Rename, put into a folder or into the archive. */
export function useUpdateTemplate() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: UpdateTemplateBody }) =>
      request<TemplateSummary>('PATCH', `/api/templates/${id}`, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

export function useDeleteTemplate() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<void>('DELETE', `/api/templates/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

/** Where a pack of these templates is downloaded from. */
export function packAddress(ids: readonly string[]): string {
  return `/api/templates/export?ids=${ids.join(',')}`;
}
