import { ProblemError } from '@project88/core/contract/errors.ts';
import {
  createTemplateBody,
  saveDraftBody,
  savedDraft,
  templateListQuery,
  templatePage,
  templateView,
  type UpdateTemplateBody,
  updateTemplateBody,
} from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import type { OwnTemplateId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { differences } from '../../audit/differences.ts';
import { appendAudit } from '../../store/audit.ts';
import { checkQuota } from '../../store/quotas.ts';
import { type SavedDraftRecord, saveDraft } from '../../store/templateDrafts.ts';
import {
  deleteTemplate,
  getDraft,
  getTemplate,
  listTemplates,
  listTemplateUses,
  lockTemplate,
  type TemplateRecord,
  updateTemplate,
} from '../../store/templates.ts';
import { getVersion } from '../../store/templateVersions.ts';
import { checkDocument } from '../../templates/document.ts';
import { builtInDocument, draftOf, makeTemplate, refuseChanged } from '../../templates/draft.ts';
import { TEMPLATE_STORE_LIMITS as LIMITS } from '../../templates/limits.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import type { Actor } from '../../tenancy/principal.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found, idParams } from '../ids.ts';
import { TEMPLATE, templateIdOf, templateObject, viewSummary, viewTemplate } from '../templates.ts';
import type { App, HttpParts } from '../types.ts';
import { isoOf } from '../views.ts';

const tag = 'Templates';

/** The partner's own designs of screens. Everybody of a partner sees all of them. */
export function templateRoutes(app: App, parts: HttpParts): void {
  for (const route of [list, create, read, change, remove, save]) route(app, parts);
}

function list(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'The templates of the partner, newest first' };
  const schema = { ...described(words, { 200: templatePage }), querystring: templateListQuery };
  app.get('/api/templates', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const { search = '', folder = null, archived, ...asked } = request.query;
      const page = await listTemplates(scope, asked, { search, folder, archived });
      return { ...page, items: page.items.map(viewSummary) };
    }),
  );
}

function create(app: App, { database }: HttpParts): void {
  const description =
    'A copy of one of the product’s or of the partner’s (its draft, or a version), or a document.';
  const words = { tag, summary: 'Make a template', description };
  const schema = { ...described(words, { 201: templateView }, 404, 413, 422), body: createTemplateBody };
  app.post('/api/templates', { schema, bodyLimit: LIMITS.documentBytes }, async (request, reply) => {
    const { name, folder, from } = request.body;
    const made = await database.withTenant(principalOf(request), async (scope) => {
      await checkQuota(scope, 'templates');
      const document = await sourceOf(scope, from);
      const id = await makeTemplate(scope, { name, folder, document });
      const after = { name, folder, ...('document' in from ? {} : { from }) };
      const view = await viewTemplate(scope, id);
      await appendAudit(scope, { action: 'template.made', object: templateObject(id), after });
      return view;
    });
    return reply.code(201).send(made);
  });
}

type Source = z.output<typeof createTemplateBody>['from'];

async function sourceOf(scope: TenantScope, from: Source): Promise<TemplateDocument> {
  if ('builtIn' in from) return found(builtInDocument(from.builtIn), TEMPLATE);
  if (!('template' in from)) return checkDocument(from.document);
  const id = from.template as OwnTemplateId;
  const { version } = from;
  if (version === undefined) return checkDocument(found(await getDraft(scope, id), TEMPLATE));
  return checkDocument(found(await getVersion(scope, id, version), 'version of this template').document);
}

function read(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'One template with its draft' };
  const schema = { ...described(words, { 200: templateView }, 404, 422), params: idParams };
  app.get('/api/templates/:id', { schema }, (request) =>
    database.withTenant(principalOf(request), (scope) => viewTemplate(scope, templateIdOf(request))),
  );
}

function change(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Rename, put into another folder, or into the archive and take out again' };
  const schema = {
    ...described(words, { 200: templateView }, 404, 422),
    params: idParams,
    body: updateTemplateBody,
  };
  app.patch('/api/templates/:id', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const id = templateIdOf(request);
      const old = found(await lockTemplate(scope, id), TEMPLATE);
      await updateTemplate(scope, id, settingsOf(scope, old, request.body));
      const [before, after] = differences(
        factsOf(old),
        factsOf(found(await getTemplate(scope, id), TEMPLATE)),
      );
      const view = await viewTemplate(scope, id);
      if (Object.keys(after).length > 0) {
        const object = templateObject(id);
        await appendAudit(scope, { action: 'template.settings-changed', object, before, after });
      }
      return view;
    }),
  );
}

function settingsOf(scope: TenantScope, old: TemplateRecord, { name, folder, archived }: UpdateTemplateBody) {
  const turns = archived !== undefined && archived !== (old.archivedAtMs !== null);
  return { name, folder, ...(turns && { archivedAtMs: archived ? scope.now() : null }) };
}

function remove(app: App, { database, hub }: HttpParts): void {
  const description =
    'Playlists and presets that name it fall back to the finish screen when they come to it.';
  const words = { tag, summary: 'Delete with its history, unless a display session shows it', description };
  const schema = { ...described(words, { 204: z.null() }, 404, 409), params: idParams };
  app.delete('/api/templates/:id', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    const id = templateIdOf(request);
    await database.withTenant(principal, async (scope) => {
      const old = found(await lockTemplate(scope, id), TEMPLATE);
      await refuseInUse(scope, id);
      await deleteTemplate(scope, id);
      const before = { ...factsOf(old), publishedVersion: old.publishedVersion };
      await appendAudit(scope, { action: 'template.deleted', object: templateObject(id), before });
    });
    await hub.templateChanged(principal.tenantId, id);
    return reply.code(204).send(null);
  });
}

async function refuseInUse(scope: TenantScope, id: OwnTemplateId): Promise<void> {
  const uses = await listTemplateUses(scope, id);
  if (uses.length === 0) return;
  const details = { sessions: uses.slice(0, LIMITS.listedUses) };
  throw new ProblemError('TEMPLATE_IN_USE', { sessions: uses.length }, details);
}

function save(app: App, { database, hub }: HttpParts): void {
  const description =
    'Whoever saves names the number of the draft that they began with. When somebody else has saved meanwhile the answer ' +
    'is `TEMPLATE_CHANGED` with the other draft; a document with mistakes is `TEMPLATE_INVALID` with all of them. ' +
    'The template’s own id and name stand in the document, whatever was sent.';
  const words = { tag, summary: 'Save the draft', description };
  const schema = {
    ...described(words, { 200: savedDraft }, 404, 409, 413, 422),
    params: idParams,
    body: saveDraftBody,
  };
  app.put('/api/templates/:id/draft', { schema, bodyLimit: LIMITS.documentBytes }, async (request) => {
    const principal = principalOf(request);
    const id = templateIdOf(request);
    const { rev } = request.body;
    const document = checkDocument(request.body.document);
    const saved = await database.withTenant(principal, (scope) => saveChecked(scope, id, rev, document));
    hub.draftSaved(principal.tenantId, id, saved.draftRev);
    return { draftRev: saved.draftRev, changedAt: isoOf(saved.changedAtMs) };
  });
}

/**
 * Autosaves come every few seconds. One entry in the audit log stands for all saves of one person within an hour; each
 * publication ends that hour, and keeps the document itself for good.
 */
async function saveChecked(scope: TenantScope, id: OwnTemplateId, rev: number, document: TemplateDocument) {
  const draft = draftOf(id, document.name, document);
  const once = { notedFor: nameOf(scope.principal.actor), oneChangeMs: LIMITS.oneChangeMs };
  const saved = await saveDraft(scope, id, rev, draft, once);
  if (saved === null) return sentAgain(scope, id, draft.hash);
  if (saved.noted) {
    const after = { draftRev: saved.draftRev };
    await appendAudit(scope, { action: 'template.changed', object: templateObject(id), after });
  }
  return saved;
}

/** A save whose answer was lost comes again: what is there is what it wants. Throws `TEMPLATE_CHANGED` otherwise. */
async function sentAgain(
  scope: TenantScope,
  id: OwnTemplateId,
  hash: string,
): Promise<Omit<SavedDraftRecord, 'noted'>> {
  const record = found(await getTemplate(scope, id), TEMPLATE);
  return record.draftHash === hash ? record : refuseChanged(scope, id);
}

function nameOf(actor: Actor): string {
  if (actor.kind === 'user' || actor.kind === 'visitor') return actor.userId;
  return actor.kind === 'api-key' ? actor.apiKeyId : actor.kind;
}

function factsOf({ name, folder, archivedAtMs }: TemplateRecord) {
  return { name, folder, archived: archivedAtMs !== null };
}
