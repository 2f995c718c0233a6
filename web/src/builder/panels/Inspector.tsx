import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useBuilderApi } from '../BuilderContext.tsx';
import { blockName, KIND_WORDS } from '../canvas/blockLabel.ts';
import { selectedBlocks } from '../store/builder.ts';
import { ArrangePanel } from './ArrangePanel.tsx';
import { BlockPanel } from './BlockPanel.tsx';
import { CanvasPanel } from './CanvasPanel.tsx';
import { ModesPanel } from './ModesPanel.tsx';
import classes from './Panels.module.css';
import { PositionPanel } from './PositionPanel.tsx';

/** What is selected, in numbers and words; the canvas when nothing is. */
export function Inspector() {
  const builder = useBuilderApi();
  const blocks = useStore(builder.store, useShallow(selectedBlocks));
  const [block, ...others] = blocks;
  if (block === undefined) return <CanvasPanel />;
  if (others.length > 0) {
    return (
      <section className={classes.panel} aria-label="Selection">
        <h2 className={classes.title}>{blocks.length} blocks</h2>
        <ArrangePanel count={blocks.length} />
      </section>
    );
  }
  return (
    <section className={classes.panel} aria-label="Block">
      <h2 className={classes.title}>{KIND_WORDS[block.kind]}</h2>
      <p className={classes.hint}>{blockName(block)}</p>
      <PositionPanel block={block} />
      <ArrangePanel count={1} />
      <BlockPanel key={block.id} block={block} />
      <ModesPanel block={block} />
    </section>
  );
}
