import { pageQuery } from '@project88/core/contract/common.ts';
import {
  publishBody,
  restoreVersionBody,
  templateVersion,
  templateVersionPage,
  templateVersionView,
  templateView,
} from '@project88/core/contract/templates.ts';
import type { OwnTemplateId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { appendAudit } from '../../store/audit.ts';
import { checkQuota } from '../../store/quotas.ts';
import { saveDraft } from '../../store/templateDrafts.ts';
import { getTemplate, lockTemplate } from '../../store/templates.ts';
import { addVersion, getVersion, listVersions } from '../../store/templateVersions.ts';
import { checkDocument } from '../../templates/document.ts';
import { draftOf, refuseChanged } from '../../templates/draft.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found, idParams } from '../ids.ts';
import { TEMPLATE, templateIdOf, templateObject, viewTemplate, viewVersion } from '../templates.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Templates';
const VERSION = 'version of this template';

/** What was published of a template: it never changes, and goes only with the template. */
export function templateVersionRoutes(app: App, parts: HttpParts): void {
  for (const route of [publish, list, read, restore]) route(app, parts);
}

function publish(app: App, { database, hub }: HttpParts): void {
  const description =
    'Screens that show the newest version change at once. A draft that does not differ from what is published makes no ' +
    'new version.';
  const words = { tag, summary: 'Publish the draft as the next version', description };
  const schema = {
    ...described(words, { 200: templateVersion }, 404, 409, 422),
    params: idParams,
    body: publishBody,
  };
  app.post('/api/templates/:id/publish', { schema }, async (request) => {
    const principal = principalOf(request);
    const id = templateIdOf(request);
    const version = await database.withTenant(principal, (scope) => publishDraft(scope, id, request.body));
    await hub.templateChanged(principal.tenantId, id);
    return viewVersion(version);
  });
}

async function publishDraft(
  scope: TenantScope,
  id: OwnTemplateId,
  { rev, note }: z.output<typeof publishBody>,
) {
  await checkQuota(scope, 'templateVersions');
  const record = found(await lockTemplate(scope, id), TEMPLATE);
  if (record.draftRev !== rev) return refuseChanged(scope, id);
  const { publishedVersion, publishedHash, draftHash } = record;
  if (publishedVersion !== null && publishedHash === draftHash) {
    return found(await getVersion(scope, id, publishedVersion), VERSION);
  }
  const version = (publishedVersion ?? 0) + 1;
  await addVersion(scope, id, { version, note });
  const published = found(await getVersion(scope, id, version), VERSION);
  const after = { version, hash: draftHash, note };
  await appendAudit(scope, { action: 'template.published', object: templateObject(id), after });
  return published;
}

function list(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'What was published of a template, newest first' };
  const schema = {
    ...described(words, { 200: templateVersionPage }, 404),
    params: idParams,
    querystring: pageQuery,
  };
  app.get('/api/templates/:id/versions', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const id = templateIdOf(request);
      found(await getTemplate(scope, id), TEMPLATE);
      const page = await listVersions(scope, id, request.query);
      return { ...page, items: page.items.map(viewVersion) };
    }),
  );
}

/** Any text is let in, so that a number that is none is a 404. */
const versionParams = idParams.extend({ version: z.string().max(20) });

function read(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'One version with its document' };
  const schema = { ...described(words, { 200: templateVersionView }, 404, 422), params: versionParams };
  app.get('/api/templates/:id/versions/:version', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const version = /^[1-9]\d{0,8}$/.test(request.params.version) ? Number(request.params.version) : null;
      const record = found(
        version === null ? null : await getVersion(scope, templateIdOf(request), version),
        VERSION,
      );
      return { ...viewVersion(record), document: checkDocument(record.document) };
    }),
  );
}

function restore(app: App, { database, hub }: HttpParts): void {
  const words = { tag, summary: 'Take an old version as the draft; what is published stays' };
  const schema = {
    ...described(words, { 200: templateView }, 404, 409, 422),
    params: idParams,
    body: restoreVersionBody,
  };
  app.post('/api/templates/:id/restore', { schema }, async (request) => {
    const principal = principalOf(request);
    const id = templateIdOf(request);
    const { rev, version } = request.body;
    const view = await database.withTenant(principal, async (scope) => {
      const { name } = found(await lockTemplate(scope, id), TEMPLATE);
      const old = found(await getVersion(scope, id, version), VERSION);
      const draft = draftOf(id, name, checkDocument(old.document));
      const saved = await saveDraft(scope, id, rev, draft, { notedFor: '', oneChangeMs: 0 });
      if (saved === null) return refuseChanged(scope, id);
      const restored = await viewTemplate(scope, id);
      const after = { version, draftRev: saved.draftRev };
      await appendAudit(scope, { action: 'template.restored', object: templateObject(id), after });
      return restored;
    });
    hub.draftSaved(principal.tenantId, id, view.draftRev);
    return view;
  });
}
