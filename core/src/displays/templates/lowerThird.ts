import type { Block } from '../document/blocks.ts';
import type { BlockMotion, Box } from '../document/style.ts';
import { TEMPLATE_SCHEMA_VERSION, type TemplateDocument } from '../document/template.ts';
import { COLOUR, display, label, NIGHT, plain, shrink } from './palette.ts';
import { AIRING, CROWD, clock, denseCells, HOME, list, shape, text } from './parts.ts';

const ACTIVE: Block['modes'] = ['active'];
/** Nearly opaque: a name must be read on any picture. */
const PLATE = '#0a0d13f0';

const enter = (delayMs: number): { enter: BlockMotion; leave: BlockMotion; update: BlockMotion } => ({
  enter: { kind: 'slide-right', durationMs: 380, delayMs },
  leave: { kind: 'fade', durationMs: 220, delayMs: 0 },
  update: { kind: 'fade', durationMs: 200, delayMs: 0 },
});

/** Over a video picture: the runner in a strip at the bottom, the race clock in the corner, nothing else. */
export const lowerThird: TemplateDocument = {
  schemaVersion: TEMPLATE_SCHEMA_VERSION,
  id: 'lower-third',
  name: 'Lower third',
  airing: { ...AIRING, restAfterMs: 6_000, crowd: { ...CROWD, gridCards: 6, tickerCards: 12 } },
  unknownBibs: 'hide',
  theme: NIGHT,
  layouts: [
    {
      name: 'landscape',
      canvas: {
        widthPx: 1920,
        heightPx: 1080,
        background: { kind: 'transparent' },
        fit: 'contain',
        safeAreaPct: 5,
      },
      blocks: [
        ...bug(),
        ...runner({ x: 96, y: 812, width: 1300, height: 172 }),
        ...several({ x: 96, y: 740, width: 1728, height: 244 }),
        ...message({ x: 96, y: 812, width: 1728, height: 172 }),
      ],
    },
  ],
};

function bug(): Block[] {
  const box = { x: 1496, y: 64, width: 328, height: 92 };
  return [
    shape('clock-plate', box, PLATE, { radiusPx: 12 }),
    shape('clock-mark', { ...box, width: 10 }, COLOUR.accent, { radiusPx: 4 }),
    clock(
      'clock',
      { ...box, x: box.x + 28, width: box.width - 48 },
      display(78, { align: 'right', tabular: true }),
    ),
  ];
}

function runner({ x, y, width, height }: Box): Block[] {
  const plate = { x, y, width: 250, height };
  const name = { x: x + 286, y: y + 14, width: width - 286 - 330, height: 96 };
  const time = { x: x + width - 310, y, width: 280, height };
  return [
    shape('strip', { x, y, width, height }, PLATE, { modes: ACTIVE, radiusPx: 16, motion: enter(0) }),
    shape('bib-plate', plate, COLOUR.accent, { modes: ACTIVE, radiusPx: 16, motion: enter(0) }),
    text(
      'bib',
      { ...plate, x: plate.x + 16, width: plate.width - 32 },
      display(124, { align: 'center', tabular: true, colour: COLOUR.onAccent }),
      [{ field: 'bib' }],
      { modes: ACTIVE, unknownSegments: [{ field: 'bib' }], fit: shrink(0.3), motion: enter(60) },
    ),
    text('name', name, display(90), [{ field: 'name' }], {
      modes: ACTIVE,
      fit: shrink(0.5, 2),
      motion: enter(100),
    }),
    text('home', { ...name, y: y + 112, height: 44 }, plain(34), HOME, {
      modes: ACTIVE,
      fit: shrink(0.7),
      motion: enter(140),
    }),
    text(
      'time',
      time,
      display(96, { align: 'right', tabular: true, colour: COLOUR.accent }),
      [{ field: 'officialTimeMs', format: 'time' }],
      { modes: ACTIVE, motion: enter(160) },
    ),
    text(
      'seen',
      time,
      display(96, { align: 'right', tabular: true, colour: COLOUR.soft }),
      [{ field: 'timeOfDay' }],
      { modes: ACTIVE, unless: 'officialTimeMs', motion: enter(160) },
    ),
  ];
}

function several({ x, y, width, height }: Box): Block[] {
  const modes: Block['modes'] = ['grid', 'ticker'];
  const inner = { x: x + 20, y: y + 16, width: width - 40, height: height - 32 };
  return [
    shape('crowd-plate', { x, y, width, height }, PLATE, { modes, radiusPx: 16, motion: enter(0) }),
    list('crowd-grid', inner, 'crowd', { rows: 6, columns: 3, gapPx: 12, columnGapPx: 16 }, denseCells, {
      modes: ['grid'],
      unknownBibs: 'hide',
    }),
    list('crowd-list', inner, 'crowd', { rows: 12, columns: 4, gapPx: 8, columnGapPx: 12 }, denseCells, {
      modes: ['ticker'],
      unknownBibs: 'hide',
    }),
    {
      kind: 'status',
      id: 'backlog',
      modes: ['active', 'grid', 'ticker'],
      box: { x: x + width - 400, y: y - 44, width: 400, height: 36 },
      style: label(28, {
        align: 'right',
        colour: COLOUR.accent,
        shadow: { colour: '#000000', dxPx: 0, dyPx: 1, blurPx: 6 },
      }),
      value: 'waiting',
      before: '+',
      after: ' to come',
      hideZero: true,
    },
  ];
}

function message({ x, y, width, height }: Box): Block[] {
  const modes: Block['modes'] = ['message'];
  return [
    shape('message-plate', { x, y, width, height }, PLATE, { modes, radiusPx: 16, motion: enter(0) }),
    shape('message-mark', { x, y, width: 14, height }, COLOUR.accent, {
      modes,
      radiusPx: 6,
      motion: enter(0),
    }),
    {
      kind: 'message',
      id: 'message',
      modes,
      box: { x: x + 48, y: y + 12, width: width - 84, height: height - 24 },
      style: display(92),
      fit: shrink(0.5, 2),
      motion: enter(80),
    },
  ];
}
