import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useBuilderApi } from '../BuilderContext.tsx';
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
      <PositionPanel block={block} />
      <BlockPanel key={block.id} block={block} />
      <ModesPanel block={block} />
      <MotionPanel block={block} />
    </section>
  );
}
