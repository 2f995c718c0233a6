import type { Block, ListCell } from '../document/blocks.ts';
import type { Box } from '../document/style.ts';
import { TEMPLATE_SCHEMA_VERSION, type TemplateDocument } from '../document/template.ts';
import { COLOUR, display, NIGHT, plain, shrink } from './palette.ts';
import {
  AIRING,
  backlog,
  cell,
  crowd,
  HOME,
  header,
  lineCells,
  list,
  message,
  panel,
  picture,
  shape,
  text,
  words,
} from './parts.ts';

const ACTIVE: Block['modes'] = ['active'];
const QUIET: Block['modes'] = ['resting', 'active'];

/** At a timing point: the runner with all their splits, and who is on the way. */
export const splitBoard: TemplateDocument = {
  schemaVersion: TEMPLATE_SCHEMA_VERSION,
  id: 'split-board',
  name: 'Split board',
  airing: AIRING,
  unknownBibs: 'show',
  theme: NIGHT,
  layouts: [
    picture('landscape', 1920, 1080, [
      ...header({ x: 96, y: 56, width: 1728, height: 84 }),
      ...runner({ x: 96, y: 176, width: 1040, height: 848 }, 5),
      ...onTheWay({ x: 1176, y: 176, width: 648, height: 848 }, 8),
      ...lastSeen({ x: 96, y: 176, width: 1040, height: 848 }, 8),
      backlog({ x: 1104, y: 1034, width: 720, height: 36 }, ['active', 'grid', 'ticker']),
      ...crowd({ x: 96, y: 176, width: 1728, height: 848 }, 2, 3),
      ...message({ x: 96, y: 176, width: 1728, height: 848 }, 170),
    ]),
    picture('portrait', 1080, 1920, [
      ...header({ x: 56, y: 72, width: 968, height: 84 }),
      ...runner({ x: 56, y: 196, width: 968, height: 960 }, 6),
      ...lastSeen({ x: 56, y: 196, width: 968, height: 960 }, 9),
      ...onTheWay({ x: 56, y: 1200, width: 968, height: 644 }, 6),
      backlog({ x: 304, y: 1856, width: 720, height: 36 }, ['active', 'grid', 'ticker']),
      ...crowd({ x: 56, y: 196, width: 968, height: 1648 }, 1, 2),
      ...message({ x: 56, y: 196, width: 968, height: 1648 }, 150, 8),
    ]),
  ],
};

function runner({ x, y, width, height }: Box, rows: number): Block[] {
  const inner = { x: x + 48, width: width - 96 };
  const plate = { x: x + 48, y: y + 44, width: 260, height: 132 };
  const beside = { x: plate.x + 292, width: inner.width - 292 };
  return [
    panel('panel', { x, y, width, height }, { modes: ACTIVE }),
    shape('bib-plate', plate, COLOUR.accent, { modes: ACTIVE, radiusPx: 16 }),
    text(
      'bib',
      { ...plate, x: plate.x + 14, width: plate.width - 28 },
      display(116, { colour: COLOUR.onAccent, align: 'center', tabular: true }),
      [{ field: 'bib' }],
      {
        modes: ACTIVE,
        unknownSegments: [{ field: 'bib' }],
        fit: shrink(0.3),
      },
    ),
    text(
      'race',
      { ...beside, y: y + 52, height: 52 },
      plain(38, { weight: 600 }),
      [{ field: 'race' }, { field: 'division', before: ' · ' }],
      {
        modes: ACTIVE,
        unknownSegments: [{ field: 'location' }],
      },
    ),
    text('home', { ...beside, y: y + 112, height: 52 }, plain(38), HOME, { modes: ACTIVE }),
    text('name', { ...inner, y: y + 204, height: 184 }, display(150), [{ field: 'name' }], {
      modes: ACTIVE,
      fit: shrink(0.56, 2),
      unknownSegments: [{ text: 'Bib ' }, { field: 'bib' }],
    }),
    list('splits', { ...inner, y: y + 412, height: height - 456 }, 'splits', { rows, gapPx: 8 }, splitCells, {
      modes: ACTIVE,
    }),
  ];
}

function splitCells(width: number, height: number): ListCell[] {
  const sizePx = Math.round(height * 0.6);
  const time = { x: width - 24 - sizePx * 4, y: 0, width: sizePx * 4, height };
  return [
    cell(
      { x: 24, y: 0, width: width - time.width - 64, height },
      plain(Math.round(sizePx * 0.8), { colour: COLOUR.text }),
      [{ field: 'splitName' }],
      shrink(0.7),
    ),
    cell(
      time,
      display(sizePx, { align: 'right', tabular: true }),
      [{ field: 'splitTimeMs', format: 'time' }],
      shrink(0.6),
    ),
  ];
}

function onTheWay({ x, y, width, height }: Box, rows: number): Block[] {
  const title = display(42, { upper: true, letterSpacingPx: 2 });
  const cells = (wide: number, high: number): ListCell[] => [
    ...lineCells(wide, high).slice(0, 2),
    cell(
      { x: wide - 24 - high * 1.75, y: 0, width: high * 1.75, height: high },
      display(high * 0.46, { align: 'right', tabular: true, colour: COLOUR.accent }),
      [{ field: 'etaMs', format: 'clock' }],
      shrink(0.6),
    ),
  ];
  return [
    words('on-the-way', { x, y, width, height: 52 }, title, 'On the way', { modes: QUIET }),
    shape('on-the-way-line', { x, y: y + 56, width, height: 4 }, COLOUR.accent, { modes: QUIET }),
    list(
      'approaching',
      { x, y: y + 76, width, height: height - 76 },
      'approaching',
      { rows, gapPx: 10 },
      cells,
      { modes: QUIET, unknownBibs: 'hide' },
    ),
  ];
}

function lastSeen({ x, y, width, height }: Box, rows: number): Block[] {
  const modes: Block['modes'] = ['resting'];
  return [
    words(
      'seen',
      { x, y, width, height: 52 },
      display(42, { upper: true, letterSpacingPx: 2 }),
      'Just passed',
      { modes },
    ),
    shape('seen-line', { x, y: y + 56, width, height: 4 }, COLOUR.accent, { modes }),
    list('recent', { x, y: y + 76, width, height: height - 76 }, 'recent', { rows, gapPx: 10 }, lineCells, {
      modes,
    }),
  ];
}
