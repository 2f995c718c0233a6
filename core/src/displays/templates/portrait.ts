import type { Block } from '../document/blocks.ts';
import { TEMPLATE_SCHEMA_VERSION, type TemplateDocument } from '../document/template.ts';
import { COLOUR, display, label, NIGHT, plain, shrink } from './palette.ts';
import {
  AIRING,
  backlog,
  clock,
  crowd,
  HOME,
  heading,
  lineCells,
  list,
  message,
  picture,
  shape,
  status,
  text,
} from './parts.ts';

const ACTIVE: Block['modes'] = ['active'];
const QUIET: Block['modes'] = ['resting', 'active'];
const X = 56;
const WIDTH = 968;

/** A totem: the number as tall as a hand, the name under it, at its foot those who came before. */
export const portrait: TemplateDocument = {
  schemaVersion: TEMPLATE_SCHEMA_VERSION,
  id: 'portrait',
  name: 'Portrait totem',
  airing: AIRING,
  unknownBibs: 'show',
  theme: NIGHT,
  layouts: [
    picture('portrait', 1080, 1920, [
      ...runner(),
      ...times(),
      ...resting(),
      ...before(),
      backlog({ x: X, y: 1864, width: WIDTH, height: 36 }, ['active', 'grid', 'ticker']),
      status('event-name', { x: X, y: 64, width: WIDTH, height: 56 }, label(40), 'session-name', {
        modes: ['resting', 'grid', 'ticker', 'message'],
        hideZero: false,
      }),
      ...crowd({ x: X, y: 160, width: WIDTH, height: 1684 }, 1, 2),
      ...message({ x: X, y: 160, width: WIDTH, height: 1684 }, 160, 8),
    ]),
  ],
};

function runner(): Block[] {
  return [
    shape('plate', { x: 0, y: 0, width: 1080, height: 440 }, COLOUR.accent, { modes: ACTIVE }),
    text(
      'bib',
      { x: X, y: 40, width: WIDTH, height: 380 },
      display(400, { colour: COLOUR.onAccent, align: 'center', tabular: true }),
      [{ field: 'bib' }],
      {
        modes: ACTIVE,
        unknownSegments: [{ field: 'bib' }],
        fit: shrink(0.3),
        motion: { update: { kind: 'drop', durationMs: 260, delayMs: 0 } },
      },
    ),
    text(
      'first-name',
      { x: X, y: 488, width: WIDTH, height: 130 },
      display(120, { colour: COLOUR.soft, upper: true }),
      [{ field: 'firstName' }],
      { modes: ACTIVE },
    ),
    text(
      'last-name',
      { x: X, y: 618, width: WIDTH, height: 270 },
      display(230, { upper: true, valign: 'top' }),
      [{ field: 'lastName' }],
      {
        modes: ACTIVE,
        fit: shrink(0.45, 2),
        unknownSegments: [{ text: 'Bib ' }, { field: 'bib' }],
      },
    ),
    text('home', { x: X, y: 900, width: WIDTH, height: 64 }, plain(48), HOME, { modes: ACTIVE }),
    text(
      'race',
      { x: X, y: 970, width: WIDTH, height: 56 },
      plain(40),
      [{ field: 'race' }, { field: 'division', before: ' · ' }],
      {
        modes: ACTIVE,
        unknownSegments: [{ field: 'location' }],
      },
    ),
  ];
}

function times(): Block[] {
  const half = WIDTH / 2;
  const big = display(132, { tabular: true });
  return [
    shape('line', { x: X, y: 1060, width: WIDTH, height: 2 }, COLOUR.line, { modes: ACTIVE }),
    heading('time-label', { x: X, y: 1084, width: half, height: 40 }, 'Time', 'officialTimeMs', ACTIVE),
    text(
      'time',
      { x: X, y: 1126, width: half + 60, height: 140 },
      { ...big, colour: COLOUR.accent },
      [{ field: 'officialTimeMs', format: 'time' }],
      { modes: ACTIVE },
    ),
    text(
      'seen',
      { x: X, y: 1126, width: half + 60, height: 140 },
      { ...big, colour: COLOUR.soft },
      [{ field: 'timeOfDay' }],
      {
        modes: ACTIVE,
        unless: 'officialTimeMs',
        unknownSegments: [{ field: 'timeOfDay' }],
      },
    ),
    heading(
      'place-label',
      { x: X + half + 90, y: 1084, width: half - 90, height: 40 },
      'Overall',
      'placeOverall',
      ACTIVE,
    ),
    text(
      'place',
      { x: X + half + 90, y: 1126, width: half - 90, height: 140 },
      big,
      [{ field: 'placeOverall', format: 'ordinal' }],
      { modes: ACTIVE },
    ),
  ];
}

function resting(): Block[] {
  return [
    clock(
      'clock',
      { x: X, y: 300, width: WIDTH, height: 380 },
      display(340, { align: 'center', tabular: true }),
      { modes: ['resting'] },
    ),
    status(
      'through',
      { x: X, y: 700, width: WIDTH, height: 80 },
      plain(56, { align: 'center', tabular: true }),
      'crossings',
      {
        modes: ['resting'],
        after: ' through',
      },
    ),
  ];
}

function before(): Block[] {
  const box = { x: X, y: 1352, width: WIDTH, height: 492 };
  return [
    heading('just-in', { x: X, y: 1300, width: WIDTH, height: 40 }, 'Just in', undefined, QUIET),
    list('recent', box, 'recent', { rows: 5, gapPx: 10 }, lineCells, { modes: QUIET }),
  ];
}
