import type { Block, BlockMode } from '../document/blocks.ts';
import type { Box } from '../document/style.ts';
import type { Layout, TemplateDocument } from '../document/template.ts';
import { boundsOf, contains, overlap, type Point } from './geometry.ts';
import { type EditPlace, layoutOf, placed } from './place.ts';

/** The blocks of a selection, from back to front. */
export function blocksOf(document: TemplateDocument, place: EditPlace, ids: readonly string[]): Block[] {
  const chosen = new Set(ids);
  return (layoutOf(document, place)?.blocks ?? []).filter((block) => chosen.has(block.id));
}

/** Those of them that may be moved and changed. */
export function freeBlocksOf(document: TemplateDocument, place: EditPlace, ids: readonly string[]): Block[] {
  return blocksOf(document, place, ids).filter((block) => block.locked !== true);
}

/** The selection with everything that is in a group with one of its blocks, from back to front. */
export function withGroups(layout: Pick<Layout, 'blocks'>, ids: readonly string[]): string[] {
  const chosen = new Set(ids);
  const groups = new Set(
    layout.blocks.flatMap(({ id, group }) => (group !== undefined && chosen.has(id) ? [group] : [])),
  );
  return layout.blocks
    .filter(({ id, group }) => chosen.has(id) || (group !== undefined && groups.has(group)))
    .map(({ id }) => id);
}

/** The smallest upright box around the selection, rotated blocks included; null when it is empty. */
export function selectionBounds(
  document: TemplateDocument,
  place: EditPlace,
  ids: readonly string[],
): Box | null {
  return boundsOf(blocksOf(document, place, ids).map((block) => placed(block, place.mode)));
}

/** Whether a block can be seen on the canvas while this mode is edited. */
export function isOnCanvas(block: Pick<Block, 'hidden' | 'modes'>, mode: BlockMode): boolean {
  return block.hidden !== true && (block.modes === undefined || block.modes.includes(mode));
}

/** The foremost block under a point, locked ones left out; null for the bare canvas. */
export function blockAt(document: TemplateDocument, place: EditPlace, point: Point): Block | null {
  const blocks = layoutOf(document, place)?.blocks ?? [];
  const hit = (block: Block): boolean =>
    block.locked !== true && isOnCanvas(block, place.mode) && contains(placed(block, place.mode), point);
  return blocks.findLast(hit) ?? null;
}

/** What a frame that is drawn over the canvas touches, with its groups. Locked blocks stay out. */
export function blocksInFrame(document: TemplateDocument, place: EditPlace, frame: Box): string[] {
  const layout = layoutOf(document, place);
  if (layout === null) return [];
  const touched = layout.blocks.filter((block) => {
    if (block.locked === true || !isOnCanvas(block, place.mode)) return false;
    const bounds = boundsOf([placed(block, place.mode)]);
    return bounds !== null && overlap(bounds, frame);
  });
  return withGroups(
    layout,
    touched.map(({ id }) => id),
  );
}

/**
 * The next block in reading order (from the top, then from the left), for the Tab key; after the last comes null, so that
 * the focus can leave the canvas.
 */
export function nextReadingOrder(
  document: TemplateDocument,
  place: EditPlace,
  id: string | null,
  direction: 1 | -1,
): string | null {
  const order = readingOrder(document, place);
  const at = id === null ? -1 : order.indexOf(id);
  if (at === -1) return (direction === 1 ? order[0] : order.at(-1)) ?? null;
  return order[at + direction] ?? null;
}

/** The blocks on the canvas as one reads them: by their upper edge, then by their left one. */
export function readingOrder(document: TemplateDocument, place: EditPlace): string[] {
  return (layoutOf(document, place)?.blocks ?? [])
    .filter((block) => isOnCanvas(block, place.mode))
    .map((block) => ({ id: block.id, box: placed(block, place.mode).box }))
    .sort((one, other) => one.box.y - other.box.y || one.box.x - other.box.x)
    .map(({ id }) => id);
}
