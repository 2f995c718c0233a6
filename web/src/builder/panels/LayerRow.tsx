import type { Block } from '@project88/core/displays/document/blocks.ts';
import { hideBlocks, lockBlocks } from '@project88/core/displays/edit/layers.ts';
import { IconEye, IconEyeOff, IconLock, IconLockOpen } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type MouseEvent, memo, type ReactNode, useState } from 'react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { blockName } from '../canvas/blockLabel.ts';
import { orderSelected } from '../commands.ts';
import { type Builder, placeOf } from '../store/builder.ts';
import { KindPicture } from './KindPicture.tsx';
import classes from './Layers.module.css';
import type { Drop } from './layerDrop.ts';
import { renameBlock } from './renameBlock.ts';

interface LayerRowProps {
  block: Block;
  selected: boolean;
  /** Whether it is on the canvas in this mode. */
  shown: boolean;
  drop: Drop['side'] | null;
  onDrag: (drop: Drop) => void;
  onDrop: () => void;
}

/**
 * One layer. Alt and the arrows, or a drag, change its place; F2 or a double click its name. A template has hundreds, and a
 * movement of the pointer changes one block: only that one's row is drawn again.
 */
export const LayerRow = memo(function LayerRow({
  block,
  selected,
  shown,
  drop,
  onDrag,
  onDrop,
}: LayerRowProps) {
  const builder = useBuilderApi();
  const readOnly = useBuilder((state) => state.readOnly);
  const [isNaming, setNaming] = useState(false);
  const look = [
    classes.layer,
    selected && classes.selected,
    !shown && classes.away,
    block.group !== undefined && classes.inGroup,
    drop && classes[drop],
  ];
  return (
    <li
      className={look.filter(Boolean).join(' ')}
      draggable={!readOnly && !isNaming}
      onDragStart={({ dataTransfer }) => {
        if (!selected) builder.select([block.id]);
        dataTransfer.setData('text/plain', blockName(block));
        dataTransfer.effectAllowed = 'move';
        dragged = builder.store.getState().selection;
      }}
      onDragOver={(event) => over(event, block.id, onDrag)}
      onDragEnd={() => {
        dragged = null;
        onDrop();
      }}
    >
      {isNaming ? (
        <NameField block={block} onDone={() => setNaming(false)} />
      ) : (
        <button
          type="button"
          className={classes.name}
          aria-pressed={selected}
          title={blockName(block)}
          onClick={(event) => pick(builder, block.id, event)}
          onDoubleClick={() => !readOnly && setNaming(true)}
          onKeyDown={(event) => !readOnly && typed(builder, block.id, event, () => setNaming(true))}
        >
          <KindPicture kind={block.kind} size={20} />
          <span>{blockName(block)}</span>
        </button>
      )}
      {!readOnly && <Switches block={block} />}
    </li>
  );
});

/** The layers that are being dragged; a browser tells them only when they are dropped. */
let dragged: readonly string[] | null = null;

function over(event: DragEvent<HTMLElement>, id: string, onDrag: (drop: Drop) => void): void {
  if (dragged === null) return;
  event.preventDefault();
  const { top, height } = event.currentTarget.getBoundingClientRect();
  onDrag({ ids: dragged, on: id, side: event.clientY < top + height / 2 ? 'over' : 'under' });
}

function pick(builder: Builder, id: string, { shiftKey, ctrlKey, metaKey }: MouseEvent): void {
  const { selection } = builder.store.getState();
  if (!shiftKey && !ctrlKey && !metaKey) builder.select([id]);
  else builder.select(selection.includes(id) ? selection.filter((each) => each !== id) : [...selection, id]);
}

function typed(builder: Builder, id: string, event: KeyboardEvent, rename: () => void): void {
  const isUp = event.key === 'ArrowUp';
  if (event.key === 'F2') rename();
  else if (event.altKey && (isUp || event.key === 'ArrowDown')) {
    if (!builder.store.getState().selection.includes(id)) builder.select([id]);
    orderSelected(builder, isUp ? 'forward' : 'backward');
  } else return;
  event.preventDefault();
}

function NameField({ block, onDone }: { block: Block; onDone: () => void }) {
  const builder = useBuilderApi();
  return (
    <input
      className={classes.field}
      aria-label="Name of the layer"
      defaultValue={block.name ?? ''}
      placeholder={blockName(block)}
      maxLength={120}
      ref={(input) => input?.select()}
      onBlur={(event) => {
        renameBlock(builder, block.id, event.currentTarget.value);
        onDone();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

function Switches({ block }: { block: Block }) {
  const builder = useBuilderApi();
  const name = blockName(block);
  const place = () => placeOf(builder.store.getState());
  const { locked = false, hidden = false } = block;
  return (
    <>
      <Tool
        label={locked ? `Unlock ${name}` : `Lock ${name}`}
        isOn={locked}
        onClick={() =>
          builder.apply((document) => lockBlocks(document, place(), [block.id], !locked), 'Lock')
        }
      >
        {locked ? <IconLock size={15} /> : <IconLockOpen size={15} />}
      </Tool>
      <Tool
        label={hidden ? `Show ${name}` : `Hide ${name}`}
        isOn={hidden}
        onClick={() =>
          builder.apply((document) => hideBlocks(document, place(), [block.id], !hidden), 'Hide')
        }
      >
        {hidden ? <IconEyeOff size={15} /> : <IconEye size={15} />}
      </Tool>
    </>
  );
}

interface ToolProps {
  label: string;
  isOn: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Tool({ label, isOn, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      className={isOn ? classes.tool : `${classes.tool} ${classes.quiet}`}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
