import type {
  TemplateSummary,
  TemplateVersionView,
  TemplateView,
} from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';
import { builtInTemplate } from '../../../lib/templates.ts';

/** The partner's own templates, newest first. */
export const ownTemplatesQuery = pagedQuery<TemplateSummary>(['templates', 'published'], '/api/templates');

/**
 * The document of a template; `version: null` is the newest that is published. While it comes, and when it is gone, the
 * finish-line hero: the screens do the same.
 */
export function useTemplateDocument(id: string, version: number | null): TemplateDocument {
  const builtIn = builtInTemplate(id);
  const { data } = useQuery({
    queryKey: ['templates', 'document', id, version],
    enabled: builtIn === null,
    queryFn: async ({ signal }) => {
      const wanted = version ?? (await newestVersion(id, signal));
      const path = `/api/templates/${id}/versions/${wanted}`;
      return (await request<TemplateVersionView>('GET', path, { signal })).document;
    },
  });
  return builtIn ?? data ?? finishHero;
}

async function newestVersion(id: string, signal: AbortSignal): Promise<number> {
  const { publishedVersion } = await request<TemplateView>('GET', `/api/templates/${id}`, { signal });
  return publishedVersion ?? 0;
}
