import { ActionIcon } from '@mantine/core';
import type { Block } from '@project88/core/displays/document/blocks.ts';
import { hideBlocks, lockBlocks } from '@project88/core/displays/edit/layers.ts';
import { layoutOf } from '@project88/core/displays/edit/place.ts';
import { isOnCanvas } from '@project88/core/displays/edit/selection.ts';
import {
  IconChevronDown,
  IconChevronUp,
  IconEye,
  IconEyeOff,
  IconLock,
  IconLockOpen,
} from '@tabler/icons-react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { blockName } from '../canvas/blockLabel.ts';
import { orderSelected } from '../commands.ts';
import { placeOf } from '../store/builder.ts';
import classes from './Panels.module.css';

/** All blocks of the layout, the front one first. */
export function Layers() {
  const blocks = useBuilder((state) => layoutOf(state.document, state)?.blocks) ?? [];
  const selection = useBuilder((state) => state.selection);
  const mode = useBuilder((state) => state.mode);
  if (blocks.length === 0) {
    return (
      <section className={classes.panel} aria-label="Layers">
        <h2 className={classes.title}>Layers</h2>
        <p className={classes.hint}>
          Nothing is on the canvas yet. Add the bib and the name of a runner above.
        </p>
      </section>
    );
  }
  return (
    <section className={classes.panel} aria-label="Layers">
      <h2 className={classes.title}>Layers</h2>
      <ul>
        {blocks.toReversed().map((block) => (
          <Layer
            key={block.id}
            block={block}
            selected={selection.includes(block.id)}
            shown={isOnCanvas(block, mode)}
          />
        ))}
      </ul>
    </section>
  );
}

function Layer({ block, selected, shown }: { block: Block; selected: boolean; shown: boolean }) {
  const builder = useBuilderApi();
  const readOnly = useBuilder((state) => state.readOnly);
  const name = blockName(block);
  const place = () => placeOf(builder.store.getState());
  const order = (direction: 'forward' | 'backward') => {
    builder.select([block.id]);
    orderSelected(builder, direction);
  };
  const flip = (what: 'lock' | 'hide') =>
    builder.apply(
      (document) =>
        what === 'lock'
          ? lockBlocks(document, place(), [block.id], block.locked !== true)
          : hideBlocks(document, place(), [block.id], block.hidden !== true),
      what === 'lock' ? 'Lock' : 'Hide',
    );
  return (
    <li className={`${classes.layer} ${selected ? classes.selected : ''} ${shown ? '' : classes.away}`}>
      <button
        type="button"
        className={classes.layerName}
        aria-pressed={selected}
        onClick={(event) =>
          builder.select(event.shiftKey ? [...builder.store.getState().selection, block.id] : [block.id])
        }
      >
        {name}
      </button>
      {!readOnly && (
        <>
          <Tool label={`Bring ${name} forward`} onClick={() => order('forward')}>
            <IconChevronUp size={14} />
          </Tool>
          <Tool label={`Send ${name} back`} onClick={() => order('backward')}>
            <IconChevronDown size={14} />
          </Tool>
          <Tool label={block.locked ? `Unlock ${name}` : `Lock ${name}`} onClick={() => flip('lock')}>
            {block.locked ? <IconLock size={14} /> : <IconLockOpen size={14} />}
          </Tool>
          <Tool label={block.hidden ? `Show ${name}` : `Hide ${name}`} onClick={() => flip('hide')}>
            {block.hidden ? <IconEyeOff size={14} /> : <IconEye size={14} />}
          </Tool>
        </>
      )}
    </li>
  );
}

function Tool({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
