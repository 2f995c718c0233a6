import type { Block } from '../document/blocks.ts';
import type { Box } from '../document/style.ts';
import { TEMPLATE_SCHEMA_VERSION, type TemplateDocument } from '../document/template.ts';
import { COLOUR, display, label, NIGHT, plain, shrink } from './palette.ts';
import {
  backlog,
  CROWD,
  clock,
  crowd,
  header,
  lineCells,
  list,
  message,
  panel,
  picture,
  text,
  words,
} from './parts.ts';

/** When the first wave starts, until somebody writes another time into the design. */
const START = '09:00';

/** Before the gun: how long still, and who stands at the line. After it: the race clock. */
export const startLine: TemplateDocument = {
  schemaVersion: TEMPLATE_SCHEMA_VERSION,
  id: 'start-line',
  name: 'Start line',
  airing: { dwellMs: 3_500, minDwellMs: 1_500, hurryFrom: 3, restAfterMs: 8_000, crowd: CROWD },
  unknownBibs: 'hide',
  theme: NIGHT,
  layouts: [
    picture('landscape', 1920, 1080, [
      ...header({ x: 96, y: 56, width: 1728, height: 84 }, ['active', 'grid', 'ticker']),
      ...waiting({ x: 96, y: 190, width: 1728, height: 834 }, 330, 3),
      ...greeting({ x: 96, y: 176, width: 1728, height: 848 }),
      backlog({ x: 1104, y: 1034, width: 720, height: 36 }, ['active', 'grid', 'ticker']),
      ...crowd({ x: 96, y: 176, width: 1728, height: 848 }, 2, 3),
      ...message({ x: 96, y: 176, width: 1728, height: 848 }, 170),
    ]),
    picture('portrait', 1080, 1920, [
      ...header({ x: 56, y: 72, width: 968, height: 84 }, ['active', 'grid', 'ticker']),
      ...waiting({ x: 56, y: 300, width: 968, height: 1544 }, 280, 6),
      ...greeting({ x: 56, y: 480, width: 968, height: 900 }),
      backlog({ x: 304, y: 1856, width: 720, height: 36 }, ['active', 'grid', 'ticker']),
      ...crowd({ x: 56, y: 196, width: 968, height: 1648 }, 1, 2),
      ...message({ x: 56, y: 196, width: 968, height: 1648 }, 150, 8),
    ]),
  ],
};

function waiting({ x, y, width, height }: Box, sizePx: number, rows: number): Block[] {
  const listHeight = rows * 96 - 12;
  const modes: Block['modes'] = ['resting'];
  const centre = { align: 'center' } as const;
  return [
    words('until', { x, y, width, height: 64 }, label(44, centre), 'To the start', { modes }),
    clock(
      'countdown',
      { x, y: y + 70, width, height: sizePx * 1.12 },
      display(sizePx, { ...centre, tabular: true }),
      {
        modes,
        source: 'countdown',
        until: START,
        beforeGun: 'Go!',
      },
    ),
    clock(
      'race',
      { x, y: y + 78 + sizePx * 1.12, width, height: 120 },
      display(104, { ...centre, colour: COLOUR.soft, tabular: true }),
      {
        modes,
        source: 'race-or-time-of-day',
      },
    ),
    list(
      'line-up',
      { x, y: y + height - listHeight, width, height: listHeight },
      'recent',
      { rows, gapPx: 12 },
      lineCells,
      {
        modes,
        unknownBibs: 'hide',
      },
    ),
  ];
}

/** Whoever steps on the mat is wished well by name. */
function greeting({ x, y, width, height }: Box): Block[] {
  const modes: Block['modes'] = ['active'];
  const centre = { align: 'center' } as const;
  const inner = { x: x + 72, width: width - 144 };
  const unit = height / 100;
  const row = (from: number, share: number): Box => ({ ...inner, y: y + from * unit, height: share * unit });
  return [
    panel('greeting', { x, y, width, height }, { modes }),
    words('good-luck', row(7, 9), label(48, { ...centre, colour: COLOUR.accent }), 'Good luck', { modes }),
    text(
      'first-name',
      row(18, 15),
      display(120, { ...centre, upper: true, colour: COLOUR.soft }),
      [{ field: 'firstName' }],
      { modes },
    ),
    text('last-name', row(33, 33), display(240, { ...centre, upper: true }), [{ field: 'lastName' }], {
      modes,
      fit: shrink(0.42, 2),
    }),
    text(
      'facts',
      row(69, 11),
      plain(58, centre),
      [{ field: 'race' }, { field: 'wave', before: ' · Wave ' }],
      { modes },
    ),
    text(
      'bib',
      row(82, 11),
      display(84, { ...centre, colour: COLOUR.accent, tabular: true }),
      [{ field: 'bib', before: '# ' }],
      { modes },
    ),
  ];
}
