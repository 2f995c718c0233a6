import type { TemplateSummary, TemplateVersion, TemplateView } from '@project88/core/contract/templates.ts';
import type { OwnTemplateId } from '@project88/core/ids/ids.ts';
import { getDraft, getTemplate, type TemplateRecord } from '../store/templates.ts';
import type { TemplateVersionRecord } from '../store/templateVersions.ts';
import { checkDocument } from '../templates/document.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { found, rowId } from './ids.ts';
import { isoOf } from './views.ts';

/** The word for messages. */
export const TEMPLATE = 'template';

/** How the audit log names it. */
export function templateObject(id: OwnTemplateId) {
  return { kind: TEMPLATE, id };
}

/** The template in the path. Throws `NOT_FOUND` for text that is no id. */
export function templateIdOf({ params }: { params: { id: string } }): OwnTemplateId {
  return rowId<OwnTemplateId>(params.id, TEMPLATE);
}

export function viewSummary(record: TemplateRecord): TemplateSummary {
  const { id, name, folder, layouts, draftRev, publishedVersion, changedBy, usedBy } = record;
  return {
    id,
    name,
    folder,
    layouts,
    draftRev,
    publishedVersion,
    changed: record.draftHash !== record.publishedHash,
    changedAt: isoOf(record.changedAtMs),
    changedBy,
    usedBy,
    archived: record.archivedAtMs !== null,
  };
}

/** With its draft. Throws `NOT_FOUND`, and `TEMPLATE_INVALID` for a draft that was damaged in the database. */
export async function viewTemplate(scope: TenantScope, id: OwnTemplateId): Promise<TemplateView> {
  const record = found(await getTemplate(scope, id), TEMPLATE);
  return { ...viewSummary(record), draft: checkDocument(await getDraft(scope, id)) };
}

export function viewVersion({ version, publishedAtMs, ...record }: TemplateVersionRecord): TemplateVersion {
  const { publishedBy, note, hash } = record;
  return { version, publishedAt: isoOf(publishedAtMs), publishedBy, note, hash };
}
