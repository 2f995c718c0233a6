import type { StatusBlock } from '@project88/core/displays/document/blocks.ts';
import type { Layout } from '@project88/core/displays/document/template.ts';

/** Height of the badge as a share of the shorter side: readable for staff, overlooked by everybody else. */
const BADGE_SHARE = 0.022;

/**
 * The corner badge with the age of the data, for layouts that have none of their own: a screen that lost its server
 * must be recognisable as such, and nothing more.
 */
export function dataAgeBadge({ canvas, blocks }: Layout): StatusBlock | null {
  if (blocks.some((block) => block.kind === 'status' && block.value === 'data-age')) return null;
  const { widthPx, heightPx, safeAreaPct } = canvas;
  const sizePx = Math.min(widthPx, heightPx) * BADGE_SHARE;
  const right = widthPx * (1 - safeAreaPct / 100);
  return {
    kind: 'status',
    id: 'built-in-data-age',
    box: { x: right - widthPx / 3, y: heightPx - sizePx * 1.7, width: widthPx / 3, height: sizePx * 1.3 },
    style: {
      font: 'sans',
      weight: 500,
      sizePx,
      colour: '#b4c0d1',
      align: 'right',
      valign: 'middle',
      tabular: true,
    },
    value: 'data-age',
    before: 'Data ',
    after: ' old',
    hideZero: false,
  };
}
