import type { Block, ListBlock, TextBlock } from '../document/blocks.ts';
import type { CardField } from '../document/fields.ts';
import type { Box } from '../document/style.ts';
import type { Layout, TemplateDocument } from '../document/template.ts';
import { TEMPLATE_SCHEMA_VERSION } from '../document/template.ts';
import { COLOUR, display, glow, label, NIGHT, plain, shrink } from './palette.ts';
import { AIRING, backlog, crowd, header, message } from './parts.ts';

/** Where the parts stand; the same parts are arranged for each shape of screen. */
interface Frame {
  widthPx: number;
  heightPx: number;
  header: Box;
  hero: Box;
  list: Box;
  rows: number;
  rest: Box;
  restRows: number;
  backlog: Box;
  /** Where several at once are shown, and messages. */
  crowd: Box;
  gridColumns: number;
  listColumns: number;
  messagePx: number;
}

const LANDSCAPE: Frame = {
  widthPx: 1920,
  heightPx: 1080,
  header: { x: 96, y: 56, width: 1728, height: 84 },
  hero: { x: 96, y: 176, width: 1072, height: 848 },
  list: { x: 1208, y: 176, width: 616, height: 848 },
  rows: 8,
  rest: { x: 96, y: 190, width: 1728, height: 834 },
  restRows: 3,
  crowd: { x: 96, y: 176, width: 1728, height: 848 },
  backlog: { x: 1104, y: 1034, width: 720, height: 36 },
  gridColumns: 2,
  listColumns: 3,
  messagePx: 170,
};

const PORTRAIT: Frame = {
  widthPx: 1080,
  heightPx: 1920,
  header: { x: 56, y: 72, width: 968, height: 84 },
  hero: { x: 56, y: 196, width: 968, height: 848 },
  list: { x: 56, y: 1092, width: 968, height: 752 },
  rows: 7,
  rest: { x: 56, y: 420, width: 968, height: 1424 },
  restRows: 5,
  crowd: { x: 56, y: 196, width: 968, height: 1648 },
  backlog: { x: 304, y: 1856, width: 720, height: 36 },
  gridColumns: 1,
  listColumns: 2,
  messagePx: 150,
};

const ROW_HEIGHT_PX = 88;
const ROW_GAP_PX = 12;
/** Space between the hero panel's edge and its content. */
const PADDING_PX = 56;

/**
 * The finish line: the runner on air as a large card, the recent finishers beside it, the race clock above. It rests on
 * the clock and the last finishers.
 */
export const finishHero: TemplateDocument = {
  schemaVersion: TEMPLATE_SCHEMA_VERSION,
  id: 'finish-hero',
  name: 'Finish line',
  airing: AIRING,
  unknownBibs: 'show',
  theme: NIGHT,
  layouts: [layout('landscape', LANDSCAPE), layout('portrait', PORTRAIT)],
};

function layout(name: string, frame: Frame): Layout {
  const { widthPx, heightPx } = frame;
  return {
    name,
    canvas: {
      widthPx,
      heightPx,
      background: { kind: 'fill', fill: COLOUR.ground },
      fit: 'contain',
      safeAreaPct: 3.5,
    },
    blocks: [
      glow(widthPx, heightPx),
      ...header(frame.header, ['active', 'grid', 'ticker', 'message']),
      backlog(frame.backlog, ['grid', 'ticker']),
      ...hero(frame.hero),
      ...finishers(frame.list, frame.rows),
      ...resting(frame.rest, frame.restRows),
      ...crowd(frame.crowd, frame.gridColumns, frame.listColumns),
      ...message(frame.crowd, frame.messagePx),
    ],
  };
}

function hero(box: Box): Block[] {
  const { x, y, width, height } = box;
  const inner: Box = {
    x: x + PADDING_PX,
    y: y + PADDING_PX,
    width: width - 2 * PADDING_PX,
    height: height - 2 * PADDING_PX,
  };
  return [
    {
      kind: 'shape',
      id: 'panel',
      modes: ['active'],
      box,
      fill: { from: COLOUR.panel, to: COLOUR.panelEnd, angleDeg: 150 },
      radiusPx: 28,
    },
    ...badge(inner),
    ...person(inner),
    ...times({ x: inner.x, y: y + height - 196, width: inner.width, height: 164 }),
  ];
}

/** The bib on a plate; beside it the race and what there is to say about the runner in it. */
function badge({ x, y, width }: Box): Block[] {
  const aside = { x: x + 400, width: width - 400 };
  const second = { ...aside, y: y + 60, height: 108 };
  return [
    {
      kind: 'shape',
      id: 'bib-plate',
      modes: ['active'],
      box: { x, y, width: 360, height: 168 },
      fill: COLOUR.accent,
      radiusPx: 18,
    },
    {
      ...text('bib', { x: x + 20, y, width: 320, height: 168 }),
      style: display(150, { colour: COLOUR.onAccent, align: 'center', tabular: true }),
      segments: [{ field: 'bib' }],
      unknownSegments: [{ field: 'bib' }],
      fit: shrink(0.3),
    },
    {
      ...text('race', { ...aside, y, height: 52 }),
      style: label(32),
      segments: [{ field: 'race' }, { field: 'division', before: ' · ' }],
      unknownSegments: [{ field: 'location' }],
    },
    {
      ...text('places', second),
      style: display(72),
      segments: [
        { field: 'placeOverall', format: 'ordinal', after: ' overall' },
        { field: 'placeDivision', format: 'ordinal', before: ' · ', after: ' in division' },
      ],
    },
    {
      ...text('facts', second),
      unless: 'placeOverall',
      style: display(72),
      segments: [
        { field: 'age', before: 'Age ' },
        { field: 'wave', before: ' · ' },
      ],
    },
  ];
}

/** Who it is, as large as the panel allows, and where from. */
function person({ x, y, width }: Box): Block[] {
  return [
    {
      ...text('first-name', { x, y: y + 200, width, height: 84 }),
      style: display(80, { colour: COLOUR.soft, upper: true, valign: 'bottom' }),
      segments: [{ field: 'firstName' }],
    },
    {
      ...text('last-name', { x, y: y + 284, width, height: 196 }),
      style: display(184, { upper: true }),
      segments: [{ field: 'lastName' }],
      unknownSegments: [{ text: 'Bib ' }, { field: 'bib' }],
      fit: shrink(0.5, 2),
    },
    {
      ...text('home', { x, y: y + 488, width, height: 56 }),
      style: plain(42),
      segments: [{ field: 'home' }, { field: 'club', before: ' · ' }],
    },
    {
      ...text('note', { x, y: y + 544, width, height: 44 }),
      style: plain(34, { weight: 600, colour: COLOUR.accent }),
      segments: [{ field: 'note' }],
    },
  ];
}

/** Gun and chip time side by side; before results are known, where and when the runner was seen. */
function times({ x, y, width, height }: Box): Block[] {
  const half = Math.floor(width / 2);
  const line: Box = { x, y: y - 4, width, height: 2 };
  const value = (dx: number): Box => ({ x: x + dx, y: y + 52, width: half - 24, height: height - 52 });
  const title = (dx: number): Box => ({ x: x + dx, y: y + 16, width: half - 24, height: 36 });
  const big = display(124, { tabular: true });
  const small = label(28);
  const isTime = { format: 'time' } as const;
  return [
    { kind: 'shape', id: 'times-line', modes: ['active'], box: line, fill: COLOUR.line },
    heading('gun-label', title(0), 'Gun time', { when: 'gunTimeMs' }),
    { ...text('gun', value(0)), style: big, segments: [{ field: 'gunTimeMs', ...isTime }] },
    heading('chip-label', title(half), 'Chip time', { when: 'chipTimeMs' }),
    {
      ...text('chip', value(half)),
      style: { ...big, colour: COLOUR.accent },
      segments: [{ field: 'chipTimeMs', ...isTime }],
    },
    {
      ...text('seen-label', title(0)),
      unless: 'officialTimeMs',
      style: small,
      segments: [{ field: 'location' }],
      unknownSegments: [{ text: 'Time of day' }],
    },
    {
      ...text('seen', value(0)),
      unless: 'officialTimeMs',
      style: big,
      segments: [{ field: 'timeOfDay' }],
      unknownSegments: [{ field: 'timeOfDay' }],
    },
  ];
}

function finishers({ x, y, width, height }: Box, rows: number): Block[] {
  const top = height - (rows * (ROW_HEIGHT_PX + ROW_GAP_PX) - ROW_GAP_PX);
  return [
    heading('list-label', { x, y, width: width - 220, height: 36 }, 'Just in', {}),
    {
      kind: 'status',
      id: 'backlog-active',
      modes: ['active'],
      box: { x: x + width - 220, y, width: 220, height: 36 },
      style: plain(28, { weight: 600, align: 'right', colour: COLOUR.accent, tabular: true }),
      value: 'waiting',
      before: '+',
      after: ' to come',
      hideZero: true,
    },
    list('finishers', { x, y: y + top, width, height: height - top }, rows, 'active'),
  ];
}

function resting({ x, y, width, height }: Box, rows: number): Block[] {
  const listHeight = rows * (ROW_HEIGHT_PX + ROW_GAP_PX) - ROW_GAP_PX;
  const clockHeight = height - listHeight - 48;
  return [
    {
      kind: 'clock',
      id: 'rest-clock',
      modes: ['resting'],
      box: { x, y, width, height: clockHeight },
      style: display(width > 1200 ? 400 : 330, { align: 'center', tabular: true }),
      source: 'race-or-time-of-day',
      beforeGun: '',
    },
    list('rest-finishers', { x, y: y + height - listHeight, width, height: listHeight }, rows, 'resting'),
  ];
}

function list(id: string, box: Box, rows: number, state: 'active' | 'resting'): ListBlock {
  const height = ROW_HEIGHT_PX;
  const timeWidth = 164;
  const nameWidth = box.width - 24 - 108 - 16 - timeWidth - 24;
  const time = { x: box.width - timeWidth - 24, y: 0, width: timeWidth, height };
  const timeStyle = display(42, { align: 'right', tabular: true });
  return {
    kind: 'list',
    source: 'recent',
    id,
    modes: [state],
    box,
    rows,
    rowHeightPx: height,
    gapPx: ROW_GAP_PX,
    rowFill: COLOUR.row,
    rowRadiusPx: 14,
    newRowFill: COLOUR.rowNew,
    unknownBibs: 'show',
    cells: [
      {
        box: { x: 24, y: 0, width: 96, height },
        style: display(44, { colour: COLOUR.accent, tabular: true }),
        segments: [{ field: 'bib' }],
        fit: shrink(0.5),
      },
      {
        box: { x: 132, y: 0, width: nameWidth, height },
        style: display(44),
        segments: [{ field: 'name' }],
        fit: shrink(0.72, 2),
      },
      {
        box: time,
        style: timeStyle,
        segments: [{ field: 'officialTimeMs', format: 'time' }],
        fit: shrink(0.6),
      },
      {
        box: time,
        unless: 'officialTimeMs',
        style: { ...timeStyle, colour: COLOUR.soft },
        segments: [{ field: 'timeOfDay' }],
        fit: shrink(0.6),
      },
    ],
  };
}

function text(id: string, box: Box): Pick<TextBlock, 'kind' | 'id' | 'modes' | 'box' | 'fit'> {
  return { kind: 'text', id, modes: ['active'], box, fit: shrink(0.5) };
}

function heading(id: string, box: Box, words: string, condition: { when?: CardField }): TextBlock {
  const segments = [{ text: words }];
  return { ...text(id, box), ...condition, style: label(28), segments, unknownSegments: segments };
}
