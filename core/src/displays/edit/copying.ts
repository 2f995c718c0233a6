import { z } from 'zod';
import type { Block } from '../document/blocks.ts';
import { TEMPLATE_LIMITS } from '../document/limits.ts';
import { TEMPLATE_SCHEMA_VERSION, type TemplateDocument } from '../document/template.ts';
import { validateTemplate } from '../document/validate.ts';
import { boundsOf, centreOf, type Point } from './geometry.ts';
import { EDIT_LIMITS } from './limits.ts';
import { type EditPlace, layoutOf, placed, withBlocks, withPlaced } from './place.ts';
import { blocksOf } from './selection.ts';

/** Makes identifiers that are in no document yet. */
export type NewId = () => string;

/** What an operation made, and what should be selected now. */
export interface Edited {
  document: TemplateDocument;
  ids: string[];
}

/** Add blocks in front of all others. As many as there is room for; the others are left out. */
export function insertBlocks(document: TemplateDocument, place: EditPlace, added: readonly Block[]): Edited {
  const layout = layoutOf(document, place);
  if (layout === null) return { document, ids: [] };
  const taken = new Set(layout.blocks.map(({ id }) => id));
  const kept = added
    .filter(({ id }) => !taken.has(id))
    .slice(0, Math.max(0, TEMPLATE_LIMITS.blocks - layout.blocks.length));
  return {
    document: withBlocks(document, place, (blocks) => [...blocks, ...kept]),
    ids: kept.map(({ id }) => id),
  };
}

/** Copies of blocks, a little beside them. Groups become groups of their own. */
export function duplicateBlocks(
  document: TemplateDocument,
  place: EditPlace,
  ids: readonly string[],
  newId: NewId,
  by: Point = { x: EDIT_LIMITS.copyOffsetPx, y: EDIT_LIMITS.copyOffsetPx },
): Edited {
  const copies = renamed(blocksOf(document, place, ids), newId).map((block) => shifted(block, by));
  return insertBlocks(document, place, copies);
}

/** Blocks as text for the clipboard. */
export function copyText(document: TemplateDocument, place: EditPlace, ids: readonly string[]): string {
  const blocks = blocksOf(document, place, ids);
  return JSON.stringify({ project88: 'blocks', schemaVersion: TEMPLATE_SCHEMA_VERSION, blocks });
}

const clipboard = z.object({
  project88: z.literal('blocks'),
  schemaVersion: z.number(),
  blocks: z.array(z.unknown()),
});

/**
 * Put copied blocks into a layout, also of another template; null when the text is not ours or holds what no document may
 * hold. Without `at` they stand where they stood, a little beside what is there already; with it they are centred there.
 */
export function pasteText(
  document: TemplateDocument,
  place: EditPlace,
  text: string,
  newId: NewId,
  at: Point | null = null,
): Edited | null {
  const found = blocksFrom(document, text);
  const layout = layoutOf(document, place);
  if (found === null || layout === null) return null;
  const bounds = boundsOf(found.map((block) => placed(block, place.mode)));
  if (bounds === null) return null;
  const ids = new Set(layout.blocks.map(({ id }) => id));
  const besideThem = found.some(({ id }) => ids.has(id)) ? EDIT_LIMITS.copyOffsetPx : 0;
  const middle = centreOf(bounds);
  const by = at === null ? { x: besideThem, y: besideThem } : { x: at.x - middle.x, y: at.y - middle.y };
  return insertBlocks(
    document,
    place,
    renamed(found, newId).map((block) => shifted(block, by)),
  );
}

/** The blocks of a clipboard, checked as a part of a document is checked. */
function blocksFrom(document: TemplateDocument, text: string): Block[] | null {
  if (text.length > EDIT_LIMITS.clipboardChars) return null;
  const parsed = clipboard.safeParse(readJson(text));
  const [layout] = document.layouts;
  if (!parsed.success || layout === undefined) return null;
  const { schemaVersion, blocks } = parsed.data;
  const check = validateTemplate({ ...document, schemaVersion, layouts: [{ ...layout, blocks }] });
  return check.ok ? (check.template.layouts[0]?.blocks ?? null) : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function renamed(blocks: readonly Block[], newId: NewId): Block[] {
  const groups = new Map<string, string>();
  return blocks.map((block) => {
    const copy = { ...block, id: newId() };
    if (block.group === undefined) return copy;
    const group = groups.get(block.group) ?? newId();
    groups.set(block.group, group);
    return { ...copy, group };
  });
}

/** A copy stands beside what it was made from in every mode, not only in the one that is seen. */
function shifted(block: Block, by: Point): Block {
  if (by.x === 0 && by.y === 0) return block;
  const moved = { ...block.box, x: block.box.x + by.x, y: block.box.y + by.y };
  const base = withPlaced({ ...block, inMode: {} }, 'active', { box: moved });
  const { inMode: _none, ...plain } = base;
  if (block.inMode === undefined) return plain;
  const inMode = Object.fromEntries(
    Object.entries(block.inMode).map(([mode, change]) => {
      if (change.box === undefined) return [mode, change];
      const box = { ...change.box, x: change.box.x + by.x, y: change.box.y + by.y };
      return [mode, { ...change, box: withPlaced({ ...plain, inMode: {} }, 'active', { box }).box }];
    }),
  );
  return { ...plain, inMode };
}
