import type { Block } from '@project88/core/displays/document/blocks.ts';
import { layoutOf } from '@project88/core/displays/edit/place.ts';
import { isOnCanvas } from '@project88/core/displays/edit/selection.ts';
import { IconFolder } from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, useCallback, useRef, useState } from 'react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import type { Builder } from '../store/builder.ts';
import { LayerRow } from './LayerRow.tsx';
import classes from './Layers.module.css';
import { type Drop, dropLayers } from './layerDrop.ts';

/** All blocks of the layout, the front one first. */
export function Layers() {
  const builder = useBuilderApi();
  const blocks = useBuilder((state) => layoutOf(state.document, state)?.blocks) ?? [];
  const selection = useBuilder((state) => state.selection);
  const mode = useBuilder((state) => state.mode);
  const { drop, over, end } = useLayerDrop(builder);
  const front = blocks.toReversed();
  return (
    <section className={classes.panel} aria-label="Layers">
      <h2 className={classes.title}>
        Layers <span className={classes.count}>{blocks.length}</span>
      </h2>
      {blocks.length === 0 ? (
        <p className={classes.hint}>What you add is listed here, the front one first.</p>
      ) : (
        <ul className={classes.list} onKeyDown={stepThrough}>
          {front.map((block, at) => (
            <Fragment key={block.id}>
              {startsGroup(front, at) && <GroupRow group={block.group ?? ''} members={front} />}
              <LayerRow
                block={block}
                selected={selection.includes(block.id)}
                shown={isOnCanvas(block, mode)}
                drop={drop?.on === block.id ? drop.side : null}
                onDrag={over}
                onDrop={end}
              />
            </Fragment>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Where dragged layers would fall. The functions stay the same, so that a row is drawn again only for what it shows. */
function useLayerDrop(builder: Builder) {
  const [drop, setDrop] = useState<Drop | null>(null);
  const last = useRef(drop);
  const over = useCallback((next: Drop | null): void => {
    last.current = next;
    setDrop(next);
  }, []);
  const end = useCallback((): void => {
    if (last.current !== null) dropLayers(builder, last.current);
    over(null);
  }, [builder, over]);
  return { drop, over, end };
}

function startsGroup(blocks: readonly Block[], at: number): boolean {
  const group = blocks[at]?.group;
  return group !== undefined && blocks[at - 1]?.group !== group;
}

/** The head of a group: one press selects all of it. */
function GroupRow({ group, members }: { group: string; members: readonly Block[] }) {
  const builder = useBuilderApi();
  const selection = useBuilder((state) => state.selection);
  const ids = members.filter((block) => block.group === group).map(({ id }) => id);
  const isSelected = ids.every((id) => selection.includes(id));
  return (
    <li className={`${classes.layer} ${isSelected ? classes.selected : ''}`}>
      <button
        type="button"
        className={classes.name}
        aria-pressed={isSelected}
        onClick={() => builder.select(ids)}
      >
        <IconFolder size={16} aria-hidden="true" />
        <span>Group of {ids.length}</span>
      </button>
    </li>
  );
}

/** Arrow keys go from name to name. */
function stepThrough(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>('[aria-pressed]')];
  const at = names.indexOf(document.activeElement as HTMLElement);
  if (at === -1) return;
  event.preventDefault();
  names[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}
