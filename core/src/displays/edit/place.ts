import type { Block, BlockMode } from '../document/blocks.ts';
import type { Box } from '../document/style.ts';
import type { Layout, TemplateDocument } from '../document/template.ts';
import { plainDegrees, type TurnedBox } from './geometry.ts';
import { EDIT_LIMITS } from './limits.ts';

/** What is being edited: one layout, seen in one mode. A block that stands elsewhere in that mode is changed there. */
export interface EditPlace {
  layout: string;
  mode: BlockMode;
}

export function layoutOf(document: TemplateDocument, { layout }: Pick<EditPlace, 'layout'>): Layout | null {
  return document.layouts.find((each) => each.name === layout) ?? null;
}

/** Box and rotation of a block in a mode. */
export function placed(block: Block, mode: BlockMode): TurnedBox {
  const change = block.inMode?.[mode];
  return {
    box: change?.box ?? block.box,
    rotationDeg: change?.rotationDeg ?? block.rotationDeg ?? 0,
  };
}

/** The block with another box and rotation, written where the mode has them. Numbers stay within the document's limits. */
export function withPlaced(block: Block, mode: BlockMode, next: Partial<TurnedBox>): Block {
  const box = next.box && keptBox(next.box);
  const rotationDeg = next.rotationDeg === undefined ? undefined : plainDegrees(next.rotationDeg);
  const own = block.inMode?.[mode];
  const intoBox = box !== undefined && own?.box !== undefined;
  const intoRotation = rotationDeg !== undefined && own?.rotationDeg !== undefined;
  const changed: Block = {
    ...block,
    ...(box && !intoBox && { box }),
    ...(rotationDeg !== undefined && !intoRotation && { rotationDeg }),
  };
  if (!intoBox && !intoRotation) return changed;
  const inMode = { ...own, ...(intoBox && { box }), ...(intoRotation && { rotationDeg }) };
  return { ...changed, inMode: { ...block.inMode, [mode]: inMode } };
}

function keptBox({ x, y, width, height }: Box): Box {
  const { farthestPx, smallestPx } = EDIT_LIMITS;
  const within = (value: number, least: number): number => Math.min(farthestPx, Math.max(least, value));
  return {
    x: within(x, -farthestPx),
    y: within(y, -farthestPx),
    width: within(width, smallestPx),
    height: within(height, smallestPx),
  };
}

/** The document with other blocks in one layout; the same document when nothing changed. */
export function withBlocks(
  document: TemplateDocument,
  { layout }: Pick<EditPlace, 'layout'>,
  change: (blocks: readonly Block[]) => readonly Block[],
): TemplateDocument {
  let isChanged = false;
  const layouts = document.layouts.map((each) => {
    if (each.name !== layout) return each;
    const blocks = change(each.blocks);
    const same =
      blocks.length === each.blocks.length && blocks.every((block, at) => block === each.blocks[at]);
    if (same) return each;
    isChanged = true;
    return { ...each, blocks: [...blocks] };
  });
  return isChanged ? { ...document, layouts } : document;
}

/** The document with some of its blocks changed. */
export function changeBlocks(
  document: TemplateDocument,
  place: Pick<EditPlace, 'layout'>,
  ids: readonly string[],
  change: (block: Block) => Block,
): TemplateDocument {
  const chosen = new Set(ids);
  return withBlocks(document, place, (blocks) =>
    blocks.map((block) => (chosen.has(block.id) ? change(block) : block)),
  );
}
