import { z } from 'zod';
import { BLOCK_MODES, LIST_SOURCES } from './blocks.ts';
import { type CardField, FIELD_FORMATS, type RowField } from './fields.ts';
import { TEMPLATE_LIMITS as LIMITS } from './limits.ts';
import { FONTS, MOTIONS } from './style.ts';
import { TEMPLATE_SCHEMA_VERSION, type TemplateDocument } from './template.ts';

/** The shape of a template document. Unknown fields are refused, so it cannot smuggle markup or an editor's leftovers. */

const text = z.string().max(LIMITS.text);
const name = z.string().min(1).max(120);
const colour = z
  .string()
  .regex(
    /^(#[0-9a-f]{6}([0-9a-f]{2})?|\$[a-z][a-zA-Z0-9-]{0,39})$/i,
    'a colour is #rrggbb, #rrggbbaa or $name',
  );
const plainColour = z.string().regex(/^#[0-9a-f]{6}([0-9a-f]{2})?$/i, 'a colour is #rrggbb or #rrggbbaa');
const px = z
  .number()
  .min(-3 * LIMITS.canvasPx)
  .max(3 * LIMITS.canvasPx);
const sizePx = z
  .number()
  .min(0)
  .max(3 * LIMITS.canvasPx);
const share = z.number().min(0).max(1);
const degrees = z.number().min(-360).max(360);
const airingMs = z.number().int().min(0).max(LIMITS.airingMs);
const motionMs = z.number().int().min(0).max(LIMITS.motionMs);
const box = z.strictObject({ x: px, y: px, width: sizePx, height: sizePx });
const assetId = z.uuid();

/** Complete by its type: a new field of the card must be listed here. */
const textField = z.enum({
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
  pronunciation: 'pronunciation',
  location: 'location',
  timeOfDay: 'timeOfDay',
  status: 'status',
  gunTimeMs: 'gunTimeMs',
  chipTimeMs: 'chipTimeMs',
  officialTimeMs: 'officialTimeMs',
  placeOverall: 'placeOverall',
  placeSex: 'placeSex',
  placeDivision: 'placeDivision',
  rank: 'rank',
  splitName: 'splitName',
  splitTimeMs: 'splitTimeMs',
  etaMs: 'etaMs',
} satisfies { [Field in CardField | RowField]: Field });

const weight = z.union([z.literal(400), z.literal(500), z.literal(600), z.literal(700), z.literal(800)]);
const shadow = z.strictObject({ colour, dxPx: px, dyPx: px, blurPx: z.number().min(0).max(200) });
const border = z.strictObject({ colour, widthPx: z.number().min(0).max(500) });

const style = z.strictObject({
  font: z.enum(FONTS),
  sizePx: z.number().min(1).max(LIMITS.canvasPx),
  weight,
  colour,
  align: z.enum(['left', 'center', 'right']),
  valign: z.enum(['top', 'middle', 'bottom']),
  upper: z.boolean().optional(),
  italic: z.boolean().optional(),
  tabular: z.boolean().optional(),
  letterSpacingPx: z.number().min(-100).max(100).optional(),
  lineHeight: z.number().min(0.5).max(3).optional(),
  shadow: shadow.optional(),
  outline: border.optional(),
});

const fill = z.union([colour, z.strictObject({ from: colour, to: colour, angleDeg: degrees })]);

const fit = z.strictObject({
  mode: z.enum(['shrink', 'condense', 'abbreviate', 'ellipsis', 'wrap']),
  minScale: z.number().min(0.05).max(1),
  maxLines: z.number().int().min(1).max(20).optional(),
});

const segment = z.union([
  z.strictObject({ text }),
  z.strictObject({
    field: textField,
    or: z.array(textField).max(4).optional(),
    format: z.enum(FIELD_FORMATS).optional(),
    before: text.optional(),
    after: text.optional(),
    fallback: text.optional(),
  }),
]);
const segments = z.array(segment).max(LIMITS.segments);

const condition = { when: textField.optional(), unless: textField.optional() };
const motion = z.strictObject({ kind: z.enum(MOTIONS), durationMs: motionMs, delayMs: motionMs });
const modeChange = z.strictObject({
  box: box.optional(),
  rotationDeg: degrees.optional(),
  opacity: share.optional(),
});

const base = {
  ...condition,
  id: name,
  name: name.optional(),
  box,
  rotationDeg: degrees.optional(),
  opacity: share.optional(),
  modes: z.array(z.enum(BLOCK_MODES)).max(BLOCK_MODES.length).optional(),
  inMode: z.partialRecord(z.enum(BLOCK_MODES), modeChange).optional(),
  motion: z
    .strictObject({ enter: motion.optional(), leave: motion.optional(), update: motion.optional() })
    .optional(),
  group: name.optional(),
  locked: z.boolean().optional(),
  hidden: z.boolean().optional(),
};

const cell = z.strictObject({
  ...condition,
  box,
  segments,
  unknownSegments: segments.optional(),
  style,
  fit,
});

const board = z.strictObject({
  race: text,
  sex: text,
  division: text,
  by: z.enum(['overall', 'sex', 'division']),
  most: z.number().int().min(1).max(500),
});

const unknownBibs = z.enum(['show', 'hide']);

const block = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('shape'),
    form: z.enum(['rectangle', 'ellipse']).optional(),
    fill,
    radiusPx: sizePx.optional(),
    border: border.optional(),
    shadow: shadow.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('text'),
    style,
    segments,
    unknownSegments: segments.optional(),
    fit,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('image'),
    asset: assetId.nullable(),
    fit: z.enum(['contain', 'cover', 'stretch']),
    crop: z.strictObject({ x: share, y: share, width: share, height: share }).optional(),
    radiusPx: sizePx.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('clock'),
    style,
    source: z.enum(['race', 'time-of-day', 'race-or-time-of-day', 'countdown']),
    wave: text.optional(),
    until: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'a time of day is HH:MM or HH:MM:SS')
      .optional(),
    precision: z.enum(['short', 'seconds', 'tenths']).optional(),
    beforeGun: text,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('list'),
    source: z.enum(LIST_SOURCES),
    board: board.optional(),
    rows: z.number().int().min(1).max(LIMITS.listRows),
    columns: z.number().int().min(1).max(LIMITS.listColumns).optional(),
    columnGapPx: sizePx.optional(),
    rowHeightPx: z.number().min(1).max(LIMITS.canvasPx),
    gapPx: sizePx,
    cells: z.array(cell).max(LIMITS.listCells),
    rowFill: colour,
    rowRadiusPx: sizePx.optional(),
    newRowFill: colour,
    pageMs: z.number().int().min(500).max(LIMITS.airingMs).optional(),
    unknownBibs,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('status'),
    style,
    value: z.enum(['waiting', 'reads', 'crossings', 'unknown', 'data-age', 'session-name']),
    before: text,
    after: text,
    hideZero: z.boolean(),
  }),
  z.strictObject({ ...base, kind: z.literal('message'), style, fit }),
  z.strictObject({
    ...base,
    kind: z.literal('sponsor'),
    items: z
      .array(
        z.strictObject({ asset: assetId, name, dwellMs: z.number().int().min(500).max(LIMITS.airingMs) }),
      )
      .max(LIMITS.sponsors),
    fit: z.enum(['contain', 'cover']),
    fadeMs: motionMs,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('ticker'),
    style,
    source: z.enum(['text', 'recent', 'crowd']),
    segments,
    separator: text,
    speedPxPerS: z.number().min(1).max(5_000),
  }),
  z.strictObject({ ...base, kind: z.literal('qr'), text, colour, fill: colour }),
]);

const canvasSidePx = z.number().int().min(16).max(LIMITS.canvasPx);
const background = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fill'), fill }),
  z.strictObject({
    kind: z.literal('image'),
    asset: assetId,
    fit: z.enum(['cover', 'contain', 'stretch']),
    behind: colour,
  }),
  z.strictObject({ kind: z.literal('transparent') }),
]);

const slice = z.strictObject({
  from: box,
  toX: px,
  toY: px,
  turns: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).optional(),
});

const layout = z.strictObject({
  name,
  canvas: z.strictObject({
    widthPx: canvasSidePx,
    heightPx: canvasSidePx,
    background,
    safeAreaPct: z.number().min(0).max(25),
    fit: z.enum(['contain', 'cover', 'stretch', 'native']),
    pixelMap: z
      .strictObject({
        widthPx: canvasSidePx,
        heightPx: canvasSidePx,
        slices: z.array(slice).min(1).max(LIMITS.slices),
      })
      .optional(),
  }),
  blocks: z
    .array(block)
    .max(LIMITS.blocks)
    .refine(
      (blocks) => new Set(blocks.map((each) => each.id)).size === blocks.length,
      'two blocks have the same id',
    ),
});

const airingSettings = z.strictObject({
  dwellMs: airingMs,
  minDwellMs: airingMs,
  hurryFrom: z.number().int().min(1).max(10_000),
  restAfterMs: airingMs,
  crowd: z
    .strictObject({
      gridBelowMs: airingMs,
      gridCards: z.number().int().min(2).max(LIMITS.crowdCards),
      tickerCards: z.number().int().min(0).max(LIMITS.crowdCards),
      maxDwellMs: airingMs,
      calmMs: airingMs,
    })
    .nullable(),
});

export const templateDocument = z.strictObject({
  schemaVersion: z.literal(TEMPLATE_SCHEMA_VERSION),
  id: name,
  name,
  airing: airingSettings,
  unknownBibs,
  theme: z.strictObject({
    name,
    colours: z
      .record(z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/), plainColour)
      .refine((colours) => Object.keys(colours).length <= LIMITS.colours, 'too many colours'),
  }),
  layouts: z.array(layout).min(1).max(LIMITS.layouts),
}) satisfies z.ZodType<TemplateDocument>;
