import { ActionIcon, Button } from '@mantine/core';
import { type Alignment, alignBlocks, distributeBlocks } from '@project88/core/displays/edit/arranging.ts';
import {
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
} from '@tabler/icons-react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { duplicateSelected, groupSelected, removeSelected, ungroupSelected } from '../commands.ts';
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

/** Align, distribute, group, copy and delete. One block is aligned with the canvas, several with each other. */
export function ArrangePanel({ count }: { count: number }) {
  const builder = useBuilderApi();
  const readOnly = useBuilder((state) => state.readOnly);
  const isGrouped = useBuilder((state) => selectedBlocks(state).some(({ group }) => group !== undefined));
  if (readOnly) return null;
  const withSelection = (change: typeof alignBlocks, how: Alignment, label: string) => {
    const { selection, ...state } = builder.store.getState();
    builder.apply((document) => change(document, placeOf(state), selection, how), label);
  };
  const distribute = (axis: 'across' | 'down') => {
    const { selection, ...state } = builder.store.getState();
    builder.apply((document) => distributeBlocks(document, placeOf(state), selection, axis), 'Distribute');
  };
  return (
    <div className={classes.arrange}>
      {ALIGN.map(([how, words, Icon]) => (
        <ActionIcon
          key={how}
          variant="default"
          size={30}
          aria-label={words}
          onClick={() => withSelection(alignBlocks, how, words)}
        >
          <Icon size={16} />
        </ActionIcon>
      ))}
      {count > 2 && (
        <>
          <Button size="compact-xs" variant="default" onClick={() => distribute('across')}>
            Distribute across
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => distribute('down')}>
            Distribute down
          </Button>
        </>
      )}
      {count > 1 && !isGrouped && (
        <Button size="compact-xs" variant="default" onClick={() => groupSelected(builder)}>
          Group
        </Button>
      )}
      {isGrouped && (
        <Button size="compact-xs" variant="default" onClick={() => ungroupSelected(builder)}>
          Ungroup
        </Button>
      )}
      <Button size="compact-xs" variant="default" onClick={() => duplicateSelected(builder)}>
        Duplicate
      </Button>
      <Button size="compact-xs" variant="default" c="var(--p88-bad)" onClick={() => removeSelected(builder)}>
        Delete
      </Button>
    </div>
  );
}
