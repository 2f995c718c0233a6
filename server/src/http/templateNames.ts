import { ProblemError } from '@project88/core/contract/errors.ts';
import { builtInId, type TemplateId } from '@project88/core/contract/templates.ts';
import type { TenantScope } from '../tenancy/database.ts';

/** Throws `NOT_FOUND` when one of these templates is neither the product's nor the partner's own. */
export async function checkTemplates(
  _scope: TenantScope,
  ids: readonly (TemplateId | null | undefined)[],
): Promise<void> {
  for (const id of ids) {
    if (id === null || id === undefined || builtInId.safeParse(id).success) continue;
    throw new ProblemError('NOT_FOUND', { what: 'template' });
  }
}
