import { z } from 'zod';
import { templateDocument } from '../displays/document/schema.ts';
import { isoInstant, pageOf, pageQuery, uuid } from './common.ts';

/** Templates that come with the product; they are shown to all and changed by nobody: a copy is changed. */
const BUILT_IN_IDS = [
  'finish-hero',
  'announcer-list',
  'leaderboard',
  'start-line',
  'expo',
  'split-board',
  'led-strip',
  'portrait',
  'lower-third',
  'awards',
] as const;
export const builtInId = z.enum(BUILT_IN_IDS);
export type BuiltInId = z.infer<typeof builtInId>;

/** A template of the product by its name, or one of the partner's own. */
export const templateId = z.union([builtInId, uuid]);
export type TemplateId = z.infer<typeof templateId>;

const name = z.string().trim().min(1).max(120);
/** Folders are names on templates and pictures; one that nothing is in is gone. Empty: none. */
export const folderName = z.string().trim().max(80);
const note = z.string().trim().max(500);

/** A template as a list shows it. */
export const templateSummary = z.object({
  id: uuid,
  name: z.string(),
  folder: z.string(),
  /** The shapes of screen that it is drawn for. */
  layouts: z.array(z.object({ name: z.string(), widthPx: z.number(), heightPx: z.number() })),
  /** Grows with every saved change; whoever saves names the number that they began with. */
  draftRev: z.number().int(),
  publishedVersion: z.number().int().nullable(),
  /** The draft is another than what is published. */
  changed: z.boolean(),
  changedAt: isoInstant,
  /** Name of who changed it last; empty when they are gone. */
  changedBy: z.string(),
  /** Display sessions that show it. */
  usedBy: z.number().int(),
  archived: z.boolean(),
});
export type TemplateSummary = z.infer<typeof templateSummary>;
export const templatePage = pageOf(templateSummary);

export const templateListQuery = pageQuery.extend({
  search: z.string().trim().max(120).optional(),
  folder: folderName.optional(),
  archived: z.stringbool().default(false),
});

export const templateView = templateSummary.extend({ draft: templateDocument });
export type TemplateView = z.infer<typeof templateView>;

/** A new template: a copy of one of the product's or of the partner's, or a document. */
export const createTemplateBody = z.object({
  name,
  folder: folderName.default(''),
  from: z.union([
    z.object({ builtIn: builtInId }),
    z.object({ template: uuid, version: z.number().int().optional() }),
    z.object({ document: z.unknown() }),
  ]),
});
export type CreateTemplateBody = z.input<typeof createTemplateBody>;

export const updateTemplateBody = z.object({
  name: name.optional(),
  folder: folderName.optional(),
  archived: z.boolean().optional(),
});
export type UpdateTemplateBody = z.infer<typeof updateTemplateBody>;

/** `document` is checked apart, so that the answer can tell every problem with its place. */
export const saveDraftBody = z.object({ rev: z.number().int().min(0), document: z.unknown() });
export type SaveDraftBody = { rev: number; document: unknown };
export const savedDraft = z.object({ draftRev: z.number().int(), changedAt: isoInstant });
export type SavedDraft = z.infer<typeof savedDraft>;

/** Details of `TEMPLATE_CHANGED`: what somebody else saved meanwhile. */
export const otherDraft = z.object({
  draftRev: z.number().int(),
  changedAt: isoInstant,
  changedBy: z.string(),
  draft: templateDocument,
});
export type OtherDraft = z.infer<typeof otherDraft>;

export const publishBody = z.object({ rev: z.number().int().min(0), note: note.default('') });

export const templateVersion = z.object({
  version: z.number().int(),
  publishedAt: isoInstant,
  publishedBy: z.string(),
  note: z.string(),
  /** SHA-256 of the document, hexadecimal. */
  hash: z.string(),
});
export type TemplateVersion = z.infer<typeof templateVersion>;
export const templateVersionPage = pageOf(templateVersion);
export const templateVersionView = templateVersion.extend({ document: templateDocument });
export type TemplateVersionView = z.infer<typeof templateVersionView>;

/** The old version becomes the draft; what is published stays. */
export const restoreVersionBody = z.object({ rev: z.number().int().min(0), version: z.number().int() });

/** What a pack would do, or did. */
export const packReport = z.object({
  templates: z.array(
    z.object({
      /** Name of the file in the pack. */
      file: z.string(),
      name: z.string(),
      /** `new`: there is none of this name. `same`: nothing differs. `changed`: it would be changed. */
      state: z.enum(['new', 'same', 'changed', 'broken']),
      /** The template of the same name that is here. */
      id: uuid.nullable(),
      /** For `changed`: what differs, in words. For `broken`: what is wrong, with its place. */
      differences: z.array(z.string()),
    }),
  ),
  assets: z.array(z.object({ file: z.string(), name: z.string(), state: z.enum(['new', 'same', 'broken']) })),
  /** What was left out, in sentences. */
  notes: z.array(z.string()),
});
export type PackReport = z.infer<typeof packReport>;

/** `try`: only say what would happen. `overwrite`: files of `changed` templates that are taken; others become copies. */
export const importQuery = z.object({
  try: z.stringbool().default(false),
  overwrite: z.string().max(4_000).default(''),
});
/** Identifiers with commas between them. */
export const exportQuery = z.object({ ids: z.string().min(1).max(8_000) });
