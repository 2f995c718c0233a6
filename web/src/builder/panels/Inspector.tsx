import type { Block } from '@project88/core/displays/document/blocks.ts';
import { memo, useDeferredValue, useRef } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { blockName, KIND_WORDS } from '../canvas/blockLabel.ts';
import { selectedBlocks } from '../store/builder.ts';
import { ArrangePanel } from './ArrangePanel.tsx';
import { BlockPanel } from './BlockPanel.tsx';
import { CanvasPanel } from './CanvasPanel.tsx';
import { KindPicture } from './KindPicture.tsx';
import { ModesPanel } from './ModesPanel.tsx';
import { MotionPanel } from './MotionPanel.tsx';
import classes from './Panels.module.css';
import { PositionPanel } from './PositionPanel.tsx';
import { SeveralPanel } from './SeveralPanel.tsx';

/** What is selected, in numbers and words; the canvas when nothing is. */
export function Inspector() {
  const builder = useBuilderApi();
  const blocks = useStore(builder.store, useShallow(selectedBlocks));
  const [block, ...others] = blocks;
  if (block === undefined) return <CanvasPanel />;
  if (others.length > 0) return <SeveralPanel blocks={blocks} />;
  return (
    <section aria-label="Block" data-tour="inspect">
      <header className={classes.top}>
        <KindPicture kind={block.kind} size={28} />
        <div className={classes.topWords}>
          <h2>{KIND_WORDS[block.kind]}</h2>
          <p title={blockName(block)}>{blockName(block)}</p>
        </div>
      </header>
      <ArrangePanel count={1} />
      <Place block={block} />
      <Rest key={block.id} block={block} />
    </section>
  );
}

/** Where it is, as soon as the canvas leaves time for it: the canvas goes first. */
function Place({ block }: { block: Block }) {
  return <SteadyPosition block={useDeferredValue(block)} />;
}

const SteadyPosition = memo(PositionPanel);

/** What a movement over the canvas does not change: drawn from the block as it was before, while one goes on. */
function Rest({ block }: { block: Block }) {
  const isMoving = useBuilder((state) => state.drag !== null);
  const atRest = useRef(block);
  if (!isMoving) atRest.current = block;
  return <SteadyRest block={atRest.current} />;
}

const SteadyRest = memo(function SteadyRest({ block }: { block: Block }) {
  return (
    <>
      <BlockPanel block={block} />
      <ModesPanel block={block} />
      <MotionPanel block={block} />
    </>
  );
});
