import type {
  CreateTemplateBody,
  OtherDraft,
  SaveDraftBody,
  SavedDraft,
  TemplateView,
} from '@project88/core/contract/templates.ts';
import { ApiError, request } from '../../lib/api.ts';
import { type Builder, createBuilder } from './builder.ts';
import type { DraftKeeper, KeptDraft } from './draftKeeper.ts';
import { type History, NO_HISTORY } from './history.ts';
import { sameJson } from './patches.ts';
import { type DraftServer, type Saving, startSaving } from './saving.ts';

/** A template that is open for change. */
export interface OpenTemplate {
  builder: Builder;
  saving: Saving;
  /** What the server knew when it was opened; null without a network. */
  view: TemplateView | null;
}

/**
 * Open a template with what this browser kept of it: unsaved changes go on, also when the server does not answer, and the
 * steps can still be undone. Throws `ApiError` when neither the server nor the browser has it.
 */
export async function openTemplate(templateId: string, keeper: DraftKeeper): Promise<OpenTemplate> {
  const [kept, view] = await Promise.all([keeper.load(templateId), fetchTemplate(templateId, keeper)]);
  if (view instanceof ApiError && kept === null) throw view;
  const server = draftServer(templateId);
  if (view instanceof ApiError) {
    const { draft, history } = kept as NonNullable<typeof kept>;
    const builder = createBuilder({ templateId, document: draft.document, history });
    const saving = startSaving({ builder, keeper, server, rev: draft.rev, unsaved: draft.unsaved });
    return { builder, saving, view: null };
  }
  const { document, history, unsaved, rev, other } = merged(view, kept);
  const builder = createBuilder({ templateId, document, history });
  return { builder, saving: startSaving({ builder, keeper, server, rev, unsaved, other }), view };
}

/** The template, or why it does not come. What is gone is gone here too; a network that is away is not. */
async function fetchTemplate(templateId: string, keeper: DraftKeeper): Promise<TemplateView | ApiError> {
  try {
    return await request<TemplateView>('GET', `/api/templates/${templateId}`);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.isNetwork || error.status >= 500) return error;
    if (error.status === 404) await keeper.forget(templateId);
    throw error;
  }
}

interface Merged extends Pick<KeptDraft, 'document' | 'unsaved' | 'rev'> {
  history: History;
  other: OtherDraft | null;
}

function merged(view: TemplateView, kept: { draft: KeptDraft; history: History } | null): Merged {
  const theirs = { document: view.draft, history: NO_HISTORY, unsaved: 0, rev: view.draftRev, other: null };
  if (kept === null) return theirs;
  const { draft, history } = kept;
  if (sameJson(draft.document, view.draft)) return { ...theirs, document: draft.document, history };
  if (draft.unsaved === 0) return theirs;
  const ours = { document: draft.document, history, unsaved: draft.unsaved, rev: draft.rev };
  if (draft.rev === view.draftRev) return { ...ours, other: null };
  const { draftRev, changedAt, changedBy } = view;
  return { ...ours, other: { draftRev, changedAt, changedBy, draft: view.draft } };
}

function draftServer(templateId: string): DraftServer {
  return {
    async newest() {
      const { draft, draftRev, changedAt, changedBy } = await request<TemplateView>(
        'GET',
        `/api/templates/${templateId}`,
      );
      return { draft, draftRev, changedAt, changedBy };
    },
    save: (rev, document) =>
      request<SavedDraft>('PUT', `/api/templates/${templateId}/draft`, {
        body: { rev, document } satisfies SaveDraftBody,
      }),
    saveAsCopy: (name, document) =>
      request<TemplateView>('POST', '/api/templates', {
        body: { name: name.slice(0, 120), from: { document } } satisfies CreateTemplateBody,
      }),
  };
}
