import { BLOCK_MODES, type BlockKind } from '@project88/core/displays/document/blocks.ts';
import type { TextField } from '@project88/core/displays/document/fields.ts';
import { insertBlocks } from '@project88/core/displays/edit/copying.ts';
import { FIELD_WORDS, isTextField } from '@project88/core/displays/edit/fieldWords.ts';
import type { Point } from '@project88/core/displays/edit/geometry.ts';
import { newBlock, newFieldBlock } from '@project88/core/displays/edit/newBlock.ts';
import { layoutOf } from '@project88/core/displays/edit/place.ts';
import { KIND_WORDS } from './canvas/blockLabel.ts';
import { newId } from './newId.ts';
import { type Builder, placeOf } from './store/builder.ts';

/** What the palette offers: a kind of block, or a text that shows one field of a runner. */
export type Insertable = { kind: BlockKind } | { field: TextField };

/** The type under which a dragged piece of the palette is known to the canvas. */
export const DRAG_TYPE = 'application/x-project88-block';

/** What a dragged piece says of itself; null for what is no piece of the palette. */
export function insertableOf(text: string): Insertable | null {
  const [what, word = ''] = text.split(':');
  if (what === 'field' && isTextField(word)) return { field: word };
  return what === 'kind' && Object.hasOwn(KIND_WORDS, word) ? { kind: word as BlockKind } : null;
}

/** The words that `insertableOf` reads. */
export function dragText(what: Insertable): string {
  return 'field' in what ? `field:${what.field}` : `kind:${what.kind}`;
}

/**
 * Put it on the canvas, in the middle or about `at` (design pixels), and select it. The canvas goes to a mode in which it
 * is seen.
 */
export function insert(builder: Builder, what: Insertable, at?: Point): void {
  const state = builder.store.getState();
  const canvas = layoutOf(state.document, state)?.canvas;
  if (canvas === undefined) return;
  const block =
    'field' in what
      ? newFieldBlock(what.field, newId(), canvas, at)
      : newBlock(what.kind, newId(), canvas, at);
  const { document, ids } = insertBlocks(state.document, placeOf(state), [block]);
  builder.apply(() => document, `Add ${'field' in what ? FIELD_WORDS[what.field] : KIND_WORDS[what.kind]}`);
  builder.select(ids);
  if (block.modes !== undefined && !block.modes.includes(state.mode)) {
    const mode = BLOCK_MODES.find((each) => block.modes?.includes(each));
    if (mode !== undefined) builder.show({ mode });
  }
}
