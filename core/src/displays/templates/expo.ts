import type { Block } from '../document/blocks.ts';
import type { Box } from '../document/style.ts';
import { TEMPLATE_SCHEMA_VERSION, type TemplateDocument } from '../document/template.ts';
import { COLOUR, display, label, NIGHT, plain, shrink } from './palette.ts';
import { heading, message, panel, picture, shape, status, text, words } from './parts.ts';

const ACTIVE: Block['modes'] = ['active'];
/** What a runner wants to find right, with its title. */
const FACTS = [
  ['Race', 'race'],
  ['Wave', 'wave'],
  ['Division', 'division'],
  ['Club', 'club'],
] as const;
const RESTING: Block['modes'] = ['resting'];

/** At the expo, beside the box with the mat: whoever holds up their bib sees that the chip works and what we know of them. */
export const expo: TemplateDocument = {
  schemaVersion: TEMPLATE_SCHEMA_VERSION,
  id: 'expo',
  name: 'Expo chip check',
  airing: { dwellMs: 4_000, minDwellMs: 2_000, hurryFrom: 2, restAfterMs: 10_000, crowd: null },
  unknownBibs: 'show',
  theme: NIGHT,
  layouts: [
    picture('landscape', 1920, 1080, [
      ...invitation({ x: 96, y: 240, width: 1728, height: 600 }),
      ...check({ x: 96, y: 80, width: 1728, height: 920 }, 4),
      ...message({ x: 96, y: 80, width: 1728, height: 920 }, 170),
    ]),
    picture('portrait', 1080, 1920, [
      ...invitation({ x: 56, y: 560, width: 968, height: 700 }),
      ...check({ x: 56, y: 200, width: 968, height: 1480 }, 2),
      ...message({ x: 56, y: 200, width: 968, height: 1480 }, 150, 8),
    ]),
  ],
};

function invitation({ x, y, width, height }: Box): Block[] {
  const centre = { align: 'center' } as const;
  const eventPx = 56;
  return [
    status('event-name', { x, y, width, height: 80 }, label(eventPx, centre), 'session-name', {
      modes: RESTING,
      hideZero: false,
    }),
    shape('mark', { x: x + width / 2 - 90, y: y + 116, width: 180, height: 10 }, COLOUR.accent, {
      modes: RESTING,
    }),
    words(
      'invitation',
      { x, y: y + 150, width, height: height - 270 },
      display(210, centre),
      'Check your chip',
      {
        modes: RESTING,
        fit: shrink(0.7, 2),
      },
    ),
    words(
      'how',
      { x, y: y + height - 90, width, height: 70 },
      plain(52, centre),
      'Hold your bib over the mat',
      { modes: RESTING },
    ),
  ];
}

function check({ x, y, width, height }: Box, factColumns: number): Block[] {
  const edge = 72;
  const inner = { x: x + edge, width: width - 2 * edge };
  const factRows = 4 / factColumns;
  const factsHeight = factRows * 168;
  const nameHeight = height - 250 - factsHeight - 130;
  const band = { x, y, width, height: 190 };
  return [
    panel('panel', { x, y, width, height }, { modes: ACTIVE }),
    shape('band', band, COLOUR.accent, { modes: ACTIVE, radiusPx: 28 }),
    text(
      'verdict',
      { ...inner, y, width: inner.width * 0.62, height: 190 },
      display(96, { colour: COLOUR.onAccent }),
      [{ text: 'Your chip works' }],
      {
        modes: ACTIVE,
        unknownSegments: [{ text: 'Not on the list: ask us' }],
      },
    ),
    text(
      'bib',
      { x: inner.x + inner.width * 0.64, y, width: inner.width * 0.36, height: 190 },
      display(150, { colour: COLOUR.onAccent, align: 'right', tabular: true }),
      [{ field: 'bib' }],
      {
        modes: ACTIVE,
        unknownSegments: [{ field: 'bib' }],
      },
    ),
    text(
      'first-name',
      { ...inner, y: y + 226, height: 104 },
      display(92, { colour: COLOUR.soft, upper: true }),
      [{ field: 'firstName' }],
      { modes: ACTIVE },
    ),
    text(
      'last-name',
      { ...inner, y: y + 330, height: nameHeight },
      display(Math.min(factColumns > 2 ? 230 : 300, nameHeight * 0.94), { upper: true, valign: 'top' }),
      [{ field: 'lastName' }],
      {
        modes: ACTIVE,
        fit: shrink(0.34, 3),
        unknownSegments: [{ text: 'Bib ' }, { field: 'bib' }],
      },
    ),
    ...facts({ ...inner, y: y + height - factsHeight - 36, height: factsHeight }, factColumns),
  ];
}

function facts({ x, y, width }: Box, columns: number): Block[] {
  const each = width / columns;
  return FACTS.flatMap(([title, field], index) => {
    const at = { x: x + (index % columns) * each, y: y + Math.floor(index / columns) * 168 };
    const wide = each - 32;
    return [
      heading(`${field}-label`, { ...at, width: wide, height: 40 }, title, field, ACTIVE),
      text(field, { ...at, y: at.y + 46, width: wide, height: 92 }, display(68), [{ field }], {
        modes: ACTIVE,
      }),
    ];
  });
}
