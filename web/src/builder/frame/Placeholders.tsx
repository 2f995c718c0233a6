import type { Block } from '@project88/core/displays/document/blocks.ts';
import { layoutOf, placed } from '@project88/core/displays/edit/place.ts';
import { isOnCanvas } from '@project88/core/displays/edit/selection.ts';
import { useShallow } from 'zustand/react/shallow';
import { useBuilder } from '../BuilderContext.tsx';
import { KindPicture } from '../panels/KindPicture.tsx';
import classes from './Placeholders.module.css';

/** What is still missing in a block that therefore draws nothing; null when it draws something. */
function missing(block: Block): string | null {
  if (block.kind === 'image') return block.asset === null ? 'Choose a picture' : null;
  if (block.kind === 'sponsor') return block.items.length === 0 ? 'Add sponsors' : null;
  if (block.kind === 'text' || block.kind === 'ticker')
    return block.segments.length === 0 ? 'No words yet' : null;
  return null;
}

/** Blocks that draw nothing yet are marked on the canvas, or they would be lost on it. Screens show nothing there. */
export function Placeholders() {
  const blocks = useBuilder(
    useShallow((state) =>
      (layoutOf(state.document, state)?.blocks ?? []).filter(
        (block) => missing(block) !== null && isOnCanvas(block, state.mode),
      ),
    ),
  );
  if (blocks.length === 0) return null;
  return (
    <div className={classes.area} aria-hidden="true">
      {blocks.map((block) => (
        <Placeholder key={block.id} block={block} />
      ))}
    </div>
  );
}

function Placeholder({ block }: { block: Block }) {
  const mode = useBuilder((state) => state.mode);
  const { zoom, left, top } = useBuilder((state) => state.viewport);
  const { box, rotationDeg } = placed(block, mode);
  return (
    <div
      className={classes.place}
      style={{
        width: box.width * zoom,
        height: box.height * zoom,
        transform: `translate(${left + box.x * zoom}px, ${top + box.y * zoom}px) rotate(${rotationDeg}deg)`,
      }}
    >
      <KindPicture kind={block.kind} size={36} />
      <span>{missing(block)}</span>
    </div>
  );
}
