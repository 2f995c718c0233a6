import type { Block, ListCell } from '../document/blocks.ts';
import { TEMPLATE_LIMITS } from '../document/limits.ts';
import type { Box, TextStyle } from '../document/style.ts';
import type { Layout, TemplateDocument } from '../document/template.ts';
import { EDIT_LIMITS } from './limits.ts';
import type { EditPlace } from './place.ts';

/**
 * Another size of the canvas. With `scale` the design goes along: positions by both sides, what must keep its shape
 * (letters, corners, rotated blocks) by the smaller of the two. Without it everything stays at its pixel.
 */
export function resizeCanvas(
  document: TemplateDocument,
  { layout }: Pick<EditPlace, 'layout'>,
  size: { widthPx: number; heightPx: number },
  scale: boolean,
): TemplateDocument {
  const widthPx = side(size.widthPx);
  const heightPx = side(size.heightPx);
  return {
    ...document,
    layouts: document.layouts.map((each) =>
      each.name === layout ? resized(each, widthPx, heightPx, scale) : each,
    ),
  };
}

/** A layout for another size, made from one that is there. */
export function layoutFrom(layout: Layout, name: string, widthPx: number, heightPx: number): Layout {
  return { ...resized(layout, side(widthPx), side(heightPx), true), name };
}

function side(px: number): number {
  return Math.min(TEMPLATE_LIMITS.canvasPx, Math.max(16, Math.round(px)));
}

function resized(layout: Layout, widthPx: number, heightPx: number, scale: boolean): Layout {
  // A pixel map belongs to the size that it was drawn for.
  const { pixelMap: _map, ...canvas } = layout.canvas;
  const factor = { x: widthPx / canvas.widthPx, y: heightPx / canvas.heightPx };
  return {
    ...layout,
    canvas: { ...canvas, widthPx, heightPx },
    blocks: scale ? layout.blocks.map((block) => scaledBlock(block, factor.x, factor.y)) : layout.blocks,
  };
}

function scaledBlock(block: Block, x: number, y: number): Block {
  const least = Math.min(x, y);
  const base: Block = { ...block, box: scaledBox(block.box, x, y) };
  const inMode =
    block.inMode &&
    Object.fromEntries(
      Object.entries(block.inMode).map(([mode, change]) => [
        mode,
        change.box ? { ...change, box: scaledBox(change.box, x, y) } : change,
      ]),
    );
  return scaledParts(inMode ? { ...base, inMode } : base, x, y, least);
}

function scaledParts(block: Block, x: number, y: number, least: number): Block {
  switch (block.kind) {
    case 'shape':
      return {
        ...block,
        ...(block.radiusPx !== undefined && { radiusPx: kept(block.radiusPx * least) }),
        ...(block.border && {
          border: { ...block.border, widthPx: Math.min(500, block.border.widthPx * least) },
        }),
      };
    case 'image':
      return { ...block, ...(block.radiusPx !== undefined && { radiusPx: kept(block.radiusPx * least) }) };
    case 'list':
      return {
        ...block,
        rowHeightPx: Math.min(TEMPLATE_LIMITS.canvasPx, Math.max(1, block.rowHeightPx * y)),
        gapPx: kept(block.gapPx * y),
        ...(block.columnGapPx !== undefined && { columnGapPx: kept(block.columnGapPx * x) }),
        ...(block.rowRadiusPx !== undefined && { rowRadiusPx: kept(block.rowRadiusPx * least) }),
        cells: block.cells.map((cell) => scaledCell(cell, x, y, least)),
      };
    case 'ticker':
      return {
        ...block,
        style: scaledStyle(block.style, least),
        speedPxPerS: Math.min(5_000, Math.max(1, block.speedPxPerS * x)),
      };
    case 'text':
    case 'clock':
    case 'status':
    case 'message':
      return { ...block, style: scaledStyle(block.style, least) };
    case 'sponsor':
    case 'qr':
      return block;
  }
}

function scaledCell(cell: ListCell, x: number, y: number, least: number): ListCell {
  return { ...cell, box: scaledBox(cell.box, x, y), style: scaledStyle(cell.style, least) };
}

function scaledStyle(style: TextStyle, factor: number): TextStyle {
  const spacing = style.letterSpacingPx;
  return {
    ...style,
    sizePx: Math.min(TEMPLATE_LIMITS.canvasPx, Math.max(1, style.sizePx * factor)),
    ...(spacing !== undefined && { letterSpacingPx: Math.min(100, Math.max(-100, spacing * factor)) }),
  };
}

function scaledBox(box: Box, x: number, y: number): Box {
  return { x: far(box.x * x), y: far(box.y * y), width: kept(box.width * x), height: kept(box.height * y) };
}

function kept(px: number): number {
  return Math.min(EDIT_LIMITS.farthestPx, Math.max(0, px));
}

function far(px: number): number {
  return Math.min(EDIT_LIMITS.farthestPx, Math.max(-EDIT_LIMITS.farthestPx, px));
}
