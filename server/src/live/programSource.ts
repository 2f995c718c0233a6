import { ProblemError } from '@project88/core/contract/errors.ts';
import type { TakeBody } from '@project88/core/contract/program.ts';
import { builtInId, type TemplateId } from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { validateTemplate } from '@project88/core/displays/document/validate.ts';
import { NO_PROGRAM } from '@project88/core/displays/screen/screen.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import type { DisplaySessionId, OwnTemplateId, PlaylistId } from '@project88/core/ids/ids.ts';
import { getPlaylist, type PlaylistRecord } from '../store/playlists.ts';
import { getProgram, type ProgramRecord } from '../store/programs.ts';
import { listScreens } from '../store/screens.ts';
import { getPublished } from '../store/templateVersions.ts';
import type { TenantScope } from '../tenancy/database.ts';
import type { LoadedPlaylist, ProgramContent, ShownTemplate, TakeParts } from './channelProgram.ts';
import type { KnownSettings } from './screensKnown.ts';

/** What is on air and the screens of a display session, with the documents of the templates that they name. */

/** A template that is gone or broken is shown as this one: a screen is never left with nothing. */
const FALLBACK: TemplateDocument = finishHero;

/** Null when this tenant has no such template, nothing like it is published, or it cannot be read. */
async function findDocument(
  scope: TenantScope,
  id: TemplateId,
  version: number | null,
): Promise<TemplateDocument | null> {
  const builtIn: Readonly<Record<string, TemplateDocument>> = BUILT_IN_TEMPLATES;
  const known = builtIn[id];
  if (known !== undefined) return known;
  if (builtInId.safeParse(id).success) return null;
  const check = validateTemplate(await getPublished(scope, id as OwnTemplateId, version));
  return check.ok ? check.template : null;
}

/** Null when the display session does not exist (any more). */
export async function loadProgram(scope: TenantScope, id: DisplaySessionId): Promise<ProgramContent | null> {
  const record = await getProgram(scope, id);
  if (record === null) return null;
  const { programRev, templateId, templateVersion: version, frozen } = record;
  const document = (await findDocument(scope, templateId, version)) ?? FALLBACK;
  return {
    programRev,
    template: { id: templateId, version, document },
    program: programIn(record),
    frozen,
    playlist: await loadRunning(scope, record),
  };
}

function programIn({ message, messageAtMs, blackout, resting }: ProgramRecord): ProgramContent['program'] {
  const shown = message === null || messageAtMs === null ? null : { text: message, sinceMs: messageAtMs };
  // The same value for every room without anything over the template.
  return blackout || resting || shown !== null ? { blackout, resting, message: shown } : NO_PROGRAM;
}

async function loadRunning(
  scope: TenantScope,
  { playlistId, playlistSinceMs: sinceMs }: ProgramRecord,
): Promise<ProgramContent['playlist']> {
  if (playlistId === null || sinceMs === null) return null;
  const playlist = await getPlaylist(scope, playlistId);
  return playlist && { ...(await withDocuments(scope, playlist)), sinceMs };
}

async function withDocuments(
  scope: TenantScope,
  { id, name, items }: PlaylistRecord,
): Promise<LoadedPlaylist> {
  const documents = new Map<TemplateId, TemplateDocument>();
  for (const templateId of new Set(items.map((item) => item.templateId))) {
    documents.set(templateId, (await findDocument(scope, templateId, null)) ?? FALLBACK);
  }
  const withDocument = (item: PlaylistRecord['items'][number]) => ({
    ...item,
    document: documents.get(item.templateId) ?? FALLBACK,
  });
  return { id, name, items: items.map(withDocument) };
}

/** The screens that are known, with their own templates. */
export async function loadScreens(scope: TenantScope, id: DisplaySessionId): Promise<KnownSettings[]> {
  const screens = await listScreens(scope, id);
  const documents = new Map<TemplateId, TemplateDocument>();
  for (const { templateId } of screens) {
    if (templateId === null || documents.has(templateId)) continue;
    documents.set(templateId, (await findDocument(scope, templateId, null)) ?? FALLBACK);
  }
  return screens.map(({ lastSeenAtMs: _, ...screen }) => ({
    ...screen,
    document: screen.templateId === null ? null : (documents.get(screen.templateId) ?? FALLBACK),
  }));
}

/** The template and the playlist that a take names. Throws `NOT_FOUND`. */
export async function findTakeParts(scope: TenantScope, wanted: TakeBody): Promise<TakeParts> {
  return {
    template: wanted.template && (await findTemplate(scope, wanted.template)),
    playlist: await findPlaylist(scope, wanted.playlistId),
  };
}

async function findTemplate(
  scope: TenantScope,
  { id, version }: NonNullable<TakeBody['template']>,
): Promise<ShownTemplate> {
  return { id, version, document: orNotFound(await findDocument(scope, id, version), 'template') };
}

async function findPlaylist(scope: TenantScope, id: TakeBody['playlistId']): Promise<TakeParts['playlist']> {
  if (id === undefined || id === null) return id;
  return withDocuments(scope, orNotFound(await getPlaylist(scope, id as PlaylistId), 'playlist'));
}

function orNotFound<T>(value: T | null, what: string): T {
  if (value === null) throw new ProblemError('NOT_FOUND', { what });
  return value;
}

/** What is on air, as it is stored. */
export function recordOf({ programRev, template, program, frozen, playlist }: ProgramContent): ProgramRecord {
  const { message, blackout, resting } = program;
  return {
    programRev,
    templateId: template.id,
    templateVersion: template.version,
    message: message?.text ?? null,
    messageAtMs: message?.sinceMs ?? null,
    blackout,
    resting,
    frozen,
    playlistId: playlist?.id ?? null,
    playlistSinceMs: playlist?.sinceMs ?? null,
  };
}
