import type { Block } from '@project88/core/displays/document/blocks.ts';
import { changeBlocks } from '@project88/core/displays/edit/place.ts';
import { useBuilderApi } from '../BuilderContext.tsx';
import { placeOf } from '../store/builder.ts';

type Part<B> = { [K in keyof B]?: B[K] | undefined };

/**
 * Changes one block; what is undefined is taken out. Changes of the same kind in quick succession, as while typing, are one
 * step of undo.
 */
export function useChange<B extends Block>(block: B) {
  const builder = useBuilderApi();
  return (part: Part<B>, label: string): void =>
    builder.apply(
      (document) =>
        changeBlocks(document, placeOf(builder.store.getState()), [block.id], (each) => withPart(each, part)),
      label,
      `${label} ${block.id}`,
    );
}

function withPart(block: Block, part: Part<Block>): Block {
  const entries = Object.entries({ ...block, ...part }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as Block;
}
