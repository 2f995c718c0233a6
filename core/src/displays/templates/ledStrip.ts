import type { Block } from '../document/blocks.ts';
import {
  type Canvas,
  type Layout,
  TEMPLATE_SCHEMA_VERSION,
  type TemplateDocument,
} from '../document/template.ts';
import { COLOUR, display, LED, shrink } from './palette.ts';
import { CROWD, clock, shape, status, text } from './parts.ts';

/** Width of a processor's output picture, on which the strip of a long banner is cut in pieces. */
const OUTPUT = { widthPx: 1920, heightPx: 1080 };

/**
 * One line on a banner of lamps: who comes in, large, on black. A banner that is longer than a picture takes the second
 * layout, whose pixels are cut into rows of one picture.
 */
export const ledStrip: TemplateDocument = {
  schemaVersion: TEMPLATE_SCHEMA_VERSION,
  id: 'led-strip',
  name: 'LED strip',
  airing: {
    dwellMs: 4_000,
    minDwellMs: 1_500,
    hurryFrom: 2,
    restAfterMs: 10_000,
    crowd: { ...CROWD, gridCards: 4, tickerCards: 40 },
  },
  unknownBibs: 'show',
  theme: LED,
  layouts: [
    strip('strip', 1920, 96),
    { ...strip('banner', 8704, 192), canvas: { ...canvas(8704, 192), pixelMap: cut(8704, 192) } },
  ],
};

function canvas(widthPx: number, heightPx: number): Canvas {
  const background = { kind: 'fill', fill: COLOUR.ground } as const;
  return { widthPx, heightPx, background, fit: 'contain', safeAreaPct: 0 };
}

/** Pieces of one picture's width, one under the other. */
function cut(widthPx: number, heightPx: number): Canvas['pixelMap'] {
  const count = Math.ceil(widthPx / OUTPUT.widthPx);
  const slices = Array.from({ length: count }, (_, index) => {
    const x = index * OUTPUT.widthPx;
    const from = { x, y: 0, width: Math.min(OUTPUT.widthPx, widthPx - x), height: heightPx };
    return { from, toX: 0, toY: index * heightPx };
  });
  return { ...OUTPUT, slices };
}

function strip(name: string, widthPx: number, heightPx: number): Layout {
  return {
    name,
    canvas: canvas(widthPx, heightPx),
    blocks: [
      ...resting(widthPx, heightPx),
      ...runner(widthPx, heightPx),
      ...several(widthPx, heightPx),
      ...message(widthPx, heightPx),
    ],
  };
}

function resting(width: number, height: number): Block[] {
  const sizePx = Math.round(height * 0.74);
  const clockPx = Math.round(height * 4.2);
  const modes: Block['modes'] = ['resting'];
  return [
    shape('mark', { x: 0, y: 0, width: height / 6, height }, COLOUR.accent, {
      modes: ['resting', 'grid', 'ticker', 'message'],
    }),
    status(
      'event-name',
      { x: height * 0.45, y: 0, width: width - clockPx - height, height },
      display(sizePx, { upper: true, letterSpacingPx: 1 }),
      'session-name',
      { modes, hideZero: false },
    ),
    clock(
      'clock',
      { x: width - clockPx, y: 0, width: clockPx - height * 0.2, height },
      display(height * 0.9, { align: 'right', tabular: true, colour: COLOUR.accent }),
      { modes },
    ),
  ];
}

function runner(width: number, height: number): Block[] {
  const modes: Block['modes'] = ['active'];
  const plate = { x: 0, y: 0, width: height * 2.3, height };
  const timePx = height * 3.8;
  const nameX = plate.x + plate.width + height * 0.3;
  const name = { x: nameX, y: 0, width: width - nameX - timePx - height * 0.4, height };
  const time = { x: width - timePx, y: 0, width: timePx - height * 0.2, height };
  const times = display(height * 0.84, { align: 'right', tabular: true });
  return [
    shape('bib-plate', plate, COLOUR.accent, { modes }),
    text(
      'bib',
      { ...plate, x: plate.x + height * 0.1, width: plate.width - height * 0.2 },
      display(height * 0.9, { align: 'center', tabular: true, colour: COLOUR.onAccent }),
      [{ field: 'bib' }],
      { modes, unknownSegments: [{ field: 'bib' }], fit: shrink(0.4) },
    ),
    text('name', name, display(height * 0.88, { upper: true }), [{ field: 'name' }], {
      modes,
      unknownSegments: [{ text: 'Welcome' }],
      fit: shrink(0.62),
    }),
    text('time', time, times, [{ field: 'officialTimeMs', format: 'time' }], { modes }),
    text('seen', time, { ...times, colour: COLOUR.soft }, [{ field: 'timeOfDay' }], {
      modes,
      unless: 'officialTimeMs',
      unknownSegments: [{ field: 'timeOfDay' }],
    }),
  ];
}

/** Several at once run through, with their bibs. */
function several(width: number, height: number): Block[] {
  const more = height * 2.4;
  return [
    {
      kind: 'ticker',
      id: 'crowd',
      modes: ['grid', 'ticker'],
      box: { x: height * 0.3, y: 0, width: width - more - height * 0.5, height },
      style: display(height * 0.84, { upper: true, tabular: true }),
      source: 'crowd',
      segments: [{ field: 'bib' }, { field: 'name', before: '  ' }],
      separator: '      ',
      speedPxPerS: width / 6,
    },
    status(
      'backlog',
      { x: width - more, y: 0, width: more - height * 0.2, height },
      display(height * 0.7, { align: 'right', tabular: true, colour: COLOUR.accent }),
      'waiting',
      { modes: ['grid', 'ticker'], before: '+' },
    ),
  ];
}

function message(width: number, height: number): Block[] {
  return [
    {
      kind: 'message',
      id: 'message',
      modes: ['message'],
      box: { x: height * 0.45, y: 0, width: width - height * 0.65, height },
      style: display(height * 0.84),
      fit: shrink(0.45, 2),
    },
  ];
}
