import { ProblemError } from '@project88/core/contract/errors.ts';
import { builtInId, type TemplateId } from '@project88/core/contract/templates.ts';
import type { OwnTemplateId } from '@project88/core/ids/ids.ts';
import { getTemplate } from '../store/templates.ts';
import type { TenantScope } from '../tenancy/database.ts';

/**
 * Throws `NOT_FOUND` when one of these templates is neither the product's nor the partner's own, and
 * `TEMPLATE_NOT_PUBLISHED` for one of which there is nothing to show yet.
 */
export async function checkTemplates(
  scope: TenantScope,
  ids: readonly (TemplateId | null | undefined)[],
): Promise<void> {
  for (const id of new Set(ids)) {
    if (id === null || id === undefined || builtInId.safeParse(id).success) continue;
    const template = await getTemplate(scope, id as OwnTemplateId);
    if (template === null) throw new ProblemError('NOT_FOUND', { what: 'template' });
    if (template.publishedVersion === null) throw new ProblemError('TEMPLATE_NOT_PUBLISHED');
  }
}
