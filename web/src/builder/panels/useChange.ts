import type { Block } from '@project88/core/displays/document/blocks.ts';
import { changeBlocks } from '@project88/core/displays/edit/place.ts';
import { useBuilderApi } from '../BuilderContext.tsx';
import { placeOf } from '../store/builder.ts';

/** Changes one block. Changes of the same kind in quick succession, as while typing, are one step of undo. */
export function useChange<B extends Block>(block: B) {
  const builder = useBuilderApi();
  return (part: Partial<B>, label: string): void =>
    builder.apply(
      (document) =>
        changeBlocks(
          document,
          placeOf(builder.store.getState()),
          [block.id],
          (each) =>
            ({
              ...each,
              ...(part as Partial<Block>),
            }) as Block,
        ),
      label,
      `${label} ${block.id}`,
    );
}
