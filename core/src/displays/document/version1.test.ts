import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anyOf } from '../../../../test/support/anyOf.ts';
import { migrateDocument } from './migrations.ts';
import { templateDocument } from './schema.ts';
import type { TemplateDocument } from './template.ts';
import { validateTemplate } from './validate.ts';

// Version 1 of the template document as it was: never to be changed. The tests are at the end.

const text = z.string().max(500);
const name = z.string().min(1).max(120);
const colour = z.string().regex(/^#[0-9a-f]{6}([0-9a-f]{2})?$/i);
const px = z.number().min(-49_152).max(49_152);
const sizePx = z.number().min(0).max(49_152);
const airingMs = z.number().int().min(0).max(3_600_000);
const box = z.strictObject({ x: px, y: px, width: sizePx, height: sizePx });

const field = z.enum([
  'bib',
  'firstName',
  'lastName',
  'name',
  'sex',
  'age',
  'city',
  'region',
  'country',
  'home',
  'club',
  'race',
  'wave',
  'division',
  'note',
  'location',
  'timeOfDay',
  'status',
  'gunTimeMs',
  'chipTimeMs',
  'officialTimeMs',
  'placeOverall',
  'placeSex',
  'placeDivision',
]);

const style = z.strictObject({
  font: z.enum(['sans', 'condensed']),
  sizePx: z.number().min(1).max(16_384),
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

const segments = z
  .array(
    z.union([
      z.strictObject({ text }),
      z.strictObject({
        field,
        format: z.enum(['plain', 'upper', 'time', 'ordinal', 'clock']).optional(),
        before: text.optional(),
        after: text.optional(),
      }),
    ]),
  )
  .max(20);

const condition = { when: field.optional(), unless: field.optional() };
const base = { ...condition, id: name, box, state: z.enum(['resting', 'active']).optional() };
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
    ...base,
    kind: z.literal('shape'),
    fill: z.union([
      colour,
      z.strictObject({ from: colour, to: colour, angleDeg: z.number().min(-360).max(360) }),
    ]),
    radiusPx: sizePx.optional(),
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
    kind: z.literal('clock'),
    style,
    source: z.enum(['race', 'time-of-day', 'race-or-time-of-day']),
    beforeGun: text,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('recent'),
    rows: z.number().int().min(1).max(50),
    rowHeightPx: z.number().min(1).max(16_384),
    gapPx: sizePx,
    cells: z.array(cell).max(20),
    rowFill: colour,
    rowRadiusPx: sizePx.optional(),
    newRowFill: colour,
    unknownBibs: z.enum(['show', 'hide']),
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
]);

const canvasSidePx = z.number().int().min(16).max(16_384);
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
    .max(200)
    .refine((blocks) => new Set(blocks.map((each) => each.id)).size === blocks.length, 'ids'),
});

const templateVersion1 = z.strictObject({
  schemaVersion: z.literal(1),
  id: name,
  name,
  airing: z.strictObject({
    dwellMs: airingMs,
    minDwellMs: airingMs,
    hurryFrom: z.number().int().min(1).max(10_000),
    restAfterMs: airingMs,
  }),
  unknownBibs: z.enum(['show', 'hide']),
  layouts: z.array(layout).min(1).max(12),
});

type Loose = Record<string, unknown>;
const anyDocument = anyOf<TemplateDocument>(templateDocument);
const anyOld = anyOf(templateVersion1);
const viaJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const runs = { numRuns: 150 };

describe('versions', () => {
  it('1 grows up, and is exactly itself again on the way back', () => {
    fc.assert(
      fc.property(anyOld, (old) => {
        const up = migrateDocument(viaJson(old), 1);
        expect(validateTemplate(up)).toMatchObject({ ok: true });
        expect(validateTemplate(old)).toEqual({ ok: true, template: up });
        expect(migrateDocument(up, 2, 1)).toEqual(old);
      }),
      runs,
    );
  });

  it('2 becomes a version 1 that the software of that time takes', () => {
    fc.assert(
      fc.property(anyDocument, (template) => {
        const down = viaJson(migrateDocument(viaJson(template) as unknown as Loose, 2, 1));
        const check = templateVersion1.safeParse(down);
        expect(check.error?.issues ?? [], JSON.stringify(down)).toEqual([]);
        // What version 1 could say comes back as it was said.
        expect(migrateDocument(migrateDocument(down, 1), 2, 1)).toEqual(down);
      }),
      runs,
    );
  });

  it('without a step are no place to go', () => {
    expect(() => migrateDocument({}, 1, 0)).toThrow(RangeError);
    expect(() => migrateDocument({}, 2, 3)).toThrow(RangeError);
  });
});
