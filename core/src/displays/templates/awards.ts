import type { Block, ListCell } from '../document/blocks.ts';
import type { Box } from '../document/style.ts';
import { TEMPLATE_SCHEMA_VERSION, type TemplateDocument } from '../document/template.ts';
import { COLOUR, display, label, NIGHT, plain, shrink } from './palette.ts';
import {
  board,
  cell,
  HOME,
  list,
  message,
  picture,
  placeCells,
  shape,
  status,
  TIME,
  words,
} from './parts.ts';

const MODES: Block['modes'] = ['resting', 'active', 'grid', 'ticker'];

/** The ceremony: the first three, large, and nothing that distracts from them. */
export const awards: TemplateDocument = {
  schemaVersion: TEMPLATE_SCHEMA_VERSION,
  id: 'awards',
  name: 'Awards',
  airing: { dwellMs: 4_000, minDwellMs: 1_500, hurryFrom: 3, restAfterMs: 10_000, crowd: null },
  unknownBibs: 'hide',
  theme: NIGHT,
  layouts: [
    picture('landscape', 1920, 1080, [
      ...title({ x: 96, y: 76, width: 1728, height: 200 }, 'center'),
      list(
        'podium',
        { x: 96, y: 330, width: 1728, height: 660 },
        'leaderboard',
        { rows: 3, columns: 3, gapPx: 0, columnGapPx: 36 },
        podiumCells,
        {
          board: board('', 3),
          modes: MODES,
          rowFill: COLOUR.panel,
          rowRadiusPx: 28,
          unknownBibs: 'hide',
        },
      ),
      ...message({ x: 96, y: 330, width: 1728, height: 660 }, 170),
    ]),
    picture('portrait', 1080, 1920, [
      ...title({ x: 56, y: 140, width: 968, height: 200 }, 'left'),
      list(
        'podium',
        { x: 56, y: 420, width: 968, height: 1360 },
        'leaderboard',
        { rows: 6, gapPx: 20 },
        placeCells,
        {
          board: board('', 6),
          modes: MODES,
          rowFill: COLOUR.panel,
          unknownBibs: 'hide',
        },
      ),
      ...message({ x: 56, y: 420, width: 968, height: 1360 }, 150, 8),
    ]),
  ],
};

function title({ x, y, width, height }: Box, align: 'left' | 'center'): Block[] {
  const markX = align === 'left' ? x : x + width / 2 - 90;
  return [
    status('event-name', { x, y, width, height: 56 }, label(42, { align }), 'session-name', {
      hideZero: false,
    }),
    words(
      'title',
      { x, y: y + 56, width, height: height - 70 },
      display(126, { align, upper: true, letterSpacingPx: 2 }),
      'Winners',
    ),
    shape('mark', { x: markX, y: y + height + 4, width: 180, height: 8 }, COLOUR.accent),
  ];
}

function podiumCells(width: number, height: number): ListCell[] {
  const inner = { x: 36, width: width - 72 };
  const centre = { align: 'center' } as const;
  const row = (from: number, share: number): Box => ({ ...inner, y: height * from, height: height * share });
  return [
    cell(
      row(0.05, 0.32),
      display(230, { ...centre, colour: COLOUR.accent, tabular: true }),
      [{ field: 'rank' }],
      shrink(0.5),
    ),
    cell(
      row(0.39, 0.1),
      display(56, { ...centre, colour: COLOUR.soft, upper: true }),
      [{ field: 'firstName' }],
      shrink(0.5),
    ),
    cell(row(0.49, 0.21), display(110, { ...centre, upper: true }), [{ field: 'lastName' }], shrink(0.5, 2)),
    cell(row(0.72, 0.08), plain(34, centre), HOME, shrink(0.75)),
    cell(row(0.82, 0.14), display(84, { ...centre, tabular: true }), TIME, shrink(0.6)),
  ];
}
