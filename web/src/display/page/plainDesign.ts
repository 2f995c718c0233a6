import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { TextStyle } from '@project88/core/displays/document/style.ts';
import {
  TEMPLATE_SCHEMA_VERSION,
  type TemplateDocument,
} from '@project88/core/displays/document/template.ts';

const style = (sizePx: number, colour = '#f6f8fb'): TextStyle => ({
  font: 'condensed',
  weight: 700,
  sizePx,
  colour,
  align: 'center',
  valign: 'middle',
  tabular: true,
});
const at = (y: number, height: number) => ({ x: 96, y, width: 1728, height });

const text = (id: 'bib' | 'name', y: number, height: number, look: TextStyle): Block => ({
  kind: 'text',
  id,
  modes: ['active'],
  box: at(y, height),
  style: look,
  segments: [{ field: id }],
  ...(id === 'bib' && { unknownSegments: [{ field: id }] }),
  fit: { mode: 'shrink', minScale: 0.4 },
});

const BLOCKS: Block[] = [
  {
    kind: 'status',
    id: 'event',
    box: at(70, 90),
    style: style(60, '#b4c0d1'),
    value: 'session-name',
    before: '',
    after: '',
    hideZero: false,
  },
  {
    kind: 'clock',
    id: 'clock',
    modes: ['resting'],
    box: at(380, 320),
    style: style(280),
    source: 'race-or-time-of-day',
    beforeGun: '',
  },
  text('bib', 220, 380, style(320, '#c8f542')),
  text('name', 640, 260, style(210)),
];

/** What stands in for a design that cannot be drawn: bib, name and clock, so that a wall is never dark or broken. */
export const PLAIN_DESIGN: TemplateDocument = {
  schemaVersion: TEMPLATE_SCHEMA_VERSION,
  id: 'plain',
  name: 'Plain',
  airing: { dwellMs: 5_000, minDwellMs: 1_500, hurryFrom: 4, restAfterMs: 15_000, crowd: null },
  unknownBibs: 'show',
  theme: { name: 'Night', colours: {} },
  layouts: [
    {
      name: 'plain',
      canvas: {
        widthPx: 1920,
        heightPx: 1080,
        background: { kind: 'fill', fill: '#0a0d13' },
        safeAreaPct: 5,
        fit: 'contain',
      },
      blocks: BLOCKS,
    },
  ],
};
