import { type Alignment, alignBlocks, distributeBlocks } from '@project88/core/displays/edit/arranging.ts';
import {
  IconCopy,
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
  IconStackBack,
  IconStackFront,
  IconTrash,
} from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import {
  duplicateSelected,
  groupSelected,
  orderSelected,
  removeSelected,
  ungroupSelected,
} from '../commands.ts';
import { ToolButton } from '../frame/ToolButton.tsx';
import { placeOf, selectedBlocks } from '../store/builder.ts';
import classes from './Panels.module.css';

const ALIGN: readonly [Alignment, string, typeof IconLayoutAlignLeft][] = [
  ['left', 'Align left', IconLayoutAlignLeft],
  ['centre', 'Align in the middle across', IconLayoutAlignCenter],
  ['right', 'Align right', IconLayoutAlignRight],
  ['top', 'Align at the top', IconLayoutAlignTop],
  ['middle', 'Align in the middle down', IconLayoutAlignMiddle],
  ['bottom', 'Align at the bottom', IconLayoutAlignBottom],
];

/** Align, distribute, order, group, copy and delete. One block is aligned with the canvas, several with each other. */
export const ArrangePanel = memo(function ArrangePanel({ count }: { count: number }) {
  const builder = useBuilderApi();
  const readOnly = useBuilder((state) => state.readOnly);
  if (readOnly) return null;
  const align = (how: Alignment, label: string) => {
    const { selection, ...state } = builder.store.getState();
    builder.apply((document) => alignBlocks(document, placeOf(state), selection, how), label);
  };
  return (
    <div className={classes.arrange}>
      <Row>
        {ALIGN.map(([how, words, Icon]) => (
          <ToolButton key={how} label={words} onClick={() => align(how, words)}>
            <Icon size={18} />
          </ToolButton>
        ))}
        {count > 2 && <Distribute />}
      </Row>
      <Row>
        <ToolButton label="To the very front" onClick={() => orderSelected(builder, 'front')}>
          <IconStackFront size={18} />
        </ToolButton>
        <ToolButton label="To the very back" onClick={() => orderSelected(builder, 'back')}>
          <IconStackBack size={18} />
        </ToolButton>
        <Grouping count={count} />
        <span className={classes.spread} />
        <ToolButton label="Duplicate" onClick={() => duplicateSelected(builder)}>
          <IconCopy size={18} />
        </ToolButton>
        <ToolButton label="Delete" onClick={() => removeSelected(builder)}>
          <IconTrash size={18} />
        </ToolButton>
      </Row>
    </div>
  );
});

function Row({ children }: { children: ReactNode }) {
  return <div className={classes.tools}>{children}</div>;
}

function Distribute() {
  const builder = useBuilderApi();
  const distribute = (axis: 'across' | 'down') => {
    const { selection, ...state } = builder.store.getState();
    builder.apply((document) => distributeBlocks(document, placeOf(state), selection, axis), 'Distribute');
  };
  return (
    <>
      <ToolButton label="Distribute across" onClick={() => distribute('across')}>
        <IconLayoutDistributeVertical size={18} />
      </ToolButton>
      <ToolButton label="Distribute down" onClick={() => distribute('down')}>
        <IconLayoutDistributeHorizontal size={18} />
      </ToolButton>
    </>
  );
}

function Grouping({ count }: { count: number }) {
  const builder = useBuilderApi();
  const isGrouped = useBuilder((state) => selectedBlocks(state).some(({ group }) => group !== undefined));
  if (isGrouped) {
    return (
      <button type="button" className={classes.word} onClick={() => ungroupSelected(builder)}>
        Ungroup
      </button>
    );
  }
  if (count < 2) return null;
  return (
    <button type="button" className={classes.word} onClick={() => groupSelected(builder)}>
      Group
    </button>
  );
}
