import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyOf } from '../../../../test/support/anyOf.ts';
import { finishHero } from '../templates/finishHero.ts';
import type { Block, TextBlock } from './blocks.ts';
import { documentDifferences } from './diff.ts';
import { templateDocument } from './schema.ts';
import type { TemplateDocument } from './template.ts';
import { validateTemplate } from './validate.ts';

const name: TextBlock = {
  kind: 'text',
  id: 'name',
  name: 'Name',
  box: { x: 10, y: 20, width: 300, height: 80 },
  segments: [{ field: 'name' }],
  style: {
    font: 'sans',
    sizePx: 40,
    weight: 700,
    colour: '#ffffff',
    align: 'left',
    valign: 'middle',
  },
  fit: { mode: 'shrink', minScale: 0.5 },
};
const canvas = {
  widthPx: 1920,
  heightPx: 1080,
  background: { kind: 'fill', fill: '#000000' },
  safeAreaPct: 5,
  fit: 'contain',
} as const;
const withBlocks = (...blocks: Block[]): TemplateDocument => ({
  ...finishHero,
  layouts: [{ name: 'Full HD', canvas, blocks }],
});
const between = (before: Block[], after: Block[]) =>
  documentDifferences(withBlocks(...before), withBlocks(...after));

describe('the differences of two documents', () => {
  it('are told in words', () => {
    const moved = { ...name, box: { x: 22, y: 15.5, width: 300, height: 80 } };
    expect(between([name], [moved])).toEqual(['Block “Name”: moved 12 px right and 4.5 px up']);
    expect(between([name], [{ ...name, box: { ...name.box, width: 320 } }])).toEqual([
      'Block “Name”: 300 × 80 px, now 320 × 80 px',
    ]);
    expect(between([name], [{ ...name, style: { ...name.style, sizePx: 48 } }])).toEqual([
      'Block “Name”: style size: 40 px, now 48 px',
    ]);
    expect(between([name], [{ ...name, segments: [{ text: 'No. ' }, { field: 'bib' }] }])).toEqual([
      'Block “Name”: text: {name}, now “No. ” {bib}',
    ]);
    expect(between([name], [{ ...name, modes: ['active'] }])).toEqual([
      'Block “Name”: states: none, now active',
    ]);
    const { name: _, ...unnamed } = { ...name, id: 'b2' };
    expect(between([name], [name, unnamed])).toEqual(['Block “b2” (text) is new']);
    expect(between([name, unnamed], [unnamed, name])).toEqual(['The blocks stand in another order']);
    expect(between([name], [])).toEqual(['Block “Name” is gone']);
  });

  it('of settings and layouts are told too', () => {
    const before = withBlocks(name);
    const [layout] = before.layouts;
    if (layout === undefined) throw new Error('no layout');
    const after: TemplateDocument = {
      ...before,
      airing: { ...before.airing, dwellMs: before.airing.dwellMs + 500 },
      layouts: [
        { ...layout, canvas: { ...canvas, heightPx: 540 } },
        { ...layout, name: 'LED strip' },
      ],
    };
    expect(documentDifferences(before, after)).toEqual([
      `queue time on air: ${before.airing.dwellMs} ms, now ${after.airing.dwellMs} ms`,
      'Canvas: 1920 × 1080 px, now 1920 × 540 px',
      'Layout “LED strip” is new',
    ]);
  });

  const anyDocument = anyOf<TemplateDocument>(templateDocument);

  it('are none between equal documents', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const again = JSON.parse(JSON.stringify(document)) as TemplateDocument;
        expect(documentDifferences(document, { ...again, id: 'other' })).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('are never none after a change, and never a sentence without words', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, fc.nat(), (document, donor, at) => {
        const changed = JSON.parse(JSON.stringify(document)) as TemplateDocument;
        if (!changeOne(changed, donor, at)) return;
        const check = validateTemplate(changed);
        if (!check.ok) return;
        const told = documentDifferences(document, check.template);
        expect(told.length).toBeGreaterThan(0);
        for (const each of told) expect(each).not.toMatch(/undefined|\[object|^: /);
      }),
      { numRuns: 250 },
    );
  });
});

type Loose = Record<string, unknown>;

/** Give one field of the document another value of its kind, or one of the donor's. False when nothing differs then. */
function changeOne(document: TemplateDocument, donor: TemplateDocument, at: number): boolean {
  const places = fieldsIn(document).filter(
    ([object, key]) => !(object === (document as unknown) && key === 'id'),
  );
  const place = places[at % places.length];
  if (place === undefined) return false;
  const [object, key] = place;
  const others = fieldsIn(donor).filter(([other, each]) => each === key && other[each] !== undefined);
  const other = others[at % Math.max(1, others.length)];
  const old = JSON.stringify(object[key]);
  object[key] = other === undefined ? another(object[key]) : other[0][other[1]];
  return JSON.stringify(object[key]) !== old;
}

function another(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string' ? `${value}x` : undefined;
}

function fieldsIn(value: unknown): [Loose, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    [value as Loose, key] as [Loose, string],
    ...fieldsIn(each),
  ]);
}
