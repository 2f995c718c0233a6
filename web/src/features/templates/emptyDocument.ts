import {
  TEMPLATE_SCHEMA_VERSION,
  type TemplateDocument,
} from '@project88/core/displays/document/template.ts';

/** The shapes of screen that are met most; any other is set in the builder. */
export const EMPTY_SIZES = [
  { id: 'full-hd', title: 'Screen', widthPx: 1920, heightPx: 1080 },
  { id: 'uhd', title: '4K screen', widthPx: 3840, heightPx: 2160 },
  { id: 'portrait', title: 'Portrait', widthPx: 1080, heightPx: 1920 },
  { id: 'strip', title: 'LED strip', widthPx: 1920, heightPx: 96 },
] as const;

export type EmptySize = (typeof EMPTY_SIZES)[number]['id'];

/** A canvas with nothing on it. The rules of the queue are those of the ready-made designs. */
export function emptyDocument(name: string, size: EmptySize): TemplateDocument {
  const { title, widthPx, heightPx } = EMPTY_SIZES.find(({ id }) => id === size) ?? EMPTY_SIZES[0];
  return {
    schemaVersion: TEMPLATE_SCHEMA_VERSION,
    id: 'own',
    name,
    airing: {
      dwellMs: 5_000,
      minDwellMs: 1_500,
      hurryFrom: 4,
      restAfterMs: 15_000,
      crowd: { gridBelowMs: 2_000, gridCards: 9, tickerCards: 24, maxDwellMs: 8_000, calmMs: 5_000 },
    },
    unknownBibs: 'show',
    theme: { name: 'Night', colours: { ground: '#0a0d13', text: '#f6f8fb', accent: '#c8f542' } },
    layouts: [
      {
        name: title,
        canvas: {
          widthPx,
          heightPx,
          background: { kind: 'fill', fill: '$ground' },
          safeAreaPct: 3.5,
          fit: 'contain',
        },
        blocks: [],
      },
    ],
  };
}
