import { ProblemError } from '@project88/core/contract/errors.ts';
import type { OperatorState } from '@project88/core/contract/live.ts';
import type { PlaylistBody, ProgramView, TakeBody } from '@project88/core/contract/program.ts';
import type { TemplateId } from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { NO_PROGRAM, type Program } from '@project88/core/displays/screen/screen.ts';
import type { PlaylistId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { placeAt } from './playlists.ts';

/** A template as it is put on air; `version: null` is the newest that is published, whatever that is. */
export interface ShownTemplate {
  id: TemplateId;
  version: number | null;
  document: TemplateDocument;
}

/** A playlist with the documents that it turns through. */
export interface LoadedPlaylist {
  id: PlaylistId;
  name: string;
  items: readonly (PlaylistBody['items'][number] & { document: TemplateDocument })[];
}

/** What operators have decided about what is on air. */
export interface ProgramContent {
  programRev: number;
  template: ShownTemplate;
  program: Program;
  frozen: boolean;
  playlist: (LoadedPlaylist & { sinceMs: InstantMs }) | null;
}

/** The things that a take names, found. */
export interface TakeParts {
  template?: ShownTemplate | undefined;
  playlist?: LoadedPlaylist | null | undefined;
}

/** What shows now, and when that changes by itself. */
export interface Showing {
  template: ShownTemplate;
  playlist: OperatorState['playlist'];
}

/** A template alone on air, nothing over it. */
export function programOf(document: TemplateDocument): ProgramContent {
  const template = { id: document.id as TemplateId, version: null, document };
  return { programRev: 0, template, program: NO_PROGRAM, frozen: false, playlist: null };
}

/** What is on air after a take. Throws `PROGRAM_CHANGED` with what is on air when the revision is an old one. */
export function afterTake(
  content: ProgramContent,
  wanted: TakeBody,
  { template, playlist }: TakeParts,
  nowMs: InstantMs,
): ProgramContent {
  if (wanted.programRev !== content.programRev && !isPanic(wanted)) {
    throw new ProblemError('PROGRAM_CHANGED', {}, viewProgram(content));
  }
  return {
    ...content,
    programRev: content.programRev + 1,
    template: template ?? content.template,
    program: programAfter(content.program, wanted, nowMs),
    playlist: playlistAfter(content.playlist, { template, playlist }, nowMs),
  };
}

/** The panic key must work for whoever has looked away: everything but resting is as it was. */
function isPanic({ programRev: _, ...others }: TakeBody): boolean {
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  return given.length === 1 && others.resting === true;
}

function programAfter(program: Program, { message, blackout, resting }: TakeBody, nowMs: InstantMs): Program {
  return {
    blackout: blackout ?? program.blackout,
    resting: resting ?? program.resting,
    message: messageAfter(program.message, message, nowMs),
  };
}

function messageAfter(
  before: Program['message'],
  wanted: TakeBody['message'],
  nowMs: InstantMs,
): Program['message'] {
  if (wanted === undefined) return before;
  return wanted === null ? null : { text: wanted, sinceMs: nowMs };
}

/** A take of a template ends the playlist, unless it begins one: then it is what shows after it. */
function playlistAfter(
  before: ProgramContent['playlist'],
  { template, playlist }: TakeParts,
  nowMs: InstantMs,
): ProgramContent['playlist'] {
  if (playlist !== undefined) return playlist && { ...playlist, sinceMs: nowMs };
  return template === undefined ? before : null;
}

/** What is on air, as the interface tells it. */
export function viewProgram({ programRev, template, program, playlist }: ProgramContent): ProgramView {
  return {
    programRev,
    template: { id: template.id, version: template.version },
    message: program.message?.text ?? null,
    blackout: program.blackout,
    resting: program.resting,
    playlistId: playlist?.id ?? null,
  };
}

/** What shows at this moment: the playlist's item while one runs, otherwise the template. */
export function showing({ template, playlist }: ProgramContent, nowMs: InstantMs, zone: string): Showing {
  if (playlist === null) return { template, playlist: null };
  const { index, nextAtMs } = placeAt(playlist.items, playlist.sinceMs, nowMs, zone);
  const item = playlist.items[index];
  if (item === undefined) return { template, playlist: null };
  const { id, name } = playlist;
  return {
    template: { id: item.templateId, version: null, document: item.document },
    playlist: { id, name, index, nextAtMs },
  };
}
