import { pageQuery } from '@project88/core/contract/common.ts';
import { presetBody, presetPage, presetView } from '@project88/core/contract/program.ts';
import type { PresetId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { appendAudit } from '../../store/audit.ts';
import {
  changePreset,
  createPreset,
  deletePreset,
  listPresets,
  type PresetRecord,
} from '../../store/presets.ts';
import { checkQuota } from '../../store/quotas.ts';
import { isForeignKeyViolation } from '../../tenancy/failures.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found, idParams, rowId } from '../ids.ts';
import { checkTemplates } from '../templateNames.ts';
import type { App, HttpParts } from '../types.ts';
import { isoOf } from '../views.ts';

const tag = 'Presets';
const PRESET = 'preset';

/** Ways in which display sessions begin. */
export function presetRoutes(app: App, parts: HttpParts): void {
  for (const route of [list, create, change, remove]) route(app, parts);
}

function list(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Presets for new display sessions, newest first' };
  const schema = { ...described(words, { 200: presetPage }), querystring: pageQuery };
  app.get('/api/presets', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const page = await listPresets(scope, request.query);
      return { ...page, items: page.items.map(viewPreset) };
    }),
  );
}

function create(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Keep mode, template and playlist under a name' };
  const schema = { ...described(words, { 201: presetView }, 404, 409, 422), body: presetBody };
  app.post('/api/presets', { schema }, async (request, reply) => {
    const made = await withPlaylist(() =>
      database.withTenant(principalOf(request), async (scope) => {
        await checkQuota(scope, 'presets');
        await checkTemplates(scope, [request.body.templateId]);
        const record = await createPreset(scope, request.body);
        await appendAudit(scope, { action: 'preset.made', object: objectOf(record.id), after: request.body });
        return record;
      }),
    );
    return reply.code(201).send(viewPreset(made));
  });
}

function change(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Change a preset; display sessions that began with it stay as they are' };
  const schema = { ...described(words, { 200: presetView }, 404, 409), params: idParams, body: presetBody };
  app.put('/api/presets/:id', { schema }, async (request) => {
    const id = rowId<PresetId>(request.params.id, PRESET);
    const record = await withPlaylist(() =>
      database.withTenant(principalOf(request), async (scope) => {
        await checkTemplates(scope, [request.body.templateId]);
        const changed = found(await changePreset(scope, id, request.body), PRESET);
        await appendAudit(scope, { action: 'preset.changed', object: objectOf(id), after: request.body });
        return changed;
      }),
    );
    return viewPreset(record);
  });
}

function remove(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Delete a preset' };
  const schema = { ...described(words, { 204: z.null() }, 404), params: idParams };
  app.delete('/api/presets/:id', { schema }, async (request, reply) => {
    const id = rowId<PresetId>(request.params.id, PRESET);
    await database.withTenant(principalOf(request), async (scope) => {
      const { name, mode, templateId } = found(await deletePreset(scope, id), PRESET);
      const before = { name, mode, templateId };
      await appendAudit(scope, { action: 'preset.deleted', object: objectOf(id), before });
    });
    return reply.code(204).send(null);
  });
}

/** A playlist of somebody else's is none: the database finds no row for it. */
function withPlaylist<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    if (isForeignKeyViolation(error)) return found<T>(null, 'playlist');
    throw error;
  });
}

function objectOf(id: PresetId) {
  return { kind: 'preset', id };
}

function viewPreset({ changedAtMs, ...preset }: PresetRecord) {
  return { ...preset, changedAt: isoOf(changedAtMs) };
}
