import type {
  Block,
  ListBlock,
  MessageBlock,
  ShapeBlock,
  StatusBlock,
} from '@project88/core/displays/document/blocks.ts';
import type { Box, Fill, TextStyle } from '@project88/core/displays/document/style.ts';
import type { CrowdSettings, Layout } from '@project88/core/displays/document/template.ts';

/** Height of the badge as a share of the shorter side: readable for staff, overlooked by everybody else. */
const BADGE_SHARE = 0.022;
const GROUND = '#0a0d13';
const TEXT: TextStyle = {
  font: 'condensed',
  weight: 700,
  sizePx: 100,
  colour: '#f6f8fb',
  align: 'center',
  valign: 'middle',
};

/**
 * Blocks for what a layout has no place for. A screen that lost its server must be recognisable, an operator's message
 * must be seen, and in a crowd nobody may go unnamed, whatever the design forgot.
 */
export function stepIns(layout: Layout, crowd: CrowdSettings | null): Block[] {
  const { blocks, canvas } = layout;
  const missing: Block[] = [];
  const has = (test: (block: Block) => boolean): boolean =>
    blocks.some((block) => !block.hidden && test(block));
  for (const mode of ['grid', 'ticker'] as const) {
    const places = mode === 'grid' ? (crowd?.gridCards ?? 0) : (crowd?.tickerCards ?? 0);
    const isShown = ({ modes }: Block): boolean => modes?.includes(mode) ?? true;
    const names = has((block) => isShown(block) && 'source' in block && block.source === 'crowd');
    if (places > 0 && !names) missing.push(cover(layout, mode), crowdGrid(layout, mode, places));
  }
  if (!has(({ kind, modes }) => kind === 'message' && (modes?.includes('message') ?? true))) {
    missing.push(cover(layout, 'message'), message(canvas));
  }
  if (!has((block) => block.kind === 'status' && block.value === 'data-age')) missing.push(badge(canvas));
  return missing;
}

/** Hides what the design shows in every mode. */
function cover({ canvas }: Layout, mode: 'grid' | 'ticker' | 'message'): ShapeBlock {
  const { background } = canvas;
  const fill: Fill = background.kind === 'fill' ? background.fill : GROUND;
  const box = { x: 0, y: 0, width: canvas.widthPx, height: canvas.heightPx };
  return { kind: 'shape', id: `built-in-${mode}-ground`, modes: [mode], box, fill };
}

function message(canvas: Layout['canvas']): MessageBlock {
  const box = inside(canvas);
  const sizePx = Math.min(box.height * 0.6, box.width * 0.11);
  return {
    kind: 'message',
    id: 'built-in-message',
    modes: ['message'],
    box,
    style: { ...TEXT, sizePx },
    fit: { mode: 'wrap', minScale: 0.3, maxLines: Math.max(1, Math.floor(box.height / (sizePx * 0.5))) },
  };
}

/** A list of names in as many columns as the shape of the canvas asks for. */
function crowdGrid({ canvas }: Layout, mode: 'grid' | 'ticker', places: number): ListBlock {
  const box = inside(canvas);
  const columns = Math.min(
    places,
    Math.max(1, Math.round(Math.sqrt((places * box.width) / (box.height * 5)))),
  );
  const perColumn = Math.ceil(places / columns);
  const gapPx = Math.min(box.width, box.height) * 0.02;
  const height = (box.height - (perColumn - 1) * gapPx) / perColumn;
  const width = (box.width - (columns - 1) * gapPx) / columns;
  const style: TextStyle = { ...TEXT, align: 'left', sizePx: Math.min(height * 0.5, width * 0.09) };
  const bib = { x: height * 0.2, y: 0, width: width * 0.2, height };
  const name = { x: width * 0.24, y: 0, width: width * 0.74, height };
  return {
    kind: 'list',
    source: 'crowd',
    id: `built-in-${mode}`,
    modes: [mode],
    box,
    rows: perColumn * columns,
    columns,
    columnGapPx: gapPx,
    rowHeightPx: height,
    gapPx,
    rowFill: '#18212e',
    rowRadiusPx: height * 0.1,
    newRowFill: '#2c3a1a',
    unknownBibs: 'show',
    cells: [
      {
        box: bib,
        style: { ...style, colour: '#c8f542', tabular: true },
        segments: [{ field: 'bib' }],
        fit: { mode: 'shrink', minScale: 0.3 },
      },
      {
        box: name,
        style,
        segments: [{ field: 'name' }],
        fit: { mode: 'shrink', minScale: 0.5, maxLines: 2 },
      },
    ],
  };
}

function badge(canvas: Layout['canvas']): StatusBlock {
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

/** The canvas without its edge. */
function inside({ widthPx, heightPx, safeAreaPct }: Layout['canvas']): Box {
  const edge = (Math.min(widthPx, heightPx) * Math.max(safeAreaPct, 5)) / 100;
  return { x: edge, y: edge, width: widthPx - 2 * edge, height: heightPx - 2 * edge };
}
