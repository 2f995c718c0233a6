import type { Block, BlockMode } from '@project88/core/displays/document/blocks.ts';
import { layoutOf, placed } from '@project88/core/displays/edit/place.ts';
import { readingOrder, withGroups } from '@project88/core/displays/edit/selection.ts';
import { memo, type RefObject, useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { placeOf } from '../store/builder.ts';
import { blockLabel } from './blockLabel.ts';
import classes from './Canvas.module.css';

/**
 * The blocks on the canvas as a list that has the focus and that screen readers read: one item for each block, exactly over
 * it. The Tab key goes through them in reading order, the pointer goes through them to the canvas.
 */
export function BlockList() {
  const builder = useBuilderApi();
  const list = useRef<HTMLDivElement>(null);
  const order = useBuilder(useShallow((state) => readingOrder(state.document, placeOf(state))));
  const mode = useBuilder((state) => state.mode);
  const layout = useBuilder((state) => layoutOf(state.document, state));
  const selection = useBuilder((state) => state.selection);
  const { zoom, left, top } = useBuilder((state) => state.viewport);
  const first = selection.find((id) => order.includes(id)) ?? order[0];
  useFocusFollowsSelection(list, selection);
  const blocks = new Map(layout?.blocks.map((block) => [block.id, block]));
  return (
    <div
      ref={list}
      className={classes.blocks}
      role="listbox"
      aria-multiselectable="true"
      aria-label="Blocks on the canvas"
      // A list without members has nothing to stop at.
      tabIndex={order.length === 0 ? 0 : -1}
      style={{ transform: `translate(${left}px, ${top}px)` }}
      data-focus-target
    >
      {order.map((id) => {
        const block = blocks.get(id);
        if (block === undefined) return null;
        return (
          <Item
            key={id}
            block={block}
            mode={mode}
            zoom={zoom}
            isSelected={selection.includes(id)}
            isFirst={id === first}
            onPick={() => builder.select(withGroups({ blocks: layout?.blocks ?? [] }, [id]))}
          />
        );
      })}
    </div>
  );
}

interface ItemProps {
  block: Block;
  mode: BlockMode;
  zoom: number;
  isSelected: boolean;
  isFirst: boolean;
  onPick: () => void;
}

const Item = memo(
  function Item({ block, mode, zoom, isSelected, isFirst, onPick }: ItemProps) {
    const { box, rotationDeg } = placed(block, mode);
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the whole canvas are handled in one place
      <div
        className={classes.block}
        role="option"
        aria-selected={isSelected}
        aria-label={blockLabel(block, box)}
        tabIndex={isFirst ? 0 : -1}
        data-block-id={block.id}
        // What a screen reader presses; the pointer's presses go to the canvas.
        onClick={onPick}
        style={{
          width: box.width * zoom,
          height: box.height * zoom,
          transform: `translate(${box.x * zoom}px, ${box.y * zoom}px) rotate(${rotationDeg}deg)`,
        }}
      />
    );
  },
  (before, after) =>
    before.block === after.block &&
    before.mode === after.mode &&
    before.zoom === after.zoom &&
    before.isSelected === after.isSelected &&
    before.isFirst === after.isFirst,
);

/** When the canvas has the focus, the first selected block has it. */
function useFocusFollowsSelection(
  list: RefObject<HTMLDivElement | null>,
  selection: readonly string[],
): void {
  useEffect(() => {
    const element = list.current;
    const [id] = selection;
    const active = document.activeElement;
    const isHere = active === document.body || (active !== null && element?.contains(active) === true);
    if (element === null || id === undefined || !isHere) return;
    element.querySelector<HTMLElement>(`[data-block-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  }, [list, selection]);
}
