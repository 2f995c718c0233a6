import type { BuiltInId } from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';

/** A template of the product by its name; null for one of the partner's own. */
export function builtInTemplate(id: string): TemplateDocument | null {
  return (BUILT_IN_TEMPLATES as Partial<Record<BuiltInId | string, TemplateDocument>>)[id] ?? null;
}

/** All templates of the product, in the order in which they are offered. */
export const BUILT_INS: readonly { id: string; document: TemplateDocument }[] = Object.entries(
  BUILT_IN_TEMPLATES,
).map(([id, document]) => ({ id, document }));
