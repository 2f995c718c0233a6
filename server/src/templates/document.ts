import { createHash } from 'node:crypto';
import { ProblemError } from '@project88/core/contract/errors.ts';
import { canonicalText } from '@project88/core/displays/document/canonical.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { validateTemplate } from '@project88/core/displays/document/validate.ts';
import { TEMPLATE_STORE_LIMITS as LIMITS } from './limits.ts';

/**
 * A document from outside, checked. Throws `TEMPLATE_INVALID` with every problem and its place, up to a number that
 * somebody reads.
 */
export function checkDocument(value: unknown): TemplateDocument {
  const check = validateTemplate(value);
  if (check.ok) return check.template;
  const { problems } = check;
  throw new ProblemError(
    'TEMPLATE_INVALID',
    { problems: problems.length },
    { problems: problems.slice(0, LIMITS.listedProblems) },
  );
}

/** SHA-256, hexadecimal, of what the document draws: its id and name do not count. */
export function hashOf(document: TemplateDocument): string {
  return createHash('sha256').update(canonicalText(document)).digest('hex');
}

/** The shapes of screen that it is drawn for. */
export function layoutsOf({ layouts }: TemplateDocument) {
  return layouts.map(({ name, canvas: { widthPx, heightPx } }) => ({ name, widthPx, heightPx }));
}
