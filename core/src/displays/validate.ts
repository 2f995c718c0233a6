import { z } from 'zod';
import { type CardField, TEMPLATE_SCHEMA_VERSION, type TemplateDocument } from './template.ts';

/** Limits of a template document: far above what a readable screen holds, low enough to draw in one frame. */
const LAYOUTS_LIMIT = 12;
const BLOCKS_LIMIT = 200;
const SEGMENTS_LIMIT = 20;
const LIST_ROWS_LIMIT = 50;
const LIST_CELLS_LIMIT = 20;
const TEXT_LIMIT = 500;
/** Largest side of a canvas in pixels: LED banners reach about 9,000. */
const CANVAS_LIMIT_PX = 16_384;
/** An hour on air is longer than any race needs. */
const AIRING_LIMIT_MS = 3_600_000;

/** One thing that is wrong with a document, and where: `layouts.0.blocks.3.box.width`. */
export interface TemplateProblem {
  path: string;
  message: string;
}

export type TemplateCheck =
  | { ok: true; template: TemplateDocument }
  | { ok: false; problems: TemplateProblem[] };

/**
 * Check a document that comes from outside: a file, an upload, an older database. Unknown fields are refused, so a
 * document cannot smuggle markup or an editor's leftovers; a newer version is refused before anything else is read.
 */
export function validateTemplate(value: unknown): TemplateCheck {
  const version = z.looseObject({ schemaVersion: z.number() }).safeParse(value);
  if (version.success && version.data.schemaVersion > TEMPLATE_SCHEMA_VERSION) {
    const message = `version ${version.data.schemaVersion} is newer than this software knows (${TEMPLATE_SCHEMA_VERSION})`;
    return { ok: false, problems: [{ path: 'schemaVersion', message }] };
  }
  const parsed = templateDocument.safeParse(value);
  if (parsed.success) return { ok: true, template: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  return { ok: false, problems };
}

const text = z.string().max(TEXT_LIMIT);
const name = z.string().min(1).max(120);
const colour = z.string().regex(/^#[0-9a-f]{6}([0-9a-f]{2})?$/i, 'a colour is #rrggbb or #rrggbbaa');
const px = z
  .number()
  .min(-3 * CANVAS_LIMIT_PX)
  .max(3 * CANVAS_LIMIT_PX);
const sizePx = z
  .number()
  .min(0)
  .max(3 * CANVAS_LIMIT_PX);
const airingMs = z.number().int().min(0).max(AIRING_LIMIT_MS);
const box = z.strictObject({ x: px, y: px, width: sizePx, height: sizePx });

/** Complete by its type: a new field of the card must be listed here. */
const cardField = z.enum({
  bib: 'bib',
  firstName: 'firstName',
  lastName: 'lastName',
  name: 'name',
  sex: 'sex',
  age: 'age',
  city: 'city',
  region: 'region',
  country: 'country',
  home: 'home',
  club: 'club',
  race: 'race',
  wave: 'wave',
  division: 'division',
  note: 'note',
  location: 'location',
  timeOfDay: 'timeOfDay',
  status: 'status',
  gunTimeMs: 'gunTimeMs',
  chipTimeMs: 'chipTimeMs',
  officialTimeMs: 'officialTimeMs',
  placeOverall: 'placeOverall',
  placeSex: 'placeSex',
  placeDivision: 'placeDivision',
} satisfies { [Field in CardField]: Field });

const style = z.strictObject({
  font: z.enum(['sans', 'condensed']),
  sizePx: z.number().min(1).max(CANVAS_LIMIT_PX),
  weight: z.union([z.literal(400), z.literal(500), z.literal(600), z.literal(700), z.literal(800)]),
  colour,
  align: z.enum(['left', 'center', 'right']),
  valign: z.enum(['top', 'middle', 'bottom']),
  upper: z.boolean().optional(),
  tabular: z.boolean().optional(),
  letterSpacingPx: z.number().min(-100).max(100).optional(),
});

const fit = z.strictObject({
  mode: z.enum(['shrink', 'ellipsis', 'wrap']),
  minScale: z.number().min(0.05).max(1),
  maxLines: z.number().int().min(1).max(20).optional(),
});

const segment = z.union([
  z.strictObject({ text }),
  z.strictObject({
    field: cardField,
    format: z.enum(['plain', 'upper', 'time', 'ordinal', 'clock']).optional(),
    before: text.optional(),
    after: text.optional(),
  }),
]);
const segments = z.array(segment).max(SEGMENTS_LIMIT);

const condition = { when: cardField.optional(), unless: cardField.optional() };
const blockBase = { ...condition, id: name, box, state: z.enum(['resting', 'active']).optional() };

const cell = z.strictObject({
  ...condition,
  box,
  segments,
  unknownSegments: segments.optional(),
  style,
  fit,
});

const block = z.discriminatedUnion('kind', [
  z.strictObject({
    ...blockBase,
    kind: z.literal('shape'),
    fill: z.union([
      colour,
      z.strictObject({ from: colour, to: colour, angleDeg: z.number().min(-360).max(360) }),
    ]),
    radiusPx: sizePx.optional(),
  }),
  z.strictObject({
    ...blockBase,
    kind: z.literal('text'),
    style,
    segments,
    unknownSegments: segments.optional(),
    fit,
  }),
  z.strictObject({
    ...blockBase,
    kind: z.literal('clock'),
    style,
    source: z.enum(['race', 'time-of-day', 'race-or-time-of-day']),
    beforeGun: text,
  }),
  z.strictObject({
    ...blockBase,
    kind: z.literal('recent'),
    rows: z.number().int().min(1).max(LIST_ROWS_LIMIT),
    rowHeightPx: z.number().min(1).max(CANVAS_LIMIT_PX),
    gapPx: sizePx,
    cells: z.array(cell).max(LIST_CELLS_LIMIT),
    rowFill: colour,
    rowRadiusPx: sizePx.optional(),
    newRowFill: colour,
    unknownBibs: z.enum(['show', 'hide']),
  }),
  z.strictObject({
    ...blockBase,
    kind: z.literal('status'),
    style,
    value: z.enum(['waiting', 'reads', 'crossings', 'unknown', 'data-age', 'session-name']),
    before: text,
    after: text,
    hideZero: z.boolean(),
  }),
]);

const canvasSidePx = z.number().int().min(16).max(CANVAS_LIMIT_PX);
const layout = z.strictObject({
  name,
  canvas: z.strictObject({
    widthPx: canvasSidePx,
    heightPx: canvasSidePx,
    background: colour,
    safeAreaPct: z.number().min(0).max(25),
  }),
  blocks: z
    .array(block)
    .max(BLOCKS_LIMIT)
    .refine(
      (blocks) => new Set(blocks.map((each) => each.id)).size === blocks.length,
      'two blocks have the same id',
    ),
});

const templateDocument = z.strictObject({
  schemaVersion: z.literal(TEMPLATE_SCHEMA_VERSION),
  id: name,
  name,
  airing: z.strictObject({
    dwellMs: airingMs,
    minDwellMs: airingMs,
    hurryFrom: z.number().int().min(1).max(10_000),
    restAfterMs: airingMs,
  }),
  unknownBibs: z.enum(['show', 'hide']),
  layouts: z.array(layout).min(1).max(LAYOUTS_LIMIT),
}) satisfies z.ZodType<TemplateDocument>;
