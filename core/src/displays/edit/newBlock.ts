import type { Block, BlockKind } from '../document/blocks.ts';
import type { TextField } from '../document/fields.ts';
import type { Box, TextStyle } from '../document/style.ts';
import type { Canvas } from '../document/template.ts';
import { boxAbout, type Point } from './geometry.ts';

const FIT = { mode: 'condense', minScale: 0.6 } as const;

/** A block with what one expects of it: in the middle of the canvas (or about `at`), large enough to be read. */
export function newBlock(kind: BlockKind, id: string, canvas: Canvas, at?: Point): Block {
  const centre = at ?? { x: canvas.widthPx / 2, y: canvas.heightPx / 2 };
  const box = (across: number, down: number): Box =>
    boxAbout(
      centre,
      Math.max(1, Math.round(canvas.widthPx * across)),
      Math.max(1, Math.round(canvas.heightPx * down)),
    );
  const style = (share: number): TextStyle => textStyle(canvas, share);
  switch (kind) {
    case 'shape':
      return { kind, id, box: box(0.25, 0.25), fill: '#2a55cc', radiusPx: 0 };
    case 'text':
      return { kind, id, box: box(0.5, 0.12), style: style(0.09), segments: [{ text: 'Text' }], fit: FIT };
    case 'image':
      return { kind, id, box: box(0.2, 0.25), asset: null, fit: 'contain' };
    case 'clock':
      return {
        kind,
        id,
        box: box(0.4, 0.12),
        style: tabular(style(0.1)),
        source: 'race-or-time-of-day',
        beforeGun: '',
      };
    case 'list':
      return newList(id, canvas, box(0.5, 0.5));
    case 'status':
      return {
        kind,
        id,
        box: box(0.25, 0.06),
        style: style(0.04),
        value: 'waiting',
        before: '',
        after: ' waiting',
        hideZero: true,
      };
    case 'message':
      return {
        kind,
        id,
        box: box(0.8, 0.4),
        style: style(0.12),
        fit: { mode: 'wrap', minScale: 0.4, maxLines: 3 },
        modes: ['message'],
      };
    case 'sponsor':
      return { kind, id, box: box(0.2, 0.15), items: [], fit: 'contain', fadeMs: 400 };
    case 'ticker':
      return newTicker(id, canvas, box(1, 0.08));
    case 'qr':
      return {
        kind,
        id,
        box: boxAbout(centre, square(canvas), square(canvas)),
        text: 'https://results.example/',
        colour: '#000000',
        fill: '#ffffff',
      };
  }
}

/** A text that shows one field of the card, as the palette makes it. */
export function newFieldBlock(field: TextField, id: string, canvas: Canvas, at?: Point): Block {
  const block = newBlock('text', id, canvas, at);
  if (block.kind !== 'text') return block;
  const isTime = field.endsWith('Ms');
  const segment = { field, ...(isTime && { format: 'time' as const }) };
  return {
    ...block,
    segments: [segment],
    ...(field === 'bib' && { unknownSegments: [segment] }),
    ...(isTime && { style: tabular(block.style) }),
  };
}

function textStyle(canvas: Canvas, share: number): TextStyle {
  return {
    font: 'condensed',
    sizePx: Math.max(1, Math.round(canvas.heightPx * share)),
    weight: 700,
    colour: '#ffffff',
    align: 'center',
    valign: 'middle',
  };
}

function tabular(style: TextStyle): TextStyle {
  return { ...style, tabular: true };
}

function square(canvas: Canvas): number {
  return Math.max(1, Math.round(Math.min(canvas.widthPx, canvas.heightPx) * 0.25));
}

function newList(id: string, canvas: Canvas, box: Box): Block {
  const rows = 6;
  const gapPx = Math.round(canvas.heightPx * 0.006);
  const rowHeightPx = Math.max(1, Math.floor((box.height - (rows - 1) * gapPx) / rows));
  const style: TextStyle = {
    ...textStyle(canvas, 1),
    sizePx: Math.max(1, Math.round(rowHeightPx * 0.6)),
    align: 'left',
  };
  const cell = (from: number, to: number): Box => ({
    x: Math.round(box.width * from),
    y: 0,
    width: Math.max(1, Math.round(box.width * (to - from))),
    height: rowHeightPx,
  });
  return {
    kind: 'list',
    id,
    box,
    source: 'recent',
    rows,
    rowHeightPx,
    gapPx,
    rowFill: '#ffffff14',
    newRowFill: '#2a55cc66',
    unknownBibs: 'show',
    cells: [
      {
        box: cell(0.02, 0.14),
        segments: [{ field: 'bib' }],
        style: tabular(style),
        fit: { mode: 'shrink', minScale: 0.5 },
      },
      {
        box: cell(0.16, 0.74),
        segments: [{ field: 'name' }],
        style,
        fit: { mode: 'abbreviate', minScale: 0.7 },
      },
      {
        box: cell(0.76, 0.98),
        segments: [{ field: 'officialTimeMs', or: ['timeOfDay'], format: 'time' }],
        style: { ...tabular(style), align: 'right' },
        fit: { mode: 'shrink', minScale: 0.5 },
      },
    ],
  };
}

function newTicker(id: string, canvas: Canvas, box: Box): Block {
  return {
    kind: 'ticker',
    id,
    box,
    style: { ...textStyle(canvas, 0.05), align: 'left' },
    source: 'recent',
    segments: [{ field: 'name' }, { field: 'officialTimeMs', format: 'time', before: '  ' }],
    separator: '   •   ',
    speedPxPerS: Math.max(20, Math.round(canvas.widthPx / 12)),
  };
}
