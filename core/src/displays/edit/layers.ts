import type { Block } from '../document/blocks.ts';
import type { TemplateDocument } from '../document/template.ts';
import { changeBlocks, type EditPlace, withBlocks } from './place.ts';

type At = Pick<EditPlace, 'layout'>;
export type Order = 'back' | 'backward' | 'forward' | 'front';

/** Move blocks among the others, from back to front; those that are moved keep their order among themselves. */
export function orderBlocks(
  document: TemplateDocument,
  place: At,
  ids: readonly string[],
  order: Order,
): TemplateDocument {
  const chosen = new Set(ids);
  return withBlocks(document, place, (blocks) => {
    const moved = blocks.filter((block) => chosen.has(block.id));
    const others = blocks.filter((block) => !chosen.has(block.id));
    if (moved.length === 0) return blocks;
    if (order === 'back') return [...moved, ...others];
    if (order === 'front') return [...others, ...moved];
    return order === 'forward' ? stepped(blocks, chosen) : stepped([...blocks].reverse(), chosen).reverse();
  });
}

/** Every chosen block one place on, past the next one that is not chosen. */
function stepped(blocks: readonly Block[], chosen: ReadonlySet<string>): Block[] {
  const result = [...blocks];
  for (let at = result.length - 2; at >= 0; at -= 1) {
    const [one, next] = [result[at], result[at + 1]];
    if (one === undefined || next === undefined) continue;
    if (chosen.has(one.id) && !chosen.has(next.id)) [result[at], result[at + 1]] = [next, one];
  }
  return result;
}

/** Put blocks before another one, as one drags layers; null: to the very front. */
export function placeBefore(
  document: TemplateDocument,
  place: At,
  ids: readonly string[],
  beforeId: string | null,
): TemplateDocument {
  const chosen = new Set(ids);
  return withBlocks(document, place, (blocks) => {
    const moved = blocks.filter((block) => chosen.has(block.id));
    const others = blocks.filter((block) => !chosen.has(block.id));
    const at = others.findIndex(({ id }) => id === beforeId);
    const index = at === -1 ? others.length : at;
    return [...others.slice(0, index), ...moved, ...others.slice(index)];
  });
}

/** Put blocks in one group; they come together in the order, where the foremost of them is. */
export function groupBlocks(
  document: TemplateDocument,
  place: At,
  ids: readonly string[],
  group: string,
): TemplateDocument {
  const chosen = new Set(ids);
  return withBlocks(document, place, (blocks) => {
    const members = blocks.filter(({ id }) => chosen.has(id)).map((block) => ({ ...block, group }));
    if (members.length < 2) return blocks;
    const front = blocks.findLastIndex(({ id }) => chosen.has(id));
    const behind = blocks.slice(0, front).filter(({ id }) => !chosen.has(id));
    return [...behind, ...members, ...blocks.slice(front + 1)];
  });
}

/** Take the groups of these blocks apart. */
export function ungroupBlocks(
  document: TemplateDocument,
  place: At,
  ids: readonly string[],
): TemplateDocument {
  return changeBlocks(document, place, ids, (block) => {
    if (block.group === undefined) return block;
    const { group: _group, ...alone } = block;
    return alone;
  });
}

/** Locked blocks are neither moved nor changed, nor found by the pointer. */
export function lockBlocks(
  document: TemplateDocument,
  place: At,
  ids: readonly string[],
  locked: boolean,
): TemplateDocument {
  return changeBlocks(document, place, ids, (block) => flagged(block, 'locked', locked));
}

/** Hidden blocks stay in the design and are drawn nowhere. */
export function hideBlocks(
  document: TemplateDocument,
  place: At,
  ids: readonly string[],
  hidden: boolean,
): TemplateDocument {
  return changeBlocks(document, place, ids, (block) => flagged(block, 'hidden', hidden));
}

function flagged(block: Block, flag: 'locked' | 'hidden', value: boolean): Block {
  if ((block[flag] ?? false) === value) return block;
  const { [flag]: _before, ...rest } = block;
  return value ? { ...rest, [flag]: true } : rest;
}

/** Delete blocks; locked ones stay. */
export function deleteBlocks(
  document: TemplateDocument,
  place: At,
  ids: readonly string[],
): TemplateDocument {
  const chosen = new Set(ids);
  return withBlocks(document, place, (blocks) =>
    blocks.filter((block) => !chosen.has(block.id) || block.locked === true),
  );
}
