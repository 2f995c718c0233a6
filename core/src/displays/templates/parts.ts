import type {
  Block,
  BlockMode,
  BoardQuery,
  ClockBlock,
  ListBlock,
  ListCell,
  ShapeBlock,
  StatusBlock,
  TextBlock,
} from '../document/blocks.ts';
import type { Segment, TextField } from '../document/fields.ts';
import type { Box, Fit, TextStyle } from '../document/style.ts';
import type { AiringSettings, CrowdSettings, Layout } from '../document/template.ts';
import { COLOUR, display, glow, label, plain, shrink, wrap } from './palette.ts';

/** One at a time up to one in two seconds, a grid of eight above that, and a dense list above what the grid can show. */
export const CROWD: CrowdSettings = {
  gridBelowMs: 2_000,
  gridCards: 8,
  tickerCards: 24,
  maxDwellMs: 6_000,
  calmMs: 4_000,
};

export const AIRING: AiringSettings = {
  dwellMs: 5_000,
  minDwellMs: 1_500,
  hurryFrom: 4,
  restAfterMs: 15_000,
  crowd: CROWD,
};

export const HOME: Segment[] = [{ field: 'home' }, { field: 'club', before: ' · ' }];
export const TIME: Segment[] = [{ field: 'officialTimeMs', format: 'time' }];

/** A picture of this size on the built-in ground. */
export function picture(name: string, widthPx: number, heightPx: number, blocks: Block[]): Layout {
  return {
    name,
    canvas: {
      widthPx,
      heightPx,
      background: { kind: 'fill', fill: COLOUR.ground },
      fit: 'contain',
      safeAreaPct: 3.5,
    },
    blocks: [glow(widthPx, heightPx), ...blocks],
  };
}

export function text(
  id: string,
  box: Box,
  style: TextStyle,
  segments: Segment[],
  more: Partial<TextBlock> = {},
): TextBlock {
  return { kind: 'text', id, box, style, segments, fit: shrink(0.5), ...more };
}

/** Words that stand there whoever is on air. */
export function words(
  id: string,
  box: Box,
  style: TextStyle,
  said: string,
  more: Partial<TextBlock> = {},
): TextBlock {
  const segments = [{ text: said }];
  return text(id, box, style, segments, { unknownSegments: segments, ...more });
}

export function shape(
  id: string,
  box: Box,
  fill: ShapeBlock['fill'],
  more: Partial<ShapeBlock> = {},
): ShapeBlock {
  return { kind: 'shape', id, box, fill, ...more };
}

export function panel(id: string, box: Box, more: Partial<ShapeBlock> = {}): ShapeBlock {
  const fill = { from: COLOUR.panel, to: COLOUR.panelEnd, angleDeg: 150 };
  return shape(id, box, fill, { radiusPx: Math.min(28, box.height / 6), ...more });
}

export function clock(id: string, box: Box, style: TextStyle, more: Partial<ClockBlock> = {}): ClockBlock {
  return { kind: 'clock', id, box, style, source: 'race-or-time-of-day', beforeGun: '', ...more };
}

export function status(
  id: string,
  box: Box,
  style: TextStyle,
  value: StatusBlock['value'],
  more: Partial<StatusBlock> = {},
): StatusBlock {
  return { kind: 'status', id, box, style, value, before: '', after: '', hideZero: true, ...more };
}

/** The name of the race beside a mark, on the right the clock. */
export function header({ x, y, width, height }: Box, clockModes?: BlockMode[]): Block[] {
  const clockPx = height * 4.3;
  const time = { x: x + width - clockPx, y, width: clockPx, height };
  const title = { x: x + height * 0.48, y, width: width - clockPx - height, height };
  const mark = { x, y: y + height / 7, width: height / 7, height: (height * 5) / 7 };
  const clockStyle = display(height, { align: 'right', tabular: true });
  return [
    shape('mark', mark, COLOUR.accent),
    status('event-name', title, display(height * 0.62, { upper: true, letterSpacingPx: 1 }), 'session-name', {
      hideZero: false,
    }),
    clock('clock', time, clockStyle, clockModes ? { modes: clockModes } : {}),
  ];
}

/** How many wait. Shown whenever somebody does: nobody is left out in silence. */
export function backlog(box: Box, modes: BlockMode[], sizePx = 28): StatusBlock {
  const style = plain(sizePx, { weight: 600, align: 'right', colour: COLOUR.accent, tabular: true });
  return status('backlog', box, style, 'waiting', { modes, before: '+', after: ' to come' });
}

export interface RowShape {
  rows: number;
  columns?: number;
  gapPx: number;
  columnGapPx?: number;
}

/** Rows that fill a box, one way or in columns. `cells` are made for the size of one row. */
export function list(
  id: string,
  box: Box,
  source: ListBlock['source'],
  { rows, columns = 1, gapPx, columnGapPx = gapPx }: RowShape,
  cells: (width: number, height: number) => ListCell[],
  more: Partial<ListBlock> = {},
): ListBlock {
  const down = Math.ceil(rows / columns);
  const rowHeightPx = Math.floor((box.height - (down - 1) * gapPx) / down);
  const width = Math.floor((box.width - (columns - 1) * columnGapPx) / columns);
  return {
    kind: 'list',
    id,
    source,
    box,
    rows,
    columns,
    columnGapPx,
    rowHeightPx,
    gapPx,
    rowFill: COLOUR.row,
    rowRadiusPx: Math.round(Math.min(16, rowHeightPx / 6)),
    newRowFill: COLOUR.rowNew,
    unknownBibs: 'show',
    cells: cells(width, rowHeightPx),
    ...more,
  };
}

export function cell(
  box: Box,
  style: TextStyle,
  segments: Segment[],
  fit: Fit,
  more: Partial<ListCell> = {},
): ListCell {
  return { box, style, segments, fit, ...more };
}

/** The official time on the right; before results are known, the time of day. */
function timeCells(box: Box, sizePx: number): ListCell[] {
  const style = display(sizePx, { align: 'right', tabular: true });
  return [
    cell(box, style, TIME, shrink(0.6)),
    cell(box, { ...style, colour: COLOUR.soft }, [{ field: 'timeOfDay' }], shrink(0.6), {
      unless: 'officialTimeMs',
    }),
  ];
}

/** Bib, name and time on one line. */
export function lineCells(width: number, height: number): ListCell[] {
  const sizePx = Math.round(height * 0.5);
  const edge = Math.round(height * 0.26);
  const bib = { x: edge, y: 0, width: Math.round(sizePx * 2.2), height };
  const time = { x: width - edge - sizePx * 3.7, y: 0, width: sizePx * 3.7, height };
  const nameX = bib.x + bib.width + sizePx * 0.3;
  const name = { x: nameX, y: 0, width: time.x - nameX - sizePx * 0.3, height };
  return [
    cell(bib, display(sizePx, { colour: COLOUR.accent, tabular: true }), [{ field: 'bib' }], shrink(0.4)),
    cell(name, display(sizePx), [{ field: 'name' }], shrink(0.72, 2)),
    ...timeCells(time, sizePx * 0.95),
  ];
}

/** Bib and name alone, for many at once. */
export function denseCells(width: number, height: number): ListCell[] {
  const sizePx = Math.round(height * 0.52);
  const edge = Math.round(height * 0.24);
  const bib = { x: edge, y: 0, width: Math.round(sizePx * 1.9), height };
  const nameX = bib.x + bib.width + sizePx * 0.25;
  const name = { x: nameX, y: 0, width: width - nameX - edge, height };
  return [
    cell(
      bib,
      display(sizePx * 0.9, { colour: COLOUR.accent, tabular: true }),
      [{ field: 'bib' }],
      shrink(0.4),
    ),
    cell(name, display(sizePx), [{ field: 'name' }], shrink(0.58, 2)),
  ];
}

/** A small card: the name as large as it goes, under it where from, on the right the time. */
function cardCells(width: number, height: number): ListCell[] {
  const edge = Math.round(height * 0.16);
  const bibPx = Math.round(Math.min(height * 0.46, width * 0.11));
  const bib = { x: edge, y: 0, width: bibPx * 1.9, height };
  const x = edge + bib.width + edge * 0.7;
  const name = { x, y: height * 0.1, width: width - x - edge, height: height * 0.5 };
  const second = { y: height * 0.64, height: height * 0.22 };
  const timePx = Math.round(height * 0.24);
  const time = { x: width - edge - timePx * 3.8, width: timePx * 3.8, ...second };
  const home = { x, width: time.x - x - edge * 0.5, ...second };
  return [
    cell(bib, display(bibPx, { colour: COLOUR.accent, tabular: true }), [{ field: 'bib' }], shrink(0.4)),
    cell(name, display(Math.round(height * 0.4)), [{ field: 'name' }], shrink(0.55, 2), {
      unknownSegments: [{ text: 'Bib ' }, { field: 'bib' }],
    }),
    cell(home, plain(Math.round(height * 0.16)), HOME, shrink(0.75)),
    ...timeCells(time, timePx),
  ];
}

/** Everybody who is on air at once: cards while there is room for them, then a dense list. */
export function crowd(box: Box, gridColumns: number, listColumns: number): Block[] {
  const grid: RowShape = { rows: CROWD.gridCards, columns: gridColumns, gapPx: 20, columnGapPx: 24 };
  const dense: RowShape = { rows: CROWD.tickerCards, columns: listColumns, gapPx: 10, columnGapPx: 20 };
  return [
    list('crowd-grid', box, 'crowd', grid, cardCells, { modes: ['grid'] }),
    list('crowd-list', box, 'crowd', dense, denseCells, { modes: ['ticker'] }),
  ];
}

/** The operator's message, large, on a panel of its own. */
export function message(box: Box, sizePx: number, maxLines = 4): Block[] {
  const edge = Math.round(Math.min(box.width, box.height) * 0.08);
  const inner = {
    x: box.x + edge * 1.4,
    y: box.y + edge,
    width: box.width - 2.4 * edge,
    height: box.height - 2 * edge,
  };
  const bar = {
    x: box.x + edge * 0.5,
    y: box.y + edge,
    width: Math.max(4, edge * 0.16),
    height: box.height - 2 * edge,
  };
  return [
    panel('message-panel', box, { modes: ['message'] }),
    shape('message-bar', bar, COLOUR.accent, { modes: ['message'] }),
    {
      kind: 'message',
      id: 'message',
      modes: ['message'],
      box: inner,
      style: display(sizePx, { lineHeight: 1.12 }),
      fit: wrap(maxLines, 0.35),
      motion: { enter: { kind: 'rise', durationMs: 320, delayMs: 0 } },
    },
  ];
}

/** Best first, of women or men or of all. */
export function board(sex: string, most: number): BoardQuery {
  return { race: '', sex, division: '', by: sex === '' ? 'overall' : 'sex', most };
}

/** Place, name over club, and time. */
export function placeCells(width: number, height: number): ListCell[] {
  const edge = Math.round(height * 0.22);
  const sizePx = Math.round(Math.min(height * 0.46, width * 0.064));
  const rank = { x: edge, y: 0, width: height * 0.72, height };
  const time = { x: width - edge - sizePx * 3.7, y: 0, width: sizePx * 3.7, height };
  const x = rank.x + rank.width + edge * 0.6;
  const name = { x, y: height * 0.06, width: time.x - x - edge * 0.6, height: height * 0.54 };
  const club = { ...name, y: height * 0.61, height: height * 0.32 };
  const rankStyle = display(Math.round(height * 0.6), { colour: COLOUR.accent, tabular: true });
  return [
    cell(rank, rankStyle, [{ field: 'rank' }], shrink(0.4)),
    cell(name, display(sizePx), [{ field: 'name' }], shrink(0.6, 2)),
    cell(
      club,
      plain(Math.round(Math.min(height * 0.3, width * 0.036))),
      [{ field: 'club', or: ['home'] }],
      shrink(0.75),
    ),
    ...timeCells(time, sizePx),
  ];
}

/** A small title over a value; it goes with the value. */
export function heading(
  id: string,
  box: Box,
  said: string,
  when?: TextField,
  modes?: BlockMode[],
): TextBlock {
  return words(id, box, label(Math.round(box.height * 0.78)), said, {
    ...(when && { when }),
    ...(modes && { modes }),
  });
}
