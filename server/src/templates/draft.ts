import { ProblemError } from '@project88/core/contract/errors.ts';
import type { OtherDraft } from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import type { OwnTemplateId } from '@project88/core/ids/ids.ts';
import {
  createTemplate,
  type DraftContent,
  getDraft,
  getTemplate,
  newTemplateId,
} from '../store/templates.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { checkDocument, hashOf, layoutsOf } from './document.ts';

/** A document as the draft of this template: under its id and name, whatever it was called before. */
export function draftOf(id: OwnTemplateId, name: string, document: TemplateDocument): DraftContent {
  const own = { ...document, id, name };
  return { document: own, hash: hashOf(own), layouts: layoutsOf(own) };
}

/** A new template with this draft. The caller has checked the quota. */
export async function makeTemplate(
  scope: TenantScope,
  { name, folder, document }: { name: string; folder: string; document: TemplateDocument },
): Promise<OwnTemplateId> {
  const id = newTemplateId(scope);
  await createTemplate(scope, { id, name, folder }, draftOf(id, name, document));
  return id;
}

/** One of the product's templates; null for an id that is none of theirs. */
export function builtInDocument(id: string): TemplateDocument | null {
  const documents: Readonly<Record<string, TemplateDocument>> = BUILT_IN_TEMPLATES;
  return Object.hasOwn(documents, id) ? (documents[id] ?? null) : null;
}

/** Throws `TEMPLATE_CHANGED` with what is there now. Call it when the draft is not the one that somebody began with. */
export async function refuseChanged(scope: TenantScope, id: OwnTemplateId): Promise<never> {
  const record = await getTemplate(scope, id);
  if (record === null) throw new ProblemError('NOT_FOUND', { what: 'template' });
  const { draftRev, changedAtMs, changedBy } = record;
  const details: OtherDraft = {
    draftRev,
    changedAt: new Date(changedAtMs).toISOString(),
    changedBy,
    draft: checkDocument(await getDraft(scope, id)),
  };
  throw new ProblemError('TEMPLATE_CHANGED', {}, details);
}
