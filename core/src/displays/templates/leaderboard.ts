import type { Block } from '../document/blocks.ts';
import type { Box } from '../document/style.ts';
import { TEMPLATE_SCHEMA_VERSION, type TemplateDocument } from '../document/template.ts';
import { COLOUR, display, NIGHT, plain } from './palette.ts';
import { board, header, list, message, picture, placeCells, shape, words } from './parts.ts';

/** Places that turn by page: enough for the prizes of any race, few enough to come round. */
const MOST = 40;
const PAGE_MS = 10_000;
/** The places stay whoever comes. */
const MODES: Block['modes'] = ['resting', 'active', 'grid', 'ticker'];

/** Women and men side by side, best first, eight at a time; below, whoever has just come in. */
export const leaderboard: TemplateDocument = {
  schemaVersion: TEMPLATE_SCHEMA_VERSION,
  id: 'leaderboard',
  name: 'Leaderboard',
  airing: { dwellMs: 4_000, minDwellMs: 1_500, hurryFrom: 3, restAfterMs: 15_000, crowd: null },
  unknownBibs: 'hide',
  theme: NIGHT,
  layouts: [
    picture('landscape', 1920, 1080, [
      ...header({ x: 96, y: 56, width: 1728, height: 84 }),
      ...column('women', 'Women', 'F', { x: 96, y: 176, width: 846, height: 780 }, 8),
      ...column('men', 'Men', 'M', { x: 978, y: 176, width: 846, height: 780 }, 8),
      ...justIn({ x: 96, y: 984, width: 1728, height: 56 }),
      ...message({ x: 96, y: 176, width: 1728, height: 848 }, 170),
    ]),
    picture('portrait', 1080, 1920, [
      ...header({ x: 56, y: 72, width: 968, height: 84 }),
      ...column('women', 'Women', 'F', { x: 56, y: 196, width: 968, height: 784 }, 7),
      ...column('men', 'Men', 'M', { x: 56, y: 1016, width: 968, height: 784 }, 7),
      ...justIn({ x: 56, y: 1822, width: 968, height: 48 }),
      ...message({ x: 56, y: 196, width: 968, height: 1648 }, 150, 8),
    ]),
  ],
};

function column(id: string, title: string, sex: string, { x, y, width, height }: Box, rows: number): Block[] {
  const box = { x, y: y + 76, width, height: height - 76 };
  return [
    words(
      `${id}-title`,
      { x, y, width, height: 60 },
      display(54, { upper: true, letterSpacingPx: 2 }),
      title,
      {
        modes: MODES,
      },
    ),
    shape(`${id}-line`, { x, y: y + 62, width, height: 4 }, COLOUR.accent, { modes: MODES }),
    list(id, box, 'leaderboard', { rows, gapPx: 8 }, placeCells, {
      board: board(sex, MOST),
      pageMs: PAGE_MS,
      modes: MODES,
      unknownBibs: 'hide',
    }),
  ];
}

/** The last finishers as one running line. */
function justIn({ x, y, width, height }: Box): Block[] {
  const sizePx = Math.round(height * 0.62);
  return [
    {
      kind: 'ticker',
      id: 'just-in',
      modes: MODES,
      box: { x, y, width, height },
      style: plain(sizePx, { colour: COLOUR.text, tabular: true }),
      source: 'recent',
      segments: [
        { field: 'bib' },
        { field: 'name', before: '  ' },
        { field: 'officialTimeMs', or: ['timeOfDay'], format: 'time', before: '  ' },
      ],
      separator: '     ·     ',
      speedPxPerS: 120,
    },
  ];
}
