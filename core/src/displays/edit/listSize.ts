import type { Block, BlockMode, ListBlock } from '../document/blocks.ts';
import { TEMPLATE_LIMITS } from '../document/limits.ts';
import type { Box } from '../document/style.ts';
import { withPlaced } from './place.ts';

/**
 * The block pulled to another size. A list goes along with it: pulled wider its texts spread over the width, pulled
 * taller it has more rows. Where only one mode has the other size, the texts stay, because they belong to all modes.
 */
export function withSize(block: Block, mode: BlockMode, box: Box): Block {
  const next = withPlaced(block, mode, { box });
  if (next.kind !== 'list' || block.kind !== 'list') return next;
  return spread(withRows(next, block), block);
}

function spread(list: ListBlock, before: ListBlock): ListBlock {
  const factor = rowWidth(list) / rowWidth(before);
  if (factor === 1 || !Number.isFinite(factor) || factor <= 0) return list;
  const wider = (box: Box): Box => ({ ...box, x: box.x * factor, width: box.width * factor });
  return { ...list, cells: list.cells.map((cell) => ({ ...cell, box: wider(cell.box) })) };
}

function rowWidth({ box, columns = 1, columnGapPx = 0 }: ListBlock): number {
  return (box.width - columnGapPx * (columns - 1)) / columns;
}

function withRows(list: ListBlock, before: ListBlock): ListBlock {
  if (list.box.height === before.box.height) return list;
  const { columns = 1, rowHeightPx, gapPx } = list;
  // Half a pixel: a height that was worked out from so many rows must give so many again.
  const down = Math.max(1, Math.floor((list.box.height + gapPx + 0.5) / (rowHeightPx + gapPx)));
  return { ...list, rows: Math.min(TEMPLATE_LIMITS.listRows, down * columns) };
}
