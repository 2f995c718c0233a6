import type { Block, ListBlock, ListCell } from '../document/blocks.ts';
import type { Segment } from '../document/fields.ts';
import type { Box } from '../document/style.ts';
import type { Layout, TemplateDocument } from '../document/template.ts';
import { TEMPLATE_SCHEMA_VERSION } from '../document/template.ts';
import { COLOUR, display, glow, label, NIGHT, plain, shrink, wrap } from './palette.ts';

const HOME: Segment[] = [{ field: 'home' }, { field: 'club', before: ' · ' }];
const GROUP: Segment[] = [{ field: 'division' }, { field: 'age', before: ' · age ' }];
const PLACES: Segment[] = [
  { field: 'placeOverall', format: 'ordinal' },
  { field: 'placeDivision', format: 'ordinal', before: ' · ', after: ' div' },
];

/**
 * For the announcer: everything worth saying about each runner in one row, newest on top. The list stays while nobody
 * comes; it has no resting picture of its own.
 */
export const announcerList: TemplateDocument = {
  schemaVersion: TEMPLATE_SCHEMA_VERSION,
  id: 'announcer-list',
  name: 'Announcer list',
  airing: { dwellMs: 3_000, minDwellMs: 500, hurryFrom: 3, restAfterMs: 30_000, crowd: null },
  unknownBibs: 'show',
  theme: NIGHT,
  layouts: [landscape(), portrait()],
};

function landscape(): Layout {
  const list = { x: 72, y: 152, width: 1776, height: 888 };
  return {
    name: 'landscape',
    canvas: {
      widthPx: 1920,
      heightPx: 1080,
      background: { kind: 'fill', fill: COLOUR.ground },
      fit: 'contain',
      safeAreaPct: 3.5,
    },
    blocks: [
      glow(1920, 1080),
      ...header({ x: 72, y: 40, width: 1776, height: 84 }),
      ...rows(list, 8, 104, landscapeCells()),
    ],
  };
}

function portrait(): Layout {
  const list = { x: 48, y: 176, width: 984, height: 1696 };
  return {
    name: 'portrait',
    canvas: {
      widthPx: 1080,
      heightPx: 1920,
      background: { kind: 'fill', fill: COLOUR.ground },
      fit: 'contain',
      safeAreaPct: 3.5,
    },
    blocks: [
      glow(1080, 1920),
      ...header({ x: 48, y: 56, width: 984, height: 84 }),
      ...rows(list, 10, 164, portraitCells()),
    ],
  };
}

function header({ x, y, width, height }: Box): Block[] {
  const clockWidth = 330;
  const countWidth = width > 1200 ? 420 : 170;
  const nameWidth = width - clockWidth - countWidth - 72;
  const countX = x + 40 + nameWidth + 16;
  return [
    { kind: 'shape', id: 'mark', box: { x, y: y + 12, width: 12, height: height - 24 }, fill: COLOUR.accent },
    {
      kind: 'status',
      id: 'event-name',
      box: { x: x + 40, y, width: nameWidth, height },
      style: display(52, { upper: true, letterSpacingPx: 1 }),
      value: 'session-name',
      before: '',
      after: '',
      hideZero: false,
    },
    count('crossings', 'crossings', ' through', { x: countX, y, width: countWidth, height: height / 2 }),
    count('backlog', 'waiting', ' waiting', {
      x: countX,
      y: y + height / 2,
      width: countWidth,
      height: height / 2,
    }),
    {
      kind: 'clock',
      id: 'clock',
      box: { x: x + width - clockWidth, y, width: clockWidth, height },
      style: display(84, { align: 'right', tabular: true }),
      source: 'race-or-time-of-day',
      beforeGun: '',
    },
  ];
}

function count(id: string, value: 'crossings' | 'waiting', after: string, box: Box): Block {
  const colour = value === 'waiting' ? COLOUR.accent : COLOUR.soft;
  const style = plain(28, { weight: 600, align: 'right', tabular: true, colour });
  return { kind: 'status', id, box, style, value, before: '', after, hideZero: true };
}

/** The list, and under its first row the words that it covers as soon as somebody comes. */
function rows(box: Box, count: number, rowHeightPx: number, cells: ListCell[]): Block[] {
  const list: ListBlock = {
    kind: 'list',
    source: 'recent',
    id: 'list',
    box,
    rows: count,
    rowHeightPx,
    gapPx: 8,
    rowFill: COLOUR.row,
    rowRadiusPx: 14,
    newRowFill: COLOUR.rowNew,
    unknownBibs: 'show',
    cells,
  };
  return [
    {
      kind: 'text',
      id: 'nobody-yet',
      box: { ...box, height: rowHeightPx },
      style: plain(34, { align: 'center' }),
      segments: [{ text: 'Ready for the first runner' }],
      unknownSegments: [{ text: 'Ready for the first runner' }],
      fit: shrink(0.6),
    },
    list,
  ];
}

function landscapeCells(): ListCell[] {
  return [
    bib({ x: 24, y: 0, width: 152, height: 104 }),
    name({ x: 196, y: 6, width: 608, height: 58 }),
    second({ x: 196, y: 66, width: 608, height: 32 }, HOME),
    first({ x: 836, y: 6, width: 300, height: 58 }, GROUP),
    second({ x: 836, y: 66, width: 300, height: 32 }, [{ field: 'race' }, { field: 'wave', before: ' · ' }]),
    note({ x: 1156, y: 6, width: 316, height: 92 }),
    ...time({ x: 1492, y: 6, width: 260, height: 58 }),
    second({ x: 1492, y: 66, width: 260, height: 32 }, PLACES, 'right'),
  ];
}

function portraitCells(): ListCell[] {
  return [
    bib({ x: 24, y: 0, width: 132, height: 164 }),
    name({ x: 176, y: 10, width: 540, height: 62 }),
    second({ x: 176, y: 74, width: 540, height: 36 }, HOME),
    second({ x: 176, y: 114, width: 240, height: 36 }, GROUP),
    note({ x: 426, y: 112, width: 534, height: 40 }),
    ...time({ x: 736, y: 10, width: 224, height: 62 }),
    second({ x: 736, y: 74, width: 224, height: 36 }, PLACES, 'right'),
  ];
}

function bib(box: Box): ListCell {
  const style = display(68, { colour: COLOUR.accent, tabular: true });
  return { box, style, segments: [{ field: 'bib' }], fit: shrink(0.4) };
}

function name(box: Box): ListCell {
  const unknownSegments = [{ text: 'Not on the start list' }];
  return { box, style: display(58), segments: [{ field: 'name' }], unknownSegments, fit: shrink(0.6) };
}

function first(box: Box, segments: Segment[]): ListCell {
  return { box, style: display(44), segments, fit: shrink(0.7) };
}

function second(box: Box, segments: Segment[], align: 'left' | 'right' = 'left'): ListCell {
  return { box, style: plain(28, { align, tabular: align === 'right' }), segments, fit: shrink(0.8) };
}

function note(box: Box): ListCell {
  const style = label(28, { colour: COLOUR.accent, upper: false, letterSpacingPx: 0 });
  return { box, style, segments: [{ field: 'note' }], fit: wrap(box.height > 60 ? 2 : 1) };
}

/** The official time; before results are known the time of day. */
function time(box: Box): ListCell[] {
  const style = display(58, { align: 'right', tabular: true });
  const soft = { ...style, colour: COLOUR.soft };
  return [
    { box, style, segments: [{ field: 'officialTimeMs', format: 'time' }], fit: shrink(0.7) },
    { box, unless: 'officialTimeMs', style: soft, segments: [{ field: 'timeOfDay' }], fit: shrink(0.7) },
  ];
}
