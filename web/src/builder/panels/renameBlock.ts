import type { Block } from '@project88/core/displays/document/blocks.ts';
import { changeBlocks } from '@project88/core/displays/edit/place.ts';
import { type Builder, placeOf } from '../store/builder.ts';

/** Characters of a name. The document's schema says the same. */
const NAME_CHARACTERS = 120;

/** Another name for a block; without one it is called by what it shows. One step of undo while it is typed. */
export function renameBlock(builder: Builder, id: string, name: string): void {
  builder.apply(
    (document) =>
      changeBlocks(document, placeOf(builder.store.getState()), [id], (block) => named(block, name)),
    'Rename',
    `Rename ${id}`,
  );
}

function named(block: Block, name: string): Block {
  if ((block.name ?? '') === name) return block;
  const { name: _before, ...rest } = block;
  return (name === '' ? rest : { ...rest, name: name.slice(0, NAME_CHARACTERS) }) as Block;
}
