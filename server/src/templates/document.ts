import { createHash } from 'node:crypto';
import { ProblemError } from '@project88/core/contract/errors.ts';
import { canonicalText } from '@project88/core/displays/document/canonical.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { type TemplateProblem, validateTemplate } from '@project88/core/displays/document/validate.ts';
import { TEMPLATE_STORE_LIMITS as LIMITS } from './limits.ts';

/**
 * A document from outside, checked. Throws `TEMPLATE_INVALID` with every problem and its place, up to a number that
 * somebody reads.
 */
export function checkDocument(value: unknown): TemplateDocument {
  const problems = problemsOf(value);
  if (!Array.isArray(problems)) return problems;
  throw new ProblemError(
    'TEMPLATE_INVALID',
    { problems: problems.length },
    { problems: problems.slice(0, LIMITS.listedProblems) },
  );
}

/** The document, or what is wrong with it. */
function problemsOf(value: unknown): TemplateDocument | TemplateProblem[] {
  const check = validateTemplate(value);
  if (!check.ok) return check.problems;
  if (isStorable(check.template)) return check.template;
  return [{ path: '', message: 'a text holds a NUL character or half a character' }];
}

/** Whether the database can keep all texts in it. In JSON, what it cannot keep is always written as an escape. */
export function isStorable(value: unknown): boolean {
  return !/(?<!\\)(\\\\)*\\u(0000|d[89a-f])/i.test(JSON.stringify(value));
}

/** SHA-256, hexadecimal, of what the document draws: its id and name do not count. */
export function hashOf(document: TemplateDocument): string {
  return createHash('sha256').update(canonicalText(document)).digest('hex');
}

/** The shapes of screen that it is drawn for. */
export function layoutsOf({ layouts }: TemplateDocument) {
  return layouts.map(({ name, canvas: { widthPx, heightPx } }) => ({ name, widthPx, heightPx }));
}
